"""What has to hold between the cells of a row and between the sheets of a filled workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.readers.tables.filled_workbook.sheet import key_of
from asm_graph.templates.definition import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asm_graph.readers.tables.filled_workbook.sheet import FilledSheet
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.templates import Choices, Form
    from asm_graph.templates.filled_workbook import FilledRow


def check(sheets: Mapping[str, FilledSheet], choices: Choices) -> None:
    """Check the rows against each other; a contradiction is a fault of its cell."""
    for name, sheet in sheets.items():
        _check_references(sheet, sheets)
        holds = _ROW_CHECKS.get(name)
        for row, filled in sheet.rows if holds else ():
            if holds:
                holds(row, filled, sheet.form, choices)


def _check_references(sheet: FilledSheet, sheets: Mapping[str, FilledSheet]) -> None:
    for reference in sheet.form.references:
        target = sheets.get(reference.sheet)
        if target is None:
            continue
        names = target.form.key[: len(reference.names)]
        keys = target.keys(names)
        for row, filled in sheet.rows:
            given = all(name in filled.values for name in reference.names)
            if given and key_of(filled, reference.names) not in keys:
                headers = ", ".join(target.form.named(name).header for name in names)
                row.fault(
                    sheet.form.named(reference.names[-1]).header,
                    Message(
                        "what a row of the sheet {sheet} says ({headers})",
                        sheet=reference.sheet,
                        headers=headers,
                    ),
                )


def _check_program(row: TableRow, filled: FilledRow, form: Form, _: Choices) -> None:
    if ("key" in filled.values) == ("jurisdiction" in filled.values):
        is_blank = not (row.cell(form.named("key").header) or row.cell(form.named("jurisdiction").header))
        if is_blank or "key" in filled.values:
            told = Message("a key, or else a state in the column beside it, not both")
            row.fault(form.named("key").header, told)


def _check_asm(row: TableRow, filled: FilledRow, form: Form, _: Choices) -> None:
    for given, other in (("evaluation_type", "period"), ("period", "evaluation_type")):
        if given in filled.values and not row.cell(form.named(other).header):
            told = Message("a value, since {column} has one", column=form.named(given).header)
            row.fault(form.named(other).header, told)


def _check_alignment(row: TableRow, filled: FilledRow, form: Form, choices: Choices) -> None:
    plan = next((one for one in choices.plans if one.slug == filled.text("plan")), None)
    kind, number = filled.text("kind"), filled.text("number")
    if plan is None or not kind or not number:
        return
    if plan.kind == "sectoral" and kind != "objective":
        told = Message("Objetivo sectorial, since the plan is a sectoral program")
        row.fault(form.named("kind").header, told)
    elif plan.kind == "national" and kind == "objective":
        told = Message("Eje or Objetivo nacional, since the plan is a national one")
        row.fault(form.named("kind").header, told)
    elif "label" not in filled.values and choices.objective(plan.slug, kind, number) is None:
        told = Message("the text of the objective, which the register does not have")
        row.fault(form.named("label").header, told)


_ROW_CHECKS: Mapping[str, Callable[[TableRow, FilledRow, Form, Choices], None]] = {
    PROGRAMS: _check_program,
    "ASM": _check_asm,
    "Alineación": _check_alignment,
}
