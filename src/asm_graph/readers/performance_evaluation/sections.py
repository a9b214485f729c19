"""The sections of an *Evaluación Específica de Desempeño*, found by their headings, in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.bullets import LINE_BULLETS
from asm_graph.spanish.forms import DASHES, YEAR, compact
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.lines import Line
    from asm_graph.readers.annotator import Annotator

CONTAINER = "container"
CHART = "chart"
NATIONAL = "national-objective"
SECTORAL = "sectoral-objective"
RESULTS = "results"
SERVICES = "services-and-management"
COVERAGE = "coverage"
SOURCES = "sources"
INFORMATION = "information"
LEVELS = ("fin", "proposito", "componente", "actividad")

_WORDS = words_beside(__file__)
STATEMENT_KINDS = frozenset(_WORDS["statements"])
"""The notations of `statement-kind` that sections have as their topics."""

_PARTS_OF_INFORMATION = frozenset({"datosgeneralesdelevaluador", "datosdecontacto", "datosdeltitular"})
_TOPICS = tuple(
    (re.compile(pattern), topic)
    for topic, patterns in (
        *((topic, (pattern,)) for topic, pattern in _WORDS["statements"].items()),
        *_WORDS["sections"].items(),
    )
    for pattern in patterns
)
"""Patterns of headings, and the topics of their sections."""
_BULLET = re.compile(rf"[{DASHES}{LINE_BULLETS}\s*]+")
_SIGN = re.compile(r"[^\W_]\s+")
"""What OCR takes a bullet for (`O Fortalezas`)."""
_YEAR = re.compile(YEAR)
_LEGEND = re.compile(r"(?:nd)?nodisponible(?:sd)?sindato.*|sdsindato.*")
_HEADING_LETTERS = 90


@dataclass(slots=True)
class Section:
    """A heading, what it is about, and the lines below it up to the next heading."""

    topic: str
    heading: Passage
    body: list[Line] = field(default_factory=list)


def unbulleted(text: Passage) -> Passage:
    """Return a line without the bullet that opens it, or the sign that a heading's bullet was taken for."""
    match = _BULLET.match(text.text)
    if match is None and (sign := _SIGN.match(text.text)) and topic(text.text[sign.end() :]):
        match = sign
    return text.slice(match.end()) if match else text.strip()


def topic(text: str) -> str | None:
    """Return what the heading is about, or `None` where the line is no heading."""
    if len(text) > _HEADING_LETTERS:
        return None
    form = _YEAR.sub("#", compact(text))
    return next((topic for pattern, topic in _TOPICS if pattern.fullmatch(form)), None)


def is_legend(text: str) -> bool:
    """Return whether a line explains the signs of the tables (`ND: No Disponible SD: Sin Dato`)."""
    return _LEGEND.fullmatch(compact(text)) is not None


def sections(lines: Iterable[Line], annotator: Annotator) -> tuple[list[Line], list[Section]]:
    """Return the lines before the first heading, and the sections; headings and legends are furniture."""
    before: list[Line] = []
    found: list[Section] = []
    for line in lines:
        text = line.passage.strip()
        heading = unbulleted(text)
        kind = None if line.is_row else topic(heading.text)
        if _opens_information(heading.text, found):
            found.append(Section(INFORMATION, heading, [line]))
        elif kind is not None:
            found.append(Section(kind, heading))
            annotator.mark("heading", text)
        elif is_legend(text.text):
            annotator.mark("legend", text)
        elif text:
            (found[-1].body if found else before).append(line)
    return before, found


def without_repetitions(found: Iterable[Section], annotator: Annotator) -> list[Section]:
    """Return each section once; one that is printed again, word for word, is furniture."""
    seen: set[tuple[str, str]] = set()
    kept: list[Section] = []
    for section in found:
        printed = (
            compact(section.heading.text),
            compact("".join(line.passage.text for line in section.body)),
        )
        if section.body and printed in seen:
            annotator.mark("repetition", *(line.passage for line in section.body))
        else:
            kept.append(section)
        seen.add(printed)
    return kept


def _opens_information(text: str, found: Sequence[Section]) -> bool:
    """Return whether a part of the block on the evaluation stands apart from it, in another section."""
    return compact(text) in _PARTS_OF_INFORMATION and not (found and found[-1].topic == INFORMATION)
