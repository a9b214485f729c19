"""The alignment of every federal program with the national plan and the programs that derive from it.

A table of one year has a row for each program, unit and function. Rows that align a program alike are one
statement: the first of them is its evidence, and rows and units are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.readers.tables import alignment_columns as names
from asm_graph.readers.tables.alignment_statements import (
    axis_statements,
    goal_statements,
    guideline_statements,
)
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.readers.tables.table_years import year_of_row, years_told
from asm_graph.records.plans import (
    DerivedName,
    NumberedText,
    PlanTarget,
    ProgramAlignment,
    ProgramAlignments,
    StatedPlan,
    StatedStrategy,
    UnalignedProgram,
)
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.alignment_statements import Statement
    from asm_graph.readers.tables.columns import TableLayout
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records import Place, ProgramRef

_ALIGNMENT = ("asm:alignedTo", "asm:strategy")
"""What the columns state that are blank for a program that is aligned with nothing."""
_PROGRAM = (names.KEY.branch, names.KEY.branch_name, names.KEY.modality, names.KEY.number, names.KEY.name)


@dataclass(slots=True)
class _Rows:
    """The rows that align one program alike in one year."""

    program: ProgramRef
    target: PlanTarget
    place: Place
    rows: set[tuple[str, int]] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    strategies: dict[int | str, StatedStrategy] = field(default_factory=dict)
    plans: dict[DerivedName, StatedPlan] = field(default_factory=dict)


@dataclass(slots=True)
class _Found:
    """What the rows of a table were found to state; `texts` are what they print of each part of a plan."""

    programs: list[ProgramRef] = field(default_factory=list)
    alignments: dict[Hashable, _Rows] = field(default_factory=dict)
    texts: dict[Hashable, list[str]] = field(default_factory=dict)
    blanks: dict[Hashable, UnalignedProgram | None] = field(default_factory=dict)

    def note_blank(self, row: TableRow, program: ProgramRef, stated: Sequence[str]) -> None:
        """Note whether a row leaves the alignment blank, which a program does only if all its rows do."""
        key = (program.path, program.year)
        if any(map(row.cell, stated)):
            self.blanks[key] = None
        elif key not in self.blanks:
            self.blanks[key] = UnalignedProgram(program, row.blanks(*stated))

    def add(self, row: TableRow, program: ProgramRef, statement: Statement) -> None:
        """Count a statement to those that say the same of the program."""
        target, strategy = statement.target, statement.strategy
        key = (program.path, program.year, *_key(target))
        columns = (*_PROGRAM, names.UNIT, *statement.columns)
        if key not in self.alignments:
            self.alignments[key] = _Rows(program, target, row.place(*columns))
        same = self.alignments[key]
        same.rows.add((row.sheet.name, row.number))
        if unit := row.cell(names.UNIT):
            same.units.add(unit)
        if statement.plan and statement.plan not in same.plans:
            same.plans[statement.plan] = StatedPlan(statement.plan, row.place(*columns))
        self._note_text(_key(target), target.named)
        if strategy:
            self._note_text((*_key(target), _own_key(strategy)), strategy)
            if _own_key(strategy) not in same.strategies:
                same.strategies[_own_key(strategy)] = StatedStrategy(strategy, row.place(*columns))

    def differing(self) -> Iterator[str]:
        """Describe the parts of plans that rows print several texts of."""
        for printed in self.texts.values():
            if len(printed) > 1:
                yield Message(
                    "one part of a plan has {count} texts in this table: {names}",
                    count=len(printed),
                    names="; ".join(printed),
                )

    def record(self) -> ProgramAlignments:
        """Return all that the table states."""
        alignments = tuple(map(self._alignment, self.alignments.values()))
        return ProgramAlignments(tuple(self.programs), alignments, tuple(filter(None, self.blanks.values())))

    def _note_text(self, key: Hashable, named: NumberedText) -> None:
        printed = self.texts.setdefault(key, [])
        if named.text and named.text not in printed:
            printed.append(named.text)

    def _alignment(self, rows: _Rows) -> ProgramAlignment:
        key = _key(rows.target)
        strategies = tuple(
            replace(one, named=self._with_texts((*key, _own_key(one.named)), one.named))
            for one in rows.strategies.values()
        )
        target = replace(rows.target, named=self._with_texts(key, rows.target.named))
        return ProgramAlignment(
            rows.program,
            target,
            rows.place,
            rows=len(rows.rows),
            units=len(rows.units),
            strategies=strategies,
            plans=tuple(rows.plans.values()),
        )

    def _with_texts(self, key: Hashable, named: NumberedText) -> NumberedText:
        """Return a part of a plan with all that the table prints of it, whichever row does."""
        printed = self.texts[key]
        return replace(named, text=printed[0] if printed else None, other_texts=tuple(printed[1:]))


def read_goals(document: TableDocument) -> Reading:
    """Read a table of 2014 to 2018: goals, objectives and strategies, from 2015 those of sectoral programs.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: neither a column, a title nor the name of the file tells the year.
    """
    return _read(document, names.GOALS, goal_statements)


def read_guidelines(document: TableDocument) -> Reading:
    """Read a table of 2019: the guidelines towards the plan to come.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: neither a column, a title nor the name of the file tells the year.
    """
    return _read(document, names.GUIDELINES, guideline_statements)


def read_axes(document: TableDocument) -> Reading:
    """Read a table since 2020: axes, and priority objectives and strategies of the derived programs.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: neither a column, a title nor the name of the file tells the year.
    """
    return _read(document, names.AXES, axis_statements)


def _read(
    document: TableDocument, layout: TableLayout, statements: Callable[[TableRow], Iterator[Statement]]
) -> Reading:
    table = LayoutSheets(document, layout)
    stated = [one.header for one in layout.columns if one.property.startswith(_ALIGNMENT)]
    told = years_told(table, names.YEAR)
    found = _Found()
    for row in table.rows():
        program = _program(row, year_of_row(row, names.YEAR, told))
        found.programs.append(program)
        found.note_blank(row, program, stated)
        for statement in statements(row):
            found.add(row, program, statement)
    table.notices.extend(found.differing())
    years = ", ".join(str(year) for year in sorted({one.year for one in found.programs if one.year}))
    title = f"Alineación de los programas presupuestarios con la planeación nacional, {years}"
    return table.reading(found.record(), title, len(found.programs))


def _program(row: TableRow, year: int) -> ProgramRef:
    program = names.KEY.program(row, year, row.place(*_PROGRAM))
    return replace(program, year=year or None)


def _key(target: PlanTarget) -> tuple[Hashable, ...]:
    """Return what tells a target from all others of a table, however a row prints its texts."""
    plan = compact(target.plan.name) if target.plan else ""
    return (target.level, target.axis, plan, _own_key(target.named))


def _own_key(named: NumberedText) -> int | str:
    """Return what tells a part from others of the same whole: its number, or else the form of its text."""
    return compact(named.text or "") if named.number is None else named.number
