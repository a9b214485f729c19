"""What is said around a drawing: title, unit and years; where its axis is cut, and its source."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.results.spoken import number_shown
from asm_graph.web.rendering.pages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.releases.manifest import Manifest

_NAMED = 3
"""So many documents are named; the others are counted."""
_LETTER = 6.4
"""Width of a letter of 12 units on average."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The texts of one drawing; `unit` says what its figures count or measure, `note` what it leaves out."""

    title: str
    unit: str = ""
    years: str = ""
    source: str = ""
    note: str = ""

    @property
    def measured(self) -> str:
        """Unit and years in one line."""
        return " · ".join(filter(None, (self.unit, self.years)))

    def head(self, width: float) -> tuple[tuple[str, str], ...]:
        """Return the lines above a drawing of this width, each with the class of its text."""
        title = [("title", line) for line in wrapped(self.title, width * 0.75)]
        return (*title, *(("source", line) for line in wrapped(self.measured, width)))

    def foot(self, width: float, *more: str) -> tuple[tuple[str, str], ...]:
        """Return the lines below a drawing, `more` after its own."""
        return tuple(
            ("source", line) for text in (self.note, self.source, *more) for line in wrapped(text, width)
        )


def wrapped(text: str, width: float) -> list[str]:
    """Break a text into lines of this width."""
    return textwrap.wrap(text, max(int(width / _LETTER), 20))


def span_of(years: Iterable[str]) -> str:
    """Return `2008–2018` for the years from the first to the last."""
    found = sorted(filter(None, years))
    if not found:
        return ""
    return found[0] if found[0] == found[-1] else f"{found[0]}–{found[-1]}"


def source_line(titles: Iterable[str], language: Language) -> str:
    """Say which documents figures are from; empty where none is known."""
    words, found = words_in(language), list(dict.fromkeys(filter(None, titles)))
    if not found:
        return ""
    named = "; ".join(found[:_NAMED])
    if (more := len(found) - _NAMED) > 0:
        named += words["and_documents" if more > 1 else "and_document"].format(number=more)
    return f"{words['source_of_figures']}: {named}."


def documents_line(manifest: Manifest, language: Language) -> str:
    """Say which documents a release is made of, by their publishers where these are known."""
    words, publishers = words_in(language), {item.origin.publisher for item in manifest.inputs} - {""}
    if len(manifest.inputs) <= _NAMED:
        return source_line((item.title or item.name for item in manifest.inputs), language)
    counted = words["documents_of_release"].format(number=number_shown(len(manifest.inputs)))
    return (
        f"{words['source_of_figures']}: {counted}{': ' if publishers else ''}{', '.join(sorted(publishers))}."
    )


def cut_note(figures: Sequence[str], end: Decimal, language: Language) -> str:
    """Say where an axis is cut and which figures lie beyond; empty where it is whole."""
    if not figures:
        return ""
    key = "axis_is_cut" if len(figures) > 1 else "axis_is_cut_once"
    return words_in(language)[key].format(
        end=number_shown(end), number=len(figures), figures="; ".join(figures[:_NAMED])
    )
