"""The code lists: the notation of the entry that a printed word means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.errors import RegisterError
from asm_graph.messages import Message, joined
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.turtle import read_turtle
from asm_graph.registers.name_forms import ComparisonForm
from asm_graph.spanish.forms import DASHES, compact, with_hyphens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Triple

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LIST_NUMBER = re.compile(rf"(?:(?<!\s)\s++)?\d{{1,2}}\s*+[{DASHES}.):]+\s*(?=\D)")
_IN_SCHEME = NamedNode(f"{_SKOS}inScheme")
_NOTATION = NamedNode(f"{_SKOS}notation")
_NAMES = tuple(NamedNode(_SKOS + name) for name in ("notation", "prefLabel", "altLabel"))


@dataclass(frozen=True, slots=True)
class CodeMention:
    """An entry that a text names, and the characters that name it."""

    notation: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Codes:
    """The notations of each code list, by the comparison forms of notations, labels and synonyms.

    `phrases` are the labels and synonyms of two words or more, as they are written.
    """

    lists: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Codes:
        """Load the code lists of the Turtle files of a folder.

        Raises:
            InputError: a file cannot be parsed.
            RegisterError: an entry has no notation, or one word stands for two entries of a list.
        """
        lists: dict[str, dict[str, str]] = {}
        phrases: dict[str, dict[str, str]] = {}
        clashes = []
        for scheme, notation, name in _names(folder):
            if " " in name:
                phrases.setdefault(scheme, {})[name] = notation
            forms = lists.setdefault(scheme, {})
            if forms.setdefault(_form(name), notation) != notation:
                clashes.append(
                    Message(
                        "code list {scheme}: {name!r} names {one} and {other}",
                        scheme=scheme,
                        name=name,
                        one=forms[_form(name)],
                        other=notation,
                    )
                )
        if clashes:
            raise RegisterError(
                Message("{clashes}; keep each word on one entry.", clashes=joined("; ", sorted(clashes)))
            )
        return cls(lists, phrases)

    def find(self, scheme: str, printed: str) -> str | None:
        """Find the notation of the entry that a printed word means; None if the list has no such entry.

        Case, accents, spaces and punctuation do not count, so `Tri mestral.` is `quarterly`; nor does an item
        number before the word (`1-Directa`, `2. Indirecta`), if the word alone is in the list.

        >>> Codes({"frequency": {"trimestral": "quarterly"}}).find("frequency", "Tri mestral.")
        'quarterly'

        Raises:
            KeyError: there is no such code list.
        """
        # A scheme that does not exist is a mistake in the code, not in the document.
        entries = self.lists[scheme]
        return entries.get(_form(printed)) or entries.get(_form(_LIST_NUMBER.sub("", printed, count=1)))

    def named_in(self, scheme: str, text: str) -> str | None:
        """Find the entry that a longer text names by a label of two words or more; the longest one counts.

        `Evaluación Específica de Consistencia y Resultados con Enfoque Social` names the entry
        `consistency-and-results` of the types of evaluation.
        """
        found = max(self.mentions(scheme, text), key=lambda one: one.end - one.start, default=None)
        return found.notation if found else None

    def mentions(self, scheme: str, text: str) -> Iterator[CodeMention]:
        """Yield where a text names entries by labels of two words or more, the longest labels first."""
        whole, taken = ComparisonForm.of(text), set[int]()
        for label, notation in sorted(self.phrases.get(scheme, {}).items(), key=lambda one: -len(one[0])):
            words = compact(label)
            start = whole.form.find(words)
            while start >= 0:
                letters = range(start, start + len(words))
                if taken.isdisjoint(letters) and whole.is_bounded(start, len(words)):
                    taken.update(letters)
                    yield CodeMention(notation, *whole.span(start, len(words)))
                start = whole.form.find(words, start + 1)


def _form(text: str) -> str:
    """Return the comparison form; of a sign without letters, such as a dash, the sign itself."""
    return compact(text) or with_hyphens("".join(text.split()))


def _names(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield list, notation and one name of each entry, in the order of the files."""
    triples = [triple for file in sorted(folder.glob("*.ttl")) for triple in read_turtle(file)]
    schemes = {triple.subject: _scheme(triple) for triple in triples if triple.predicate == _IN_SCHEME}
    notations = {triple.subject: _text(triple) for triple in triples if triple.predicate == _NOTATION}
    for triple in triples:
        if triple.predicate in _NAMES and triple.subject in schemes:
            if triple.subject not in notations:
                raise RegisterError(
                    Message("{subject}: an entry without skos:notation; give it one.", subject=triple.subject)
                )
            yield schemes[triple.subject], notations[triple.subject], _text(triple)


def _text(triple: Triple) -> str:
    return triple.object.value if isinstance(triple.object, Literal) else ""


def _scheme(triple: Triple) -> str:
    return last_step(triple.object.value) if isinstance(triple.object, NamedNode) else ""
