"""The table of populations, whose labels narrow columns break over two lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.performance_evaluation.figure_tables import (
    CHANGE,
    LABEL,
    UNIT,
    Header,
    headers,
    measure,
    place,
)
from asm_graph.readers.performance_evaluation.sections import RESULTS, SERVICES, unbulleted
from asm_graph.records.evaluations import Observation
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import compact
from asm_graph.spanish.numbers import read_figure
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.lines import Line
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.performance_evaluation.sections import Section

_LABELS = {label: kind for kind, label in words_beside(__file__)["populations"].items()}
_FRAGMENTS = frozenset({*_LABELS, "poblacion", "potencial", "objetivo", "atendida"})


def is_label(text: str) -> bool:
    """Return whether a line is the label of a population, or a part of one, and nothing else."""
    return compact(text) in _FRAGMENTS


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the table: its label, and its cells where it is a row with figures."""

    label: Passage
    cells: tuple[Passage, ...] = ()


def read_populations(
    sections: Sequence[Section], year: Fact[int], annotator: Annotator
) -> Iterator[Observation]:
    """Read the figures of the table, wherever it is; `year` is that of a column without one."""
    entries = [entry for section in sections for entry in _entries(section)]
    columns: tuple[Header, ...] = ()
    for before, entry, after in zip([None, *entries], entries, [*entries[1:], None], strict=False):
        found = headers(entry.cells) if entry else None
        if entry and found:
            columns = found if found[0].kind == LABEL else (Header(LABEL, None, entry.label), *found)
            annotator.mark("table header", *(cell for cell in entry.cells if cell))
        elif entry and columns and entry.cells:
            label = _whole_label(before, entry.label, after)
            annotator.mark("row label", *((label,) if label else ()))
            if label:
                yield from _observations(
                    _LABELS[compact(label.text)], place(entry.cells, columns), columns, year, annotator
                )


def _entries(section: Section) -> Iterator[_Entry | None]:
    """Yield the rows and labels of a section; `None` for anything else, so that no label reaches over it."""
    if section.topic in {RESULTS, SERVICES}:
        return
    yield _Entry(section.heading) if is_label(section.heading.text) else None
    for line in section.body:
        yield _entry(line)


def _entry(line: Line) -> _Entry | None:
    cells = line.cells()
    label = unbulleted(cells[0]).strip(" /")
    if any(cells[1:]):
        return _Entry(label, cells)
    return _Entry(label) if is_label(label.text) else None


def _whole_label(before: _Entry | None, label: Passage, after: _Entry | None) -> Passage | None:
    """Return the label with its parts on the lines around, the longest that is known."""
    above = before.label if before and not before.cells else None
    below = after.label if after and not after.cells else None
    candidates = ((above, label, below), (above, label), (label, below), (label,))
    for pieces in candidates:
        present = [piece for piece in pieces if piece]
        if len(present) == len(pieces) and compact("".join(piece.text for piece in present)) in _LABELS:
            return Passage.joined(present)
    return None


def _observations(
    kind: str,
    cells: Sequence[Passage | None],
    columns: Sequence[Header],
    year: Fact[int],
    annotator: Annotator,
) -> Iterator[Observation]:
    by_kind = {header.kind: cell for cell, header in zip(cells, columns, strict=True) if cell}
    change, unit = by_kind.get(CHANGE), by_kind.get(UNIT)
    growth = read_figure(change.text) if change else None
    if change and growth is None:
        annotator.mark("not available", change)
    for cell, header in zip(cells, columns, strict=True):
        figure = measure(cell, header) if header.kind == "actual" else None
        if figure:
            yield Observation(
                kind,
                header.year or year,
                figure,
                fact(annotator.clean(unit)) if unit else None,
                fact_of(growth, change) if change and growth is not None else None,
            )
            growth = None
