"""Programs by axis of the National Development Plan, with their money by year (PPEF, JSON).

The newest year is that of the bill of the budget; the names are those of that year, which the publisher also
gives to the years before. What stage of the budget the amounts of these are of, it does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.federal_keys import key_in
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.readers.tables.spending import repeated_amounts
from asm_graph.records import ProgramRef
from asm_graph.records.spending import Amount, AxisPlacement, PlanAxes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.table_rows import TableRow

_BREAKDOWN = "a breakdown that is all zeros in the year of the bill, whose amount is not"

LAYOUT = layout_with_aliases(
    "plan-axes",
    (
        TableColumn("eje_general", "asm:alignedTo/skos:notation"),
        TableColumn("programa.clave", "asm:program/asm:programKey"),
        TableColumn("programa.nombre", "asm:program/rdfs:label"),
        TableColumn("programa.clave_nombre", reason="the key and the name again"),
        TableColumn("anios.anio", "asm:year"),
        TableColumn("anios.servicios_personales", reason=_BREAKDOWN),
        TableColumn("anios.operacion", reason=_BREAKDOWN),
        TableColumn("anios.inversion", reason=_BREAKDOWN),
        TableColumn("anios.subsidios", reason=_BREAKDOWN),
        TableColumn("anios.otros", reason=_BREAKDOWN),
        TableColumn("anios.monto", "asm:amount"),
    ),
)


def read(document: TableDocument) -> Reading:
    """Read the axis of each program, and its amounts by year.

    Raises:
        InputError: a key cell is missing or invalid.
    """
    table = LayoutSheets(document, LAYOUT)
    dated = [(row, row.year("anios.anio")) for row in table.rows()]
    bill = max((year for _, year in dated), default=0)
    placements: dict[tuple[str, int], AxisPlacement] = {}
    amounts: list[Amount] = []
    for row, year in dated:
        program = _program(row, bill)
        axis = row.integer("eje_general", "the number of an axis")
        placements.setdefault((program.path, axis), AxisPlacement(program, axis, row.place()))
        amounts.extend(_amount(row, program, year, bill))
    table.notices.extend(notice for _, notice in repeated_amounts(amounts))
    record = PlanAxes(bill, tuple(placements.values()), tuple(amounts))
    return table.reading(record, _title(bill, record.placements), len(dated))


def _program(row: TableRow, bill: int) -> ProgramRef:
    name = row.required("programa.nombre", "the name of the program")
    return ProgramRef(*key_in(row, "programa.clave"), name, bill, place=row.place())


def _amount(row: TableRow, program: ProgramRef, year: int, bill: int) -> Iterator[Amount]:
    millions = row.decimal("anios.monto", "an amount")
    if millions is not None and program.place:
        yield Amount(program, year, "proposed" if year == bill else "budget", millions, program.place)


def _title(bill: int, placements: Iterable[AxisPlacement]) -> str:
    axes = sorted({placement.axis for placement in placements})
    word = "eje" if len(axes) == 1 else "ejes"
    return f"PPEF {bill}: programas presupuestarios por eje del PND ({word} {', '.join(map(str, axes))})"
