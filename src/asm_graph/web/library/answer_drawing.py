"""The chart of an answer, drawn of the rows that the table shows: with its figures, units and names."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.web.answers.answer_preview import PreviewCell, ShownTable
from asm_graph.web.drawing.answer_chart import chart_of, notes_of
from asm_graph.web.drawing.caption import Caption
from asm_graph.web.drawing.download import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.library import Question
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.tables.table import DataTable, TableCell, TableColumn

_FIGURE = re.compile(r"(?P<figure>-?[0-9][0-9,.]*) (?P<unit>[^0-9].*)")
"""An amount as people read it: a figure and what it counts."""


def draw_table(
    question: Question, table: DataTable, given: Sequence[str], source: str, language: Language
) -> Drawing | None:
    """Draw the first numbers of a table over the names of its rows; None where nothing fits.

    What was `given` to the question is in the title; what is the same in all rows, as the kind of an amount,
    stands beside the unit. The addresses of the drawing are left empty.
    """
    columns, rows = table.shown, table.rows
    cells = [_cells(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
    drawn = ShownTable(
        tuple(column.key for column in columns),
        tuple(tuple(column[place] for column, _ in cells) for place in range(len(rows))),
        table.total,
    )
    chart = chart_of(drawn)
    if chart is None:
        return None
    by_key = {column.key: (column, unit) for column, (_, unit) in zip(columns, cells, strict=True)}
    numbers, unit = by_key[chart.numbers]
    same = [
        next(iter(texts))
        for place, column in enumerate(columns)
        if column.key not in {chart.names, chart.numbers} and not column.is_number
        if len(texts := {row[place].text for row in rows}) == 1 and any(texts)
    ]
    measured = f"{numbers.label} ({unit or numbers.unit})" if unit or numbers.unit else numbers.label
    measured = " · ".join((measured, *same))
    title = ": ".join(filter(None, (question.title[language], " · ".join(given))))
    notes = notes_of(chart, language, numbers.note)
    caption = Caption(title, measured, chart.span, source, notes)
    context = {"chart": chart, "names": by_key[chart.names][0].label}
    return Drawing("answer_chart.svg", caption, context, chart.width, chart.height, "", "")


def _cells(column: TableColumn, cells: Sequence[TableCell]) -> tuple[list[PreviewCell], str]:
    """Return the cells of a column for a chart, and the unit that all of its figures have."""
    found = [_FIGURE.fullmatch(cell.text) for cell in cells if cell.text]
    units = {each["unit"] if each else "" for each in found}
    unit = units.pop() if len(units) == 1 else ""
    return [
        PreviewCell(_text(cell, unit), None, cell.language, _number(column, cell)) for cell in cells
    ], unit


def _text(cell: TableCell, unit: str) -> str:
    return cell.text.removesuffix(f" {unit}") if unit else cell.text


def _number(column: TableColumn, cell: TableCell) -> Decimal | None:
    return Decimal(cell.value) if column.is_number and isinstance(cell.value, Decimal | int) else None
