"""What is said of a program over the years: alignment, populations, indices; and what evaluations led to."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from asm_graph.results.spoken import number_shown
from asm_graph.web.entities.year_grid import MARK, YearCell, YearFact, year_grid
from asm_graph.web.rendering.naming import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asm_graph.web.entities.subject import AnswerRow
    from asm_graph.web.entities.year_grid import YearGrid
    from asm_graph.web.rendering.naming import Link


def alignment_years(rows: Iterable[AnswerRow]) -> YearGrid | None:
    """Arrange objectives by plan and level, with the documents that name it in each year."""
    return year_grid(
        YearFact(
            (row.cell("plan"), row.cell("level")),
            row.cell("objective"),
            row.text("notation"),
            row.text("year"),
            YearCell(MARK, row.link("statedIn"), row.link("statedIn").name.text),
        )
        for row in rows
    )


def population_years(rows: Iterable[AnswerRow]) -> YearGrid | None:
    """Arrange each kind of population or territory in each unit of measure, with its figures."""
    return year_grid(
        YearFact(
            (),
            row.cell("kind"),
            ", ".join(filter(None, (_called(row, "group"), row.text("unitOfMeasure")))),
            row.text("year"),
            YearCell(_figure(row), row.link("figure")),
        )
        for row in rows
    )


def _figure(row: AnswerRow) -> str:
    """Return a number as people read it, else what is printed, else in which way it is missing."""
    number = row.number("value")
    if number is not None:
        return number_shown(number.normalize())
    return _called(row, "missing") or row.text("rawValue")


def index_years(rows: Iterable[AnswerRow]) -> YearGrid | None:
    """Arrange each component of the performance index, with its value and what it is called."""
    return year_grid(
        YearFact(
            (),
            row.cell("component"),
            "",
            row.text("year"),
            YearCell(" ".join(filter(None, (_shown(row), _called(row, "rating")))), row.link("index")),
        )
        for row in rows
    )


def _shown(row: AnswerRow) -> str:
    """Return the value as people read it, or the way in which it is missing."""
    cell = row.cell("value")
    return cell.text if isinstance(cell, Name) else _called(row, "missing")


def _called(row: AnswerRow, column: str) -> str:
    return row.link(column).name.text if row.node_or_none(column) else ""


def asms_of_evaluations(
    rows: Iterable[AnswerRow],
) -> Mapping[str, list[tuple[Link | Name | None, int]]]:
    """Map each evaluation to the states of the ASM that arose from it, most frequent first."""
    states: defaultdict[str, Counter[Link | Name | None]] = defaultdict(Counter)
    for row in rows:
        evaluation = row.node_or_none("evaluation")
        if evaluation is not None and row.node_or_none("asm"):
            states[evaluation.value][row.cell("state")] += 1
    return {iri: found.most_common() for iri, found in states.items()}
