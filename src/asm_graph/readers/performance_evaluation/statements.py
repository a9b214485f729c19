"""The report's prose: statements with the sources that they cite, narratives, and the list of sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.performance_evaluation.sections import unbulleted
from asm_graph.records.evaluations import EvidenceSource, Statement
from asm_graph.records.matrices import Level
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.items import Item, split_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.lines import Line
    from asm_graph.readers.annotator import Annotator

_CODE = re.compile(r"(?<![\w-])[A-ZÁÉÍÓÚÑ]{2,9}\d{2}(?:\d{2})?(?![\w-])")
_LISTED_CODE = re.compile(r"\(\s*(?P<code>[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ\d/-]*\d{2,4})\s*\)")
_BETWEEN_SOURCES = re.compile(
    r"(?<=\))\s*+(?:[,;.]\s*+)?(?:y\s++)?(?=[A-ZÁÉÍÓÚÑ])|(?<=\d{4})\s*+,\s*+(?:y\s++)?(?=[A-ZÁÉÍÓÚÑ])"
    r"|(?:(?<!\s)\s++)?(?:;\s*+|\.\s*+$)"
)
_CLOSED = re.compile(r"[.;:!?…)\]\"”»]\s*$")


def paragraphs(body: Sequence[Line]) -> Iterator[Passage]:
    """Yield the paragraphs of a section; one that a page break cut in two is whole again."""
    waiting: Passage | None = None
    for line in body:
        if line.is_row:
            continue
        text = unbulleted(line.passage.strip())
        if waiting and not _CLOSED.search(waiting.text) and text.text[:1].islower():
            waiting = Passage.joined([waiting, text])
            continue
        if waiting:
            yield waiting
        waiting = text
    if waiting:
        yield waiting


def items(body: Sequence[Line], annotator: Annotator) -> Iterator[Item]:
    """Yield the numbered items of every paragraph; a paragraph without numbers is one item."""
    for paragraph in paragraphs(body):
        repaired = annotator.repair(paragraph)
        annotator.mark_markup(repaired)
        yield from split_items(repaired)


def statements(kind: str, body: Sequence[Line], annotator: Annotator) -> Iterator[Statement]:
    """Yield the statements of a section, with the codes of the sources that each cites."""
    for item in items(body, annotator):
        number = fact_of(item.numbers[0], item.marker) if item.numbers and item.marker else None
        cited: dict[str, Fact[str]] = {}
        for match in _CODE.finditer(item.body.text):
            cited.setdefault(match.group(), fact(item.body.group(match)))
        yield Statement(kind, number, fact(item.body), tuple(cited.values()))


def narrative(kind: str, body: Sequence[Line], annotator: Annotator) -> Level | None:
    """Return the narrative of a Fin or a Propósito, which is one whatever its paragraphs."""
    found = list(paragraphs(body))
    return Level(kind, narrative=fact(annotator.clean(Passage.joined(found)))) if found else None


def levels(kind: str, body: Sequence[Line], annotator: Annotator) -> Iterator[Level]:
    """Yield the components or activities of a section, with the numbers that they are given."""
    for item in items(body, annotator):
        number = fact_of(item.numbers[0], item.marker) if item.numbers and item.marker else None
        yield Level(kind, number, fact(item.body))


def texts(body: Sequence[Line], annotator: Annotator) -> Iterator[Fact[str]]:
    """Yield the paragraphs of a section as they are."""
    return (fact(annotator.clean(paragraph)) for paragraph in paragraphs(body))


def sources(body: Sequence[Line], annotator: Annotator) -> Iterator[EvidenceSource]:
    """Yield the sources of a list such as `Reglas de Operación 2009 (ROP09), Diagnóstico (preliminar)`."""
    for paragraph in paragraphs(body):
        for source in annotator.clean(paragraph).split(_BETWEEN_SOURCES):
            match = _LISTED_CODE.search(source.text)
            label = source.slice(0, match.start()).strip() if match else source.strip(" .,;")
            if label:
                yield EvidenceSource(fact(label), fact(source.group(match, "code")) if match else None)
