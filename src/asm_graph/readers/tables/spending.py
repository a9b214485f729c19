"""Money spent by program and year (Cuenta Pública): one row for each program and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.federal_keys import MODALITY_NAME, KeyColumns, key_in
from asm_graph.readers.tables.row_layout import RowLayout, RowsRead
from asm_graph.readers.tables.table_years import span_of
from asm_graph.records.spending import Amount, Spending
from asm_graph.records.tables import row_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.layout_sheets import LayoutSheets
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records import ProgramRef

LAYOUT = layout_with_aliases(
    "spending",
    (
        TableColumn("CICLO", "asm:year"),
        TableColumn("RMP", "asm:program/asm:programKey"),
        TableColumn("ID_RAMO", "asm:program/asm:branch/skos:notation"),
        TableColumn("DESC_RAMO", "asm:program/asm:branch/rdfs:label"),
        TableColumn("ID_MODALIDAD", "asm:program/asm:modality/skos:notation"),
        TableColumn("DESC_MODALIDAD", reason=MODALITY_NAME),
        TableColumn("ID_PP", "asm:program"),
        TableColumn("DESC_PP", "asm:program/rdfs:label"),
        TableColumn("EJERCIDO_MDP", "asm:amount"),
    ),
)
_KEY = KeyColumns("ID_RAMO", "ID_MODALIDAD", "ID_PP", "DESC_PP", "DESC_RAMO")


def read(document: TableDocument) -> Reading:
    """Read the amounts by program and year; a key that differs from its parts is a fault.

    Raises:
        InputError: a key cell is missing or invalid.
    """
    return ROWS.read(document)


def _read_rows(table: LayoutSheets) -> RowsRead:
    programs: list[ProgramRef] = []
    amounts: list[Amount] = []
    for row in table.rows():
        program = _program(row)
        programs.append(program)
        millions = row.decimal("EJERCIDO_MDP", "an amount")
        if millions is not None and program.year and program.place:
            amounts.append(Amount(program, program.year, "exercised", millions, program.place))
    for first, notice in repeated_amounts(amounts):
        table.tell(row_number(first.place), notice)
    years = frozenset(str(program.year) for program in programs if program.year)
    return RowsRead(Spending(tuple(programs), tuple(amounts)), years, len(programs))


def _program(row: TableRow) -> ProgramRef:
    program = _KEY.program(row, row.year("CICLO"), row.place())
    if key_in(row, "RMP") != (program.branch, program.modality, program.number):
        row.fault(
            "RMP",
            Message(
                "{branch:02}{modality}{number:03}, as the other columns say",
                branch=program.branch,
                modality=program.modality,
                number=program.number,
            ),
        )
    return program


def _title(years: Iterable[str]) -> str:
    return f"Cuenta Pública {span_of(years)}: gasto por programa presupuestario"


ROWS = RowLayout(LAYOUT, (_KEY.branch, _KEY.modality, _KEY.number), _read_rows, _title)


def repeated_amounts(amounts: Iterable[Amount]) -> Iterator[tuple[Amount, str]]:
    """Yield a notice for each program with several amounts of one kind in a year, and the first of these.

    All are kept.
    """
    found: dict[tuple[str, int, str], list[Amount]] = {}
    for amount in amounts:
        found.setdefault((amount.program.key, amount.year, amount.kind), []).append(amount)
    for (key, year, _), several in found.items():
        if len(several) > 1:
            stated = ", ".join(f"{one.millions} ({one.place.cells})" for one in several)
            notice = Message(
                "{key} has {count} amounts in {year}: {stated}; all of them are kept",
                key=key,
                count=len(several),
                year=year,
                stated=stated,
            )
            yield several[0], notice
