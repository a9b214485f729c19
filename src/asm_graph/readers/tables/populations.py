"""Populations of programs by year (Hacienda): a row for each population, in whatever unit it is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.federal_keys import BRANCH, key_match, key_within_branch
from asm_graph.readers.tables.figure_cells import cut_off_in, measure_in
from asm_graph.readers.tables.row_layout import RowLayout, RowsRead
from asm_graph.readers.tables.shifted_rows import RowChecks, blank_or
from asm_graph.readers.tables.table_rows import number_of
from asm_graph.readers.tables.table_years import span_of, year_of_row, years_told
from asm_graph.records import ProgramRef
from asm_graph.records.populations import PopulationFigure, Populations
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.layout_sheets import LayoutSheets
    from asm_graph.readers.tables.table_rows import TableRow

NOT_SPECIFIED = "not-specified"

LAYOUT = layout_with_aliases(
    "populations",
    (
        TableColumn("Ramo", "asm:program/asm:branch/skos:notation"),
        TableColumn("Descripción_ramo", "asm:program/asm:branch/rdfs:label"),
        TableColumn("Programa (Pp)", reason="the key of the program once more, without its branch"),
        TableColumn("Clave_Pp", "asm:program/asm:programKey"),
        TableColumn("Descripción_Pp", "asm:program/rdfs:label"),
        TableColumn("Ciclo", "asm:year", optional=True),
        TableColumn("Población", "asm:populationKind", optional=True),
        TableColumn("Definición", "asm:populationDefinition"),
        TableColumn("Tipo", "asm:populationType"),
        TableColumn("Unidad de medida", "asm:unitOfMeasure"),
        TableColumn("Cuantificación", "asm:value, asm:rawValue"),
        TableColumn("Fuentes de información", "asm:informationSource"),
        TableColumn("Mes de corte", "asm:cutOff"),
        TableColumn("Año de corte", "asm:cutOff"),
        TableColumn(
            "Instancia generadora de fuentes de información", reason="who made the sources beside it"
        ),
        TableColumn("Comentarios", "asm:remarks", optional=True),
    ),
)
_CHECKS = RowChecks(
    {
        "Ramo": BRANCH.fullmatch,
        "Clave_Pp": key_match,
        # A shifted row has its figure or its year here.
        "Fuentes de información": lambda cell: number_of(cell) is None,
        "Mes de corte": blank_or(re.compile(r"\d{1,2}(?:\.0+)?|\D.*", re.DOTALL).fullmatch),
    },
    texts=("Definición", "Comentarios"),
)
_KINDS = {"potencial": "potential", "objetivo": "target", "atendid": "served"}
"""How a table names the kind of all its populations."""


def read(document: TableDocument) -> Reading:
    """Read the populations; a title or the name of the file tells their year where no column does.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: nothing tells the year.
    """
    return ROWS.read(document)


def _read_rows(table: LayoutSheets) -> RowsRead:
    kind = _kind_of_table(table)
    told = years_told(table, "Ciclo", most=2)
    programs: list[ProgramRef] = []
    figures: list[PopulationFigure] = []
    for row in table.rows():
        program = _program(row, told)
        programs.append(program)
        figures.extend(_figure(row, program, kind))
    if any(figure.kind == NOT_SPECIFIED for figure in figures):
        notice = Message(
            "neither a column, a title nor the file's name says whether the populations are "
            "potential, target or served"
        )
        table.tell(0, notice)
    years = frozenset(str(figure.year) for figure in figures)
    return RowsRead(Populations(tuple(programs), tuple(figures)), years, len(programs))


def _title(years: Iterable[str]) -> str:
    return f"Poblaciones de los programas presupuestarios {span_of(years)}".strip()


ROWS = RowLayout(LAYOUT, ("Ramo", "Clave_Pp"), _read_rows, _title, _CHECKS)


def _kind_of_table(table: LayoutSheets) -> str:
    """Return the only kind of population that the titles or the name of the file name."""
    found = _kinds_in(" ".join((*table.headers, *table.titles(), table.document.path.stem)))
    return found[0] if len(found) == 1 else NOT_SPECIFIED


def _kinds_in(text: str) -> list[str]:
    return [kind for word, kind in _KINDS.items() if word in fold(text)]


def _program(row: TableRow, told: Sequence[str]) -> ProgramRef:
    key = key_within_branch(row, "Ramo", "Clave_Pp")
    year = year_of_row(row, "Ciclo", told)
    return ProgramRef(*key, row.text("Descripción_Pp"), year, row.text("Descripción_ramo"), row.place())


def _figure(row: TableRow, program: ProgramRef, kind_of_table: str) -> Iterator[PopulationFigure]:
    """Yield the figure of a row; one without a unit states nothing."""
    expected = "a number of people or other units, with its unit of measure"
    measure = measure_in(row, "Cuantificación", expected)
    unit, definition = row.text("Unidad de medida"), row.text("Definición")
    cut_off = cut_off_in(row, "Mes de corte", "Año de corte")
    if measure is None or program.year is None or program.place is None:
        return
    if unit is None:
        if measure.raw:
            row.note(row.header.columns["Cuantificación"], expected)
        return
    kinds = _kinds_in(row.cell("Población"))
    yield PopulationFigure(
        program,
        program.year,
        kinds[0] if len(kinds) == 1 else kind_of_table,
        measure,
        unit,
        tuple(filter(None, (definition, row.text("Tipo")))),
        program.place,
        definition=definition,
        type=row.text("Tipo"),
        source=row.text("Fuentes de información"),
        cut_off=cut_off,
        remarks=row.text("Comentarios"),
    )
