"""The rows of a form within a table: labels with what fills them in, at their right or below them.

Matrices begin with such rows (`Unidad responsable`, `Finalidad`), and repeat some where a page begins.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.readers.parts.matrix_levels import level_in
from asm_graph.readers.parts.table_columns import likeliest
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import Fact, fact
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.documents.paged_document import Table, TableCell
    from asm_graph.readers.annotator import Annotator

_LABELS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("annex_head.toml").read_text(encoding="utf-8")
)["form_labels"]
_NOT_STATED = "other"
"""The labels of what nothing is stated of, such as the functional classification of a budget."""


def is_form_row(table: Table, row: int) -> bool:
    """Tell whether a row begins with a label, and no level of a matrix, or is one cell, a heading."""
    cells = table.row(row)
    if len(cells) <= 1:
        return bool(cells)
    first = cells[0]
    return first.row == row and _label(first) is not None and level_in(first.text)[0] is None


def read_form_rows(table: Table, rows: Iterable[int], annotator: Annotator) -> ProgramStatements:
    """Read rows of a form; headings and labels are marked as furniture, and the values that state nothing."""
    numbers = set(rows)
    found: dict[str, Fact[str]] = {}
    values: set[tuple[int, int]] = set()
    for cell in (one for one in table.cells if one.row in numbers and one.passage):
        label = _label(cell)
        if label is None:
            if (cell.row, cell.column) not in values and cell.column_span == table.width:
                annotator.mark("heading", cell.passage)
            continue
        annotator.mark("label", cell.passage)
        for value in _values(table, cell, numbers):
            values.add((value.row, value.column))
            if label == _NOT_STATED:
                annotator.mark("field not stated", value.passage)
            elif not is_missing(value.text):
                found.setdefault(label, fact(annotator.clean(value.passage)))
    head = found.get("unit_head")
    return ProgramStatements(
        program=found.get("program"),
        agency=found.get("agency"),
        responsible_unit=found.get("responsible_unit"),
        unit_heads=(head,) if head else (),
    )


def completed(statements: ProgramStatements, more: ProgramStatements) -> ProgramStatements:
    """Fill in what statements of a program leave out."""
    return replace(
        statements,
        program=statements.program or more.program,
        agency=statements.agency or more.agency,
        responsible_unit=statements.responsible_unit or more.responsible_unit,
        unit_heads=statements.unit_heads or more.unit_heads,
    )


def _label(cell: TableCell) -> str | None:
    return likeliest(cell.text, _LABELS) if cell.passage else None


def _values(table: Table, label: TableCell, rows: set[int]) -> list[TableCell]:
    """Return what fills in a label: the cells at its right up to the next label, or else the one below."""
    found: list[TableCell] = []
    for cell in table.row(label.row):
        if cell.column > label.column and cell.passage:
            if cell.row != label.row or _label(cell) is not None:
                break
            found.append(cell)
    below = table.at(label.row + label.row_span, label.column)
    if not found and below is not None and below.row in rows and below.passage and _label(below) is None:
        return [below] if below.column_span == label.column_span else []
    return found
