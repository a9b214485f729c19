"""Results matrices as Hacienda exports them (PASH): a row for each indicator, under all its levels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.readers.blank_cells import PLACEHOLDER
from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.results_matrix_alignment import plan_parts
from asm_graph.readers.tables.results_matrix_columns import COLUMNS, OF_MATRIX
from asm_graph.readers.tables.results_matrix_indicators import IndicatorColumns, read_indicator
from asm_graph.readers.tables.row_layout import RowLayout, RowsRead
from asm_graph.records import ProgramRef
from asm_graph.records.matrices import (
    BudgetUnit,
    Level,
    LevelRef,
    ProgramMatrix,
    ResultsMatrices,
)
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.layout_sheets import LayoutSheets
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records import Place
    from asm_graph.records.matrices import Indicator, PlanPart
    from asm_graph.records.sources import BlankCell

LAYOUT = layout_with_aliases("results-matrices", COLUMNS)

_KINDS: tuple[str, ...] = ("fin", "proposito", "componente", "actividad")
_UP_TO: Mapping[str, tuple[str, ...]] = {kind: _KINDS[:count] for count, kind in enumerate(_KINDS, start=1)}
_FID = LevelRef("fid")
_AXIS = "ID_PND"
_NONE = {"", "0"}
"""The key of a level that a row does not have."""
_KEY = ("CICLO", "RAMO", "IDEN_PROY", "PROYECTO", "UNIDAD", "KA_MATRIZ")
_WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+\W++[^\W\d_]")
"""An objective takes more than one word; `Alta`, `x` and `123` are rests of a form."""


@dataclass(slots=True)
class _Draft:
    """A matrix while its rows are read."""

    first: TableRow
    year: int
    program: ProgramRef
    objective: str | None = None
    plan_parts: tuple[PlanPart, ...] = ()
    levels: dict[LevelRef, Level] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    disagreements: list[str] = field(default_factory=list)

    def disagree(self, about: str, row: TableRow, place: Place | None) -> None:
        """Report that a row says something else than the place that is kept."""
        self.disagreements.append(
            Message(
                "matrix {matrix}, {about}: {place} says something else than {kept}, which is kept",
                matrix=self.first.cell("KA_MATRIZ"),
                about=about,
                place=row.sheet.place(row.number),
                kept=place.cells if place else Message("the first row"),
            )
        )


def read(document: TableDocument) -> Reading:
    """Read the matrices of a table, in its order.

    Raises:
        InputError: a key cell is missing or invalid.
    """
    return ROWS.read(document)


def _read_rows(table: LayoutSheets) -> RowsRead:
    columns = {name: IndicatorColumns.of(header) for name, header in table.headers.items()}
    drafts: dict[tuple[str, ...], _Draft] = {}
    for row in table.rows():
        key = tuple(map(row.cell, _KEY))
        if key not in drafts:
            drafts[key] = _draft(row)
        _add(drafts[key], row, columns[row.sheet.name], table)
    matrices = tuple(_matrix(draft) for draft in drafts.values())
    for draft in drafts.values():
        for text in draft.disagreements:
            table.tell(draft.first.number, text)
    years = frozenset(str(draft.year) for draft in drafts.values())
    return RowsRead(ResultsMatrices(matrices), years, sum(len(matrix.indicators) for matrix in matrices))


def _title(years: Iterable[str]) -> str:
    return f"Matrices de indicadores para resultados {', '.join(sorted(years))}"


ROWS = RowLayout(LAYOUT, ("RAMO", "IDEN_PROY", "PROYECTO"), _read_rows, _title)


def _draft(row: TableRow) -> _Draft:
    year = row.year("CICLO")
    program = ProgramRef(
        branch=row.integer("RAMO", "the number of a branch"),
        modality=row.cell("IDEN_PROY").upper(),
        number=row.integer("PROYECTO", "the number of a program"),
        name=row.text("DESC_PROYECTO"),
        year=year,
        branch_name=row.text("DESC_RAMO"),
        place=row.place("RAMO", "DESC_RAMO", "IDEN_PROY", "PROYECTO", "DESC_PROYECTO"),
        unit=row.text("UNIDAD"),
    )
    if not re.fullmatch("[A-Z]", program.modality):
        row.fault("IDEN_PROY", "the letter of a modality")
    return _Draft(row, year, program)


def _add(draft: _Draft, row: TableRow, columns: IndicatorColumns, table: LayoutSheets) -> None:
    """Add what a row says to its matrix."""
    _add_statements(draft, row)
    refs = _refs(row)
    for level in _levels(row, refs):
        known = draft.levels.setdefault(level.ref, level)
        if known.narrative != level.narrative:
            about = Message("narrative of {kind} {key}", kind=level.ref.kind, key=level.ref.key)
            draft.disagree(about, row, known.place)
        if known.above != level.above:
            about = Message("level above {kind} {key}", kind=level.ref.kind, key=level.ref.key)
            draft.disagree(about, row, known.place)
    table.count_class(row, f"asm:{refs[-1].kind.capitalize()}")
    indicator = read_indicator(row, columns, refs[-1], draft.year)
    key = indicator.key or ""
    if key in draft.indicators:
        row.fault("KA_INDICADOR", "each indicator of a matrix once")
    draft.indicators[key] = indicator


def _add_statements(draft: _Draft, row: TableRow) -> None:
    """Add what every row repeats of its matrix: the strategic objective and the alignment, where given."""
    objective = row.accepted("OBJ_ESTRATEGICO_DEP_ENT", _WORDS.search, "an objective in words")
    parts = plan_parts(row, draft.year)
    if objective and objective != (draft.objective or objective):
        draft.disagree("strategic objective", row, draft.first.place())
    if parts and parts != (draft.plan_parts or parts):
        draft.disagree("alignment to the plan", row, draft.first.place())
    draft.objective = draft.objective or objective
    draft.plan_parts = draft.plan_parts or parts


def _refs(row: TableRow) -> list[LevelRef]:
    """Yield the level that a row is about, after those above it."""
    printed = compact(row.cell("TIPO_NIVEL"))
    if printed == _FID.kind:
        return [_FID]
    if printed not in _UP_TO:
        row.fault("TIPO_NIVEL", "Fin, Propósito, Componente, Actividad or FID")
        return [_FID]
    columns = {kind: _column("KA", kind) for kind in _UP_TO[printed]}
    if row.cell(columns[_UP_TO[printed][-1]]) in _NONE:
        row.fault(columns[_UP_TO[printed][-1]], "the key of the level that TIPO_NIVEL names")
    return [
        LevelRef(kind, str(row.integer(column, "the key of a level")))
        for kind, column in columns.items()
        if row.cell(column) not in _NONE
    ] or [_FID]


def _levels(row: TableRow, refs: list[LevelRef]) -> Iterator[Level]:
    if refs == [_FID]:
        columns = [_column("DESC_OBJETIVO", kind) for kind in _KINDS]
        narrative = next(filter(None, map(row.text, columns)), None)
        yield Level("fid", narrative=narrative, place=row.place("TIPO_NIVEL", *columns))
        return
    by_kind = {ref.kind: ref for ref in refs}
    for ref in refs:
        column = _column("DESC_OBJETIVO", ref.kind)
        above = _KINDS[_KINDS.index(ref.kind) - 1] if ref.kind != "fin" else ""
        yield Level(
            ref.kind,
            narrative=row.required(column, "the narrative of a level"),
            key=ref.key,
            above=by_kind.get(above),
            place=row.place(_column("KA", ref.kind), column),
        )


def _column(prefix: str, kind: str) -> str:
    return f"{prefix}_{kind.upper()}"


def _matrix(draft: _Draft) -> ProgramMatrix:
    row = draft.first
    return ProgramMatrix(
        key=row.required("KA_MATRIZ", "the key of a matrix"),
        year=draft.year,
        program=draft.program,
        unit=BudgetUnit(
            draft.program.branch, row.required("UNIDAD", "the code of a unit"), row.text("DESC_UNIDAD")
        ),
        name=row.text("NOMBRE_MATRIZ"),
        strategic_objective=draft.objective,
        functional_group=row.text("DESC_GPO_FUNCIONAL"),
        plan_parts=draft.plan_parts,
        levels=tuple(draft.levels.values()),
        indicators=tuple(draft.indicators.values()),
        place=row.place(*OF_MATRIX),
        blanks=() if draft.plan_parts else _unaligned(row),
    )


def _unaligned(row: TableRow) -> tuple[BlankCell, ...]:
    """Return the cell that should name an axis; the export writes 0 for none."""
    position = row.header.columns[_AXIS]
    blank = row.blank_at(position, kind=PLACEHOLDER if row.at(position) in _NONE - {""} else None)
    return (blank,) if blank else ()
