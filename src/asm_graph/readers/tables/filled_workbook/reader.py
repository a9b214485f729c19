"""A filled workbook of `asm-graph template`; all that is wrong with it is reported at once, cell by cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.messages import Message
from asm_graph.readers.reading import CellAccount, CellNote, Reading
from asm_graph.readers.tables.cell_account import OddRows, account_of, hidden_parts
from asm_graph.readers.tables.columns import TableLayout
from asm_graph.readers.tables.faults import Faults
from asm_graph.readers.tables.filled_workbook.checks import check
from asm_graph.readers.tables.filled_workbook.sheet import FilledSheet, layout_of
from asm_graph.spanish.forms import compact
from asm_graph.templates import TEMPLATES, Choices
from asm_graph.templates.definition import HELP_SHEET, LISTS_SHEET, MARKER, MARKER_SHEET
from asm_graph.templates.filled_workbook import FilledWorkbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.documents import TableDocument
    from asm_graph.templates import Template

LAYOUT = TableLayout("asm-graph-workbook", ())
"""Its sheets have layouts of their own, which the templates declare."""

SHOWN = 1_000
"""Faults that are written out: whoever fills in a workbook wants to see all of them."""
_OWN_SHEETS = {HELP_SHEET, LISTS_SHEET, MARKER_SHEET}


def recognizes(document: TableDocument) -> bool:
    """Return whether the document is one of the workbooks, by its hidden marker or its sheets."""
    return _template(document) is not None


def read(document: TableDocument) -> Reading:
    """Read the rows of all sheets, without the examples.

    Raises:
        InputError: sheets, columns or cells are missing or invalid; or nothing is filled in.
    """
    template = _template(document)
    if template is None:
        raise InputError(
            Message(
                "{path}: is no workbook of `asm-graph template`; write one and fill it in.",
                path=document.path,
            )
        )
    faults, choices = Faults(), Choices.default()
    sheets = _sheets(document, template, faults)
    for sheet in sheets.values():
        sheet.read(choices)
    check(sheets, choices)
    faults.raise_any(document, SHOWN)
    rows = sum(len(sheet.rows) for sheet in sheets.values())
    if not rows:
        raise InputError(
            Message("{path}: holds nothing below the examples; fill in the rows.", path=document.path)
        )
    record = FilledWorkbook(
        template.name, {name: tuple(filled for _, filled in sheet.rows) for name, sheet in sheets.items()}
    )
    notices = chain.from_iterable(hidden_parts(one.sheet) for one in sheets.values())
    return Reading(LAYOUT.name, template.title, record, _account(document, sheets), tuple(notices), rows)


def _template(document: TableDocument) -> Template | None:
    named = {compact(sheet.name) for sheet in document.sheets}
    for template in TEMPLATES.values():
        if _marker(document) == f"{MARKER} {template.name}" or named >= {
            compact(form.sheet) for form in template.forms
        }:
            return template
    return None


def _marker(document: TableDocument) -> str:
    rows = next((sheet.rows for sheet in document.sheets if sheet.name == MARKER_SHEET), ())
    return rows[0][0] if rows and rows[0] else ""


def _sheets(document: TableDocument, template: Template, faults: Faults) -> dict[str, FilledSheet]:
    """Return the sheets of the template by their names; one that is missing is a fault."""
    found = {compact(sheet.name): sheet for sheet in document.sheets}
    sheets = {}
    for form in template.forms:
        if compact(form.sheet) in found:
            sheets[form.sheet] = FilledSheet(found[compact(form.sheet)], form, faults)
        else:
            faults.faults.append(
                CellNote(form.sheet, "A1", "", Message("the sheet, which the workbook lacks"))
            )
    return sheets


def _account(document: TableDocument, sheets: Mapping[str, FilledSheet]) -> CellAccount:
    """Add up the accounts of all sheets; those of the template itself state nothing."""
    filled = {one.sheet.name: one for one in sheets.values()}
    facts, known, notes = 0, Counter[str](), list[CellNote]()
    for sheet in document.sheets:
        if sheet.name in _OWN_SHEETS:
            known["template"] += sum(bool(cell.strip()) for row in sheet.rows for cell in row)
            continue
        one = filled.get(sheet.name)
        headers = {sheet.name: one.header} if one and one.header else {}
        layout = layout_of(one.form) if one else LAYOUT
        alone = replace(document, sheets=(sheet,))
        odd = OddRows(one.skipped if one else {})
        account = account_of(alone, headers, layout, Faults(), odd)
        facts += account.facts
        known.update(account.known)
        notes.extend(account.not_understood)
    return CellAccount(facts, dict(sorted(known.items())), tuple(notes))
