"""Indices that rate the performance of programs (Hacienda): a row for each program, columns for components.

The *Modelo Sintético de Información del Desempeño* (MSD, 2013-2018) and the *Índice de Seguimiento al
Desempeño* (ISeD, since 2019) differ in their components and scales. `performance_indices.toml` has the
columns of each component, from their dictionaries.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.federal_keys import BRANCH, key_match, key_within_branch
from asm_graph.readers.tables.figure_cells import measure_in
from asm_graph.readers.tables.follow_up_cells import stated
from asm_graph.readers.tables.row_layout import RowLayout, RowsRead
from asm_graph.readers.tables.shifted_rows import RowChecks, blank_or
from asm_graph.readers.tables.table_years import span_of, years_told
from asm_graph.records import ProgramRef
from asm_graph.records.populations import PerformanceScore, PerformanceScores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.columns import TableLayout
    from asm_graph.readers.tables.layout_sheets import LayoutSheets
    from asm_graph.readers.tables.table_rows import TableRow


@dataclass(frozen=True, slots=True)
class _Component:
    """A component by its notation, and the headers of its value, its rating, and what it can be worth."""

    notation: str
    value: str
    rating: str = ""
    maximum: str = ""
    weighted: str = ""

    def columns(self) -> Iterator[TableColumn]:
        yield TableColumn(self.value, f"asm:value, asm:rawValue ({self.notation})")
        for header, property_ in (
            (self.rating, "asm:rating"),
            (self.maximum, "asm:maximumValue"),
            (self.weighted, "asm:weightedValue"),
        ):
            if header:
                yield TableColumn(header, f"{property_} ({self.notation})")

    def score(
        self, row: TableRow, program: ProgramRef, period: str, key: Sequence[str]
    ) -> PerformanceScore | None:
        """Return what a row says of the component; `key` are the columns that say of which program."""
        measure = measure_in(row, self.value, "a value of an index")
        if measure is None:
            return None
        place = row.place(*key, *(one.header for one in self.columns()))
        maximum, weighted = (
            row.decimal(header, "a value of an index") for header in (self.maximum, self.weighted)
        )
        return PerformanceScore(
            program, period, self.notation, measure, place, stated(row, self.rating), maximum, weighted
        )


_COMPONENTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_MODEL, _INDEX = (tuple(_Component(**one) for one in _COMPONENTS[name]) for name in ("msd", "ised"))

MODEL_LAYOUT = layout_with_aliases(
    "performance-model",
    (
        TableColumn("CICLO", "asm:year"),
        TableColumn("ID_RAMO", "asm:program/asm:branch/skos:notation"),
        TableColumn("DESC_RAMO", "asm:program/asm:branch/rdfs:label"),
        TableColumn("CLASF_RAMO_DESC", reason="the kind of the branch"),
        TableColumn("MODALIDAD_PP", "asm:program/asm:programKey"),
        TableColumn("DESC_PP", "asm:program/rdfs:label"),
        *(column for component in _MODEL for column in component.columns()),
        TableColumn("TIPO_EVALUACION", reason="the type of an evaluation that it does not name"),
        TableColumn("ESTIMACION", reason="the components that have a value"),
    ),
)
INDEX_LAYOUT = layout_with_aliases(
    "performance-index",
    (
        TableColumn("CICLO", "asm:year", optional=True),
        TableColumn("ID_RAMO", "asm:program/asm:branch/skos:notation"),
        TableColumn("DESC_RAMO", "asm:program/asm:branch/rdfs:label"),
        TableColumn("Pp", reason="the key of the program once more, without its branch"),
        TableColumn("CVE_Pp", "asm:program/asm:programKey"),
        TableColumn("DESC_Pp", "asm:program/rdfs:label"),
        TableColumn("MODALIDAD_Pp", reason="the first letter of the key"),
        *(column for component in _INDEX for column in component.columns()),
    ),
)


def read_model(document: TableDocument) -> Reading:
    """Read the values and ratings of the MSD by program and year.

    Raises:
        InputError: a key cell is missing or invalid.
    """
    return MODEL_ROWS.read(document)


def read_index(document: TableDocument) -> Reading:
    """Read the values and ratings of the ISeD by program; a title or the name of the file tells its period.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: nothing tells the period.
    """
    return INDEX_ROWS.read(document)


def _read_rows(table: LayoutSheets, components: Sequence[_Component], key: str, name: str) -> RowsRead:
    told = years_told(table, "CICLO", most=2)
    programs: list[ProgramRef] = []
    scores: list[PerformanceScore] = []
    for row in table.rows():
        program, period = _program(row, told, key, name)
        programs.append(program)
        found = (component.score(row, program, period, ("CICLO", "ID_RAMO", key)) for component in components)
        scores.extend(one for one in found if one is not None)
    years = frozenset(year for score in scores for year in score.period.split("-"))
    return RowsRead(PerformanceScores(tuple(programs), tuple(scores)), years, len(programs))


def _rows(
    layout: TableLayout, components: Sequence[_Component], columns: tuple[str, str], title: str
) -> RowLayout:
    """Return how rows are read whose programs have their key and their name in these columns."""
    key, name = columns
    return RowLayout(
        layout,
        ("ID_RAMO", key),
        lambda table: _read_rows(table, components, key, name),
        lambda years: f"{title} {span_of(years)}".strip(),
        _checks(components, key, name),
    )


def _checks(components: Sequence[_Component], key: str, name: str) -> RowChecks:
    number = re.compile(r"-?[\d.,]+(?:[eE][+-]?\d+)?|\D{0,20}").fullmatch
    return RowChecks(
        {
            "ID_RAMO": BRANCH.fullmatch,
            key: key_match,
            **{component.value: blank_or(number) for component in components},
            **{one.rating: blank_or(re.compile(r"\D{1,30}").fullmatch) for one in components if one.rating},
        },
        texts=("DESC_RAMO", name),
    )


def _program(row: TableRow, told: Sequence[str], key: str, name: str) -> tuple[ProgramRef, str]:
    """Return the program of a row, and the year or years that its index is of."""
    period = str(row.year("CICLO")) if "CICLO" in row.header.columns else "-".join(told)
    found = key_within_branch(row, "ID_RAMO", key)
    program = ProgramRef(*found, row.text(name), int(period[-4:]), row.text("DESC_RAMO"), row.place())
    return program, period


MODEL_ROWS = _rows(
    MODEL_LAYOUT, _MODEL, ("MODALIDAD_PP", "DESC_PP"), "Modelo Sintético de Información del Desempeño"
)
INDEX_ROWS = _rows(INDEX_LAYOUT, _INDEX, ("CVE_Pp", "DESC_Pp"), "Índice de Seguimiento al Desempeño")
