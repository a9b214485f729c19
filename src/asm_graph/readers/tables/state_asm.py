"""A state's table of ASM, as the annual evaluation program of Zacatecas has it: one row for each ASM."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.errors import IncompleteDocument
from asm_graph.messages import Message
from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.records.asm import Asm, StateAsm, StateAsms
from asm_graph.spanish.contact import withheld
from asm_graph.spanish.dates import cycles
from asm_graph.spanish.forms import YEAR, compact, fold
from asm_graph.spanish.numbers import whole_number

if TYPE_CHECKING:
    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.table_rows import TableRow

LAYOUT = layout_with_aliases(
    "state-asm-table",
    (
        TableColumn("Programa", "asm:program"),
        TableColumn("Dependencia", "asm:program/asm:agency"),
        TableColumn("Despacho", "asm:arisesFrom/asm:evaluator", optional=True),
        TableColumn("Tipo de Evaluación", "asm:arisesFrom/asm:evaluationType", optional=True),
        TableColumn("ID-ASM", "skos:notation", optional=True),
        TableColumn("ASM", "asm:text"),
        TableColumn("Temas de Evaluación", "asm:theme"),
        TableColumn("Tipo de Actor", "asm:classification", optional=True, keeps_blanks=True),
        TableColumn("Prioridad", "asm:priority", optional=True, keeps_blanks=True),
        TableColumn("Tipo de Mejora", "asm:improvementType", optional=True),
        TableColumn("Recomendación", "asm:recommendation"),
    ),
)

_PROGRAM_YEAR = re.compile(rf"(?:\bpae|programa anual de evaluacion)\W+({YEAR})(?!\d)")
"""The year of an evaluation program; its title may name the fiscal year that it evaluates as well."""
_LIST_NUMBER = re.compile(r"\d{1,3}\s*[.)]\s*-?\s*")
_SUBTOTAL = "subtotal"

_TITLE = Message("its title")
_FILE_NAME = Message("its file name")


def read(document: TableDocument) -> Reading:
    """Read the ASM of all programs of the table.

    Raises:
        InputError: rows that name no program, or an ASM by nothing but its program.
        IncompleteDocument: neither a title nor the file's name says the year.
    """
    table = LayoutSheets(document, LAYOUT)
    asms: list[StateAsm] = []
    subtotals: list[tuple[str, str, str]] = []
    for row in table.rows():
        if _is_subtotal(row):
            table.skip(row, _SUBTOTAL)
            subtotals.append((row.cell("Dependencia"), row.cell("Despacho"), row.place().cells))
        else:
            asms.append(_asm(row))
    title = _title(table)
    table.notices.extend(_differences(subtotals, asms))
    record = StateAsms(_cycle(table, title), title, tuple(asms))
    return table.reading(record, title or f"Aspectos susceptibles de mejora {record.cycle}", len(asms))


def _is_subtotal(row: TableRow) -> bool:
    """Return whether a row counts a theme: two cells behind an empty program, a name and a whole number."""
    others = [row.cell(column) for column in row.header.columns if column not in ("Dependencia", "Despacho")]
    return (
        not any(others) and row.cell("Dependencia") != "" and whole_number(row.cell("Despacho")) is not None
    )


def _asm(row: TableRow) -> StateAsm:
    finding, recommendation = row.text("ASM"), row.text("Recomendación")
    if finding is None and recommendation is None:
        row.fault("ASM", "a finding or a recommendation")
    asm = Asm(
        text=finding,
        notation=row.text("ID-ASM"),
        theme=row.text("Temas de Evaluación"),
        classification=row.text("Tipo de Actor"),
        priority=row.text("Prioridad"),
        improvement_type=row.text("Tipo de Mejora"),
        recommendation=recommendation,
        blanks=row.blanks("Tipo de Actor", "Prioridad"),
    )
    return StateAsm(
        program=_LIST_NUMBER.sub("", row.required("Programa", "the name of a program"), count=1),
        asm=asm,
        place=row.place(),
        agency=row.text("Dependencia"),
        evaluator=row.text("Despacho"),
        evaluation_type=row.text("Tipo de Evaluación"),
    )


def _title(table: LayoutSheets) -> str:
    """Return what is above the header, without contact data."""
    return withheld(" ".join(table.titles()))


def _cycle(table: LayoutSheets, title: str) -> str:
    path = table.document.path
    for text, where in ((title, _TITLE), (path.stem, _FILE_NAME)):
        plain = text.replace("_", " ")
        found = cycles(plain)
        if len(found) > 1 and (named := _PROGRAM_YEAR.search(fold(plain))):
            found = (named[1],)
        if len(found) > 1:
            raise IncompleteDocument(
                Message(
                    "{path}: {where} names the years {names}; name only the year of the ASM.",
                    path=path,
                    where=where,
                    names=", ".join(found),
                )
            )
        if found:
            if where is _FILE_NAME:
                table.notices.append(
                    Message("no title names the year; {found} is taken from the file name", found=found[0])
                )
            return found[0]
    raise IncompleteDocument(
        Message(
            "{path}: neither a title nor the file name says the year of the ASM; write a row "
            "above the header, such as “Programa Anual de Evaluación 2018”.",
            path=path,
        )
    )


def _differences(subtotals: list[tuple[str, str, str]], asms: list[StateAsm]) -> list[str]:
    """Describe the subtotals that differ from the rows that they count."""
    counts = Counter(compact(str(row.asm.theme or "")) for row in asms)
    return [
        f"{cells}: says {number} ASM of {theme}, the table has {counts[compact(theme)]}"
        for theme, number, cells in subtotals
        if counts[compact(theme)] != whole_number(number)
    ]
