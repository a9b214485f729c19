"""Populations of programs by year and sex (Hacienda): potential, target and served side by side.

A row is a good or service of a program and repeats the populations of the program, or of its component.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.federal_keys import BRANCH, key_match, key_within_branch
from asm_graph.readers.tables.figure_cells import cut_off_in, measure_in
from asm_graph.readers.tables.row_layout import RowLayout, RowsRead
from asm_graph.readers.tables.shifted_rows import RowChecks, blank_or
from asm_graph.readers.tables.table_years import span_of, year_of_row, years_told
from asm_graph.records import ProgramRef
from asm_graph.records.populations import PopulationFigure, Populations
from asm_graph.records.texts import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.layout_sheets import LayoutSheets
    from asm_graph.readers.tables.table_rows import TableRow

_GROUPS: Mapping[str, str] = {
    "hombres": "men", "mujeres": "women", "indistinto": "undifferentiated", "areas_de_enfoque": "focus-areas",
}  # fmt: skip
"""The ends of the headers of figures, and the entries of the code list `population-group`."""
_NO_PRODUCER = "who made the source beside it"
_GOOD = "the good or service of the row, of which the table has no figure"


def _group_columns(kind: str, notation: str) -> Iterator[TableColumn]:
    for end, group in _GROUPS.items():
        yield TableColumn(
            f"{kind}_{end}", f"asm:value, asm:rawValue, asm:populationGroup ({notation} {group})"
        )


LAYOUT = layout_with_aliases(
    "populations-by-sex",
    (
        TableColumn("Ramo", "asm:program/asm:branch/skos:notation"),
        TableColumn("Desc_ramo", "asm:program/asm:branch/rdfs:label"),
        TableColumn("Clave_Pp", "asm:program/asm:programKey"),
        TableColumn("Desc_Pp", "asm:program/rdfs:label"),
        TableColumn("Ciclo", "asm:year", optional=True),
        TableColumn("Poblacion_potencial", "asm:populationDefinition (potential)"),
        TableColumn("Tipo_poblacion_potencial", "asm:populationType (potential)"),
        TableColumn("Unidad_medida_PP", "asm:unitOfMeasure (potential)"),
        *_group_columns("Poblacion_potencial", "potential"),
        TableColumn("Fuente_poblacion_potencial", "asm:informationSource (potential)"),
        TableColumn("Mes_corte_poblacion_potencial", "asm:cutOff (potential)"),
        TableColumn("Año_corte_poblacion_potencial", "asm:cutOff (potential)"),
        TableColumn("Instancia_generadora_fuente_poblacion_potencial", reason=_NO_PRODUCER),
        TableColumn("Poblacion_objetivo_general", "asm:populationDefinition (target)"),
        TableColumn("Tipo_poblacion_objetivo_general", "asm:populationType (target)"),
        TableColumn("Unidad_medida_PO", "asm:unitOfMeasure (target, served)"),
        *_group_columns("Poblacion_objetivo", "target"),
        *_group_columns("Poblacion_atendida", "served"),
        TableColumn("Fuente_poblacion_atendida", "asm:informationSource (served)"),
        TableColumn("Mes_corte_poblacion_atendida", "asm:cutOff (served)"),
        TableColumn("Año_corte_poblacion_atendida", "asm:cutOff (served)"),
        TableColumn("Instancia_generadora_fuente_poblacion_atendida", reason=_NO_PRODUCER),
        TableColumn("Bien,_servicio_o_apoyo", reason=_GOOD),
        TableColumn("Tipo_bien_servicio_o_apoyo", reason=_GOOD),
        TableColumn("Comentarios", "asm:remarks", optional=True),
    ),
)
_PART_OF_DATE = blank_or(re.compile(r"\d{1,4}(?:\.0+)?|[^\W\d_]+").fullmatch)
_CHECKS = RowChecks(
    {
        "Ramo": BRANCH.fullmatch,
        "Clave_Pp": key_match,
        **{
            f"{part}_corte_poblacion_{kind}": _PART_OF_DATE
            for part in ("Mes", "Año")
            for kind in ("potencial", "atendida")
        },
    },
    texts=("Poblacion_potencial", "Poblacion_objetivo_general", "Bien,_servicio_o_apoyo", "Comentarios"),
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """The headers of one kind of population; an empty one the table does not have."""

    notation: str
    figures: str
    unit: str
    definition: str = ""
    type: str = ""
    ending: str = ""


_KINDS = (
    _Kind(
        "potential", "Poblacion_potencial", "Unidad_medida_PP",
        "Poblacion_potencial", "Tipo_poblacion_potencial", "poblacion_potencial",
    ),
    _Kind(
        "target", "Poblacion_objetivo", "Unidad_medida_PO",
        "Poblacion_objetivo_general", "Tipo_poblacion_objetivo_general",
    ),
    # It is a part of the target population, and the table has no unit of its own for it.
    _Kind("served", "Poblacion_atendida", "Unidad_medida_PO", ending="poblacion_atendida"),
)  # fmt: skip


def read(document: TableDocument) -> Reading:
    """Read the populations; a title or the name of the file tells their year where no column does.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: nothing tells the year.
    """
    return ROWS.read(document)


def _read_rows(table: LayoutSheets) -> RowsRead:
    told = years_told(table, "Ciclo", most=2)
    programs: list[ProgramRef] = []
    figures: list[PopulationFigure] = []
    for row in table.rows():
        program = _program(row, told)
        programs.append(program)
        for kind in _KINDS:
            figures.extend(_figures(row, program, kind))
    years = frozenset(str(figure.year) for figure in figures)
    return RowsRead(Populations(tuple(programs), tuple(figures)), years, len(programs))


def _title(years: Iterable[str]) -> str:
    return f"Población potencial, objetivo y atendida {span_of(years)}".strip()


ROWS = RowLayout(LAYOUT, ("Ramo", "Clave_Pp"), _read_rows, _title, _CHECKS)


def _program(row: TableRow, told: Sequence[str]) -> ProgramRef:
    year = year_of_row(row, "Ciclo", told)
    key = key_within_branch(row, "Ramo", "Clave_Pp")
    return ProgramRef(*key, row.text("Desc_Pp"), year, row.text("Desc_ramo"), row.place())


def _figures(row: TableRow, program: ProgramRef, kind: _Kind) -> Iterator[PopulationFigure]:
    """Yield the figures of one kind; where all are blank, one that is missing."""
    expected = "a number of people or other units, with its unit of measure"
    columns = {f"{kind.figures}_{end}": group for end, group in _GROUPS.items()}
    measures = {column: measure_in(row, column, expected) for column in columns}
    unit = row.text(kind.unit)
    cut_off = cut_off_in(row, f"Mes_corte_{kind.ending}", f"Año_corte_{kind.ending}")
    given = {column: one for column, one in measures.items() if one is not None and one.raw}
    if unit is None or program.year is None or program.place is None:
        for column in given:
            row.note(row.header.columns[column], expected)
        return
    definition = row.text(kind.definition)
    are_blank = all(one == Measure("", missing="blank") for one in measures.values())
    shown = [(columns[column], one) for column, one in given.items()]
    for group, measure in [(None, Measure("", missing="blank"))] if are_blank else shown:
        yield PopulationFigure(
            program,
            program.year,
            kind.notation,
            measure,
            unit,
            tuple(filter(None, map(row.text, ("Poblacion_potencial", "Poblacion_objetivo_general")))),
            program.place,
            group=group,
            definition=definition,
            type=row.text(kind.type),
            source=row.text(f"Fuente_{kind.ending}"),
            cut_off=cut_off,
            remarks=row.text("Comentarios"),
        )
