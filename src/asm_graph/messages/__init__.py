"""Texts for people in English and in Spanish; who shows them chooses the language.

The English stands where a text is needed, as a template with `{names}`. `es/*.toml` has the Spanish of each
template, and a test holds that none lacks it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ENGLISH, SPANISH = "en", "es"
_NAMES = re.compile(r"\{[^{}]*\}")
_LETTER = re.compile(r"[^\W\d_]")


class Message(str):
    """A text in both languages: as a string it is English, and `spanish` is the same in Spanish.

    >>> Message("{path}: cannot be read ({reason}); check the path.", path="a.csv", reason="?").spanish
    'a.csv: no se puede leer (?); revise la ruta.'
    """

    spanish: str

    def __new__(cls, template: str, /, **facts: object) -> Self:
        """Fill in a template with facts, of which messages and their errors are told in each language."""
        english = template.format(**facts)
        known = catalog().get(template) or (None if has_words(template) else template)
        if known is None:  # never a sentence in two languages
            return cls.of(english, english)
        return cls.of(english, known.format(**{name: _in_spanish(fact) for name, fact in facts.items()}))

    @classmethod
    def of(cls, english: str, spanish: str) -> Self:
        """Return a text that is known in both languages."""
        message = super().__new__(cls, english)
        message.spanish = spanish
        return message

    def __reduce__(self) -> tuple[Callable[[str, str], Message], tuple[str, str]]:
        """Keep both languages where a process hands a message to another."""
        return Message.of, (str(self), self.spanish)

    def map(self, change: Callable[[str], str]) -> Message:
        """Return the message with both texts changed, as where something in them must not be shown."""
        return Message.of(change(str(self)), change(self.spanish))

    def as_json(self) -> dict[str, str]:
        """Return the text by language."""
        return {ENGLISH: str(self), SPANISH: self.spanish}


def joined(separator: str, parts: Iterable[str]) -> Message:
    """Join texts, of which messages are told in each language."""
    parts = list(parts)
    return Message.of(separator.join(parts), separator.join(in_language(part, SPANISH) for part in parts))


def in_language(text: str, language: str) -> str:
    """Return a message in a language (`en`, `es`); any other text as it is."""
    return text.spanish if language == SPANISH and isinstance(text, Message) else str(text)


def has_words(template: str) -> bool:
    """Tell whether a template has words of its own, which need a translation."""
    return _LETTER.search(_NAMES.sub("", template)) is not None


@cache
def catalog() -> Mapping[str, str]:
    """Load the Spanish of all templates."""
    files = (resources.files(__name__) / "es").iterdir()
    texts: dict[str, str] = {}
    for file in files:
        if file.name.endswith(".toml"):
            texts |= tomllib.loads(file.read_text(encoding="utf-8"))
    return texts


def _in_spanish(fact: object) -> object:
    if isinstance(fact, BaseException) and len(fact.args) == 1:
        fact = fact.args[0]
    return fact.spanish if isinstance(fact, Message) else fact


def system_reason(error: OSError) -> Message:
    """Return why the system refused, in its words or in ours."""
    return Message(_escaped(error.strerror or str(error)))


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
