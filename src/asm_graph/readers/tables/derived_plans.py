"""Objectives of the programs that derive from a National Development Plan (BD_PND): one row per indicator.

The rows of one objective repeat its text and its number, which also stands before the text; where a row
leaves the number blank, the one before the text counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.records.plans import DerivedPlan, DerivedPlans, PlanObjective
from asm_graph.spanish.dates import period_in
from asm_graph.spanish.forms import DASHES, form_hash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records import Place

LAYOUT = layout_with_aliases(
    "derived-plans",
    (
        TableColumn("CONSECUTIVO", reason="the number of the row"),
        TableColumn("CICLO", "skos:inScheme/asm:derivedFromPlan"),
        TableColumn("ID_META_NACIONAL", "skos:broader"),
        TableColumn("DESC_UR_COORDINADORA", "skos:inScheme/asm:coordinatingBody"),
        TableColumn("TIPO_PROGRAMA_DERIVADO", "skos:inScheme/asm:planType"),
        TableColumn("ID_PROGRAMA_DERIVADO", reason="the number of the program in this table", telling=True),
        TableColumn("DESC_ID_PROGRAMA_DERIVADO", "skos:inScheme/skos:prefLabel"),
        TableColumn("ID_OBJETIVO", "skos:notation"),
        TableColumn("DESC_OBJETIVO", "skos:prefLabel"),
        TableColumn("NO_INSTITUCIONES_PARTICIPANTES", reason="a count of institutions that it does not name"),
        TableColumn("ID_INDICADOR", reason="in few rows, a number that also stands before the indicator"),
        TableColumn("DESC_INDICADOR", "asm:planIndicator"),
    ),
)
_LEADING = re.compile(
    rf"(?:objetivo\s*(?:no\.?\s*)?)?(\d{{1,3}})\s*[{DASHES}.):]+(?!\d)\s*(.+)", re.DOTALL | re.IGNORECASE
)
_GOALS = re.compile(r"\d{1,2}(?:\s*[#,;|/]\s*\d{1,2})*")
_JOINT = re.compile(r"(?:(?<!\s)\s++)?[#,;|/]\s*+")


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: an indicator of an objective of a plan."""

    number: int
    name: str
    year: int
    kind: str | None
    coordinator: str | None
    notation: str
    label: str
    goals: tuple[int, ...]
    indicator: str | None
    place: Place


def read(document: TableDocument) -> Reading:
    """Read the derived programs with their objectives; what the rows of one disagree about is a notice.

    Raises:
        InputError: a key cell is missing or invalid.
    """
    table = LayoutSheets(document, LAYOUT)
    lines = [_line(row) for row in table.rows()]
    by_plan: dict[tuple[int, int], list[_Line]] = {}
    for line in lines:
        by_plan.setdefault((line.year, line.number), []).append(line)
    record = DerivedPlans(tuple(_plan(rows, table.notices) for rows in by_plan.values()))
    years = ", ".join(str(year) for year in sorted({line.year for line in lines}))
    return table.reading(record, f"Objetivos de los programas derivados del PND, {years}", len(lines))


def _line(row: TableRow) -> _Line:
    text = row.required("DESC_OBJETIVO", "an objective")
    notation, label = _numbered(row, text)
    return _Line(
        number=row.integer("ID_PROGRAMA_DERIVADO", "the number of a program"),
        name=row.required("DESC_ID_PROGRAMA_DERIVADO", "the name of a program"),
        year=row.year("CICLO"),
        kind=row.text("TIPO_PROGRAMA_DERIVADO"),
        coordinator=row.text("DESC_UR_COORDINADORA"),
        notation=notation,
        label=label,
        goals=_goals(row),
        indicator=row.text("DESC_INDICADOR"),
        place=row.place(),
    )


def _numbered(row: TableRow, text: str) -> tuple[str, str]:
    """Return the number of the row's objective, and its text without that number."""
    leading = _LEADING.fullmatch(text)
    stated = str(row.integer("ID_OBJETIVO", "the number of an objective")) if row.cell("ID_OBJETIVO") else ""
    if leading and str(int(leading[1])) == (stated or str(int(leading[1]))):
        return str(int(leading[1])), leading[2]
    return stated or f"u-{form_hash(text)}", text


def _goals(row: TableRow) -> tuple[int, ...]:
    """Read the goals of the national plan in a list such as `1#2#4` or `1, 2, 4`; 0 means none."""
    goals = row.accepted("ID_META_NACIONAL", _GOALS.fullmatch, "numbers of goals, separated by signs")
    return tuple(number for one in _JOINT.split(goals or "0") if (number := int(one)))


def _plan(lines: Sequence[_Line], notices: list[str]) -> DerivedPlan:
    first = lines[0]
    for what, values in (
        (Message("names"), [line.name for line in lines]),
        (Message("types"), [line.kind for line in lines]),
        (Message("coordinating bodies"), [line.coordinator for line in lines]),
    ):
        notices.extend(_disagreement(Message("program {number}", number=first.number), what, values))
    by_notation: dict[str, list[_Line]] = {}
    for line in lines:
        by_notation.setdefault(line.notation, []).append(line)
    return DerivedPlan(
        name=first.name,
        year=first.year,
        period=period_in(first.name),
        kind=first.kind,
        coordinator=first.coordinator,
        objectives=tuple(_objective(rows, notices) for rows in by_notation.values()),
        place=first.place,
    )


def _objective(lines: Sequence[_Line], notices: list[str]) -> PlanObjective:
    first = lines[0]
    where = Message("{name}, objective {notation}", name=first.name, notation=first.notation)
    if first.notation.startswith("u-"):
        notices.append(Message("{where}: has no number ({label})", where=where, label=first.label))
    notices.extend(_disagreement(where, Message("texts"), [line.label for line in lines]))
    notices.extend(_disagreement(where, Message("lists of goals"), [line.goals for line in lines]))
    return PlanObjective(
        notation=first.notation,
        label=first.label,
        other_labels=tuple(dict.fromkeys(line.label for line in lines if line.label != first.label)),
        goals=tuple(sorted({goal for line in lines for goal in line.goals})),
        indicators=tuple(line.indicator for line in lines if line.indicator),
        places=tuple(line.place for line in lines),
    )


def _disagreement(where: str, what: str, values: Sequence[object]) -> Iterator[str]:
    distinct = list(dict.fromkeys(values))
    if len(distinct) > 1:
        yield Message(
            "{where}: its rows give {count} {what}: {names}",
            where=where,
            count=len(distinct),
            what=what,
            names="; ".join(map(str, distinct)),
        )
