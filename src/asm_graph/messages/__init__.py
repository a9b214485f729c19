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

    from pydantic import JsonValue

ENGLISH, SPANISH = "en", "es"
_NAMES = re.compile(r"\{[^{}]*\}")
_ERRNO = re.compile(r"\[Errno \d+\] (?P<reason>[^:]+)")
"""How Python tells an error of the system, by its number and reason."""
_LETTER = re.compile(r"[^\W\d_]")


class Message(str):
    """A text in both languages: as a string it is English, and `spanish` is the same in Spanish.

    >>> Message("{path}: cannot be read ({reason}); check the path.", path="a.csv", reason="?").spanish
    'a.csv: no se puede leer (?); revise la ruta.'
    """

    __slots__ = ("_facts", "_template", "_told")
    _told: str | None
    _template: str
    _facts: Mapping[str, object]

    def __new__(cls, template: str, /, **facts: object) -> Self:
        """Fill in a template with facts, of which messages and their errors are told in each language."""
        message = super().__new__(cls, template.format(**facts))
        message._told = None
        message._template, message._facts = template, facts
        return message

    @classmethod
    def of(cls, english: str, spanish: str) -> Self:
        """Return a text that is known in both languages."""
        message = super().__new__(cls, english)
        message._told = spanish
        return message

    @classmethod
    def from_json(cls, said: Mapping[str, str]) -> Self:
        """Return the message that `as_json` has written."""
        return cls.of(said[ENGLISH], said[SPANISH])

    @property
    def template(self) -> str:
        """The English template; empty where a text was given as it is."""
        return "" if self._told is not None else self._template

    @property
    def spanish(self) -> str:
        """The text in Spanish; in English where that is lacking, never in both."""
        if self._told is None:
            known = catalog().get(self._template, None if has_words(self._template) else self._template)
            facts = {name: _in_spanish(fact) for name, fact in self._facts.items()}
            self._told = str(self) if known is None else known.format(**facts)
        return self._told

    def __reduce__(self) -> tuple[Callable[[str, str], Message], tuple[str, str]]:
        """Keep both languages where a process hands a message to another."""
        return Message.of, (str(self), self.spanish)

    def map(self, change: Callable[[str], str]) -> Message:
        """Return the message with both texts changed, as where something in them must not be shown."""
        return Message.of(change(str(self)), change(self.spanish))

    def as_json(self) -> dict[str, JsonValue]:
        """Return the text by language."""
        return {ENGLISH: str(self), SPANISH: self.spanish}


def joined(separator: str, parts: Iterable[str]) -> Message:
    """Join texts, of which messages are told in each language."""
    parts = list(parts)
    spanish = in_language(separator, SPANISH).join(in_language(part, SPANISH) for part in parts)
    return Message.of(separator.join(parts), spanish)


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
    if isinstance(fact, BaseException):
        said = fact.args[0] if len(fact.args) == 1 else None
        fact = said if isinstance(said, Message) else _ERRNO.sub(_known_reason, str(fact))
    return fact.spanish if isinstance(fact, Message) else fact


def _known_reason(told: re.Match[str]) -> str:
    return catalog().get(told["reason"], told[0])


def as_message(text: str) -> Message:
    """Return a text without facts in both languages, if its Spanish is known."""
    if isinstance(text, Message):
        return text
    return Message.of(text, catalog().get(text, text))


def system_reason(error: OSError) -> Message:
    """Return why the system refused, in its words, which are English, or in ours."""
    return as_message(error.strerror or str(error))
