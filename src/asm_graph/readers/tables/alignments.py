"""The alignment of every federal program with the national plan and the programs that derive from it.

A table of one year has a row for each program, unit and function. Rows that align a program alike are one
statement: the first of them is its evidence, and rows and units are counted.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.errors import IncompleteDocument
from asm_graph.readers.tables import alignment_columns as names
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.records.plans import (
    NumberedText,
    PlanTarget,
    ProgramAlignment,
    ProgramAlignments,
    StatedStrategy,
    UnalignedProgram,
)
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.columns import TableLayout
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records import Place, ProgramRef

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_NUMBER = re.compile(r"\d{1,3}(?:\.0+)?", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ALIGNMENT = ("asm:alignedTo", "asm:strategy")
"""What the columns state that are blank for a program that is aligned with nothing."""
_PROGRAM = (names.KEY.branch, names.KEY.branch_name, names.KEY.modality, names.KEY.number, names.KEY.name)


@dataclass(frozen=True, slots=True)
class _Statement:
    """What cells of a row state: a target, the strategy of it that is followed, and in which columns."""

    target: PlanTarget
    strategy: NumberedText | None
    columns: tuple[str, ...]


@dataclass(slots=True)
class _Rows:
    """The rows that align one program alike in one year."""

    program: ProgramRef
    target: PlanTarget
    place: Place
    rows: set[tuple[str, int]] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    strategies: dict[int | str, StatedStrategy] = field(default_factory=dict)


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
            self.blanks[key] = UnalignedProgram(program, row.place(*_PROGRAM, names.UNIT, *stated))

    def add(self, row: TableRow, program: ProgramRef, statement: _Statement) -> None:
        """Count a statement to those that say the same of the program."""
        target, strategy = statement.target, statement.strategy
        key = (program.path, program.year, target.key)
        columns = (*_PROGRAM, names.UNIT, *statement.columns)
        if key not in self.alignments:
            self.alignments[key] = _Rows(program, target, row.place(*columns))
        same = self.alignments[key]
        same.rows.add((row.sheet.name, row.number))
        if unit := row.cell(names.UNIT):
            same.units.add(unit)
        self._note_text(target.key, target.named)
        if strategy:
            self._note_text((*target.key, strategy.key), strategy)
            if strategy.key not in same.strategies:
                same.strategies[strategy.key] = StatedStrategy(strategy, row.place(*columns))

    def differing(self) -> Iterator[str]:
        """Describe the parts of plans that rows print several texts of."""
        for printed in self.texts.values():
            if len(printed) > 1:
                yield f"one part of a plan has {len(printed)} texts in this table: {'; '.join(printed)}"

    def record(self) -> ProgramAlignments:
        """Return all that the table states."""
        alignments = tuple(map(self._alignment, self.alignments.values()))
        return ProgramAlignments(tuple(self.programs), alignments, tuple(filter(None, self.blanks.values())))

    def _note_text(self, key: Hashable, named: NumberedText) -> None:
        printed = self.texts.setdefault(key, [])
        if named.text and named.text not in printed:
            printed.append(named.text)

    def _alignment(self, rows: _Rows) -> ProgramAlignment:
        key = rows.target.key
        strategies = tuple(
            replace(one, named=self._with_texts((*key, one.named.key), one.named))
            for one in rows.strategies.values()
        )
        target = replace(rows.target, named=self._with_texts(key, rows.target.named))
        return ProgramAlignment(rows.program, target, strategies, len(rows.rows), len(rows.units), rows.place)

    def _with_texts(self, key: Hashable, named: NumberedText) -> NumberedText:
        """Return a part of a plan with all that the table prints of it, whichever row does."""
        printed = self.texts[key]
        return replace(named, text=printed[0] if printed else None, other_texts=tuple(printed[1:]))


def read_goals(document: TableDocument) -> Reading:
    """Read a table of 2014 to 2018: goals, objectives and strategies, from 2015 those of sectoral programs.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: neither a column nor the name of the file tells the year.
    """
    return _read(document, names.GOALS, _goals)


def read_guidelines(document: TableDocument) -> Reading:
    """Read a table of 2019: the guidelines towards the plan to come.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: neither a column nor the name of the file tells the year.
    """
    return _read(document, names.GUIDELINES, _guidelines)


def read_axes(document: TableDocument) -> Reading:
    """Read a table since 2020: axes, and priority objectives and strategies of the derived programs.

    Raises:
        InputError: a key cell is missing or invalid.
        IncompleteDocument: neither a column nor the name of the file tells the year.
    """
    return _read(document, names.AXES, _axes)


def _read(
    document: TableDocument, layout: TableLayout, statements: Callable[[TableRow], Iterator[_Statement]]
) -> Reading:
    table = LayoutSheets(document, layout)
    stated = [one.header for one in layout.columns if one.property.startswith(_ALIGNMENT)]
    file_year = _file_year(table)
    found = _Found()
    for row in table.rows():
        program = _program(row, file_year or row.year(names.YEAR))
        found.programs.append(program)
        found.note_blank(row, program, stated)
        for statement in statements(row):
            found.add(row, program, statement)
    table.notices.extend(found.differing())
    years = ", ".join(str(year) for year in sorted({one.year for one in found.programs if one.year}))
    title = f"Alineación de los programas presupuestarios con la planeación nacional, {years}"
    return table.reading(found.record(), title, len(found.programs))


def _file_year(table: LayoutSheets) -> int | None:
    """Return the year of a table that has no column for it, as a title or the name of the file tells it.

    Raises:
        IncompleteDocument: neither tells one single year.
    """
    if all(names.YEAR in header.columns for header in table.headers.values()):
        return None
    path = table.document.path
    lines = (
        " ".join(row)
        for sheet in table.document.sheets
        if sheet.name in table.headers
        for row in sheet.rows[: table.headers[sheet.name].row - 1]
    )
    for text, where in ((" ".join(lines), "title"), (path.stem, "name of the file")):
        years = set(_YEAR.findall(text))
        if len(years) == 1:
            table.notices.append(f"no column has the year; {min(years)} is taken from the {where}")
            return int(min(years))
    raise IncompleteDocument(
        f"{path}: has no column {names.YEAR}, and neither a title nor the name of the file tells one year; "
        "put the year of the budget into the name, such as “alineacion-2016.csv”."
    )


def _program(row: TableRow, year: int) -> ProgramRef:
    program = names.KEY.program(row, year, row.place(*_PROGRAM))
    return replace(program, year=year or None)


def _goals(row: TableRow) -> Iterator[_Statement]:
    goal = _named(row, names.GOAL)
    if goal:
        yield _Statement(PlanTarget("axis", goal), None, _pair(names.GOAL))
    if goal and (national := _named(row, names.NATIONAL)):
        target = PlanTarget("national", national, axis=goal.number)
        columns = (*_pair(names.GOAL), *_pair(names.NATIONAL), *_pair(names.NATIONAL_STRATEGY))
        yield _Statement(target, _named(row, names.NATIONAL_STRATEGY), columns)
    for column in names.CROSS_CUTTING:
        if axis := _named(row, column):
            yield _Statement(PlanTarget("cross-cutting", axis), None, _pair(column))
    for plan, objective, strategy in (
        (names.SECTORAL_PLAN, names.SECTORAL, names.SECTORAL_STRATEGY),
        (names.CROSS_CUTTING_PLAN, names.CROSS_CUTTING_OBJECTIVE, ""),
    ):
        label = _words(row, f"{plan}{names.TEXT}")
        if (named := _named(row, objective)) and label:
            columns = (*_pair(plan), *_pair(objective), *(_pair(strategy) if strategy else ()))
            followed = _named(row, strategy) if strategy else None
            yield _Statement(PlanTarget("derived", named, plan=label), followed, columns)


def _guidelines(row: TableRow) -> Iterator[_Statement]:
    columns = (names.GUIDELINE, names.GUIDELINE_TEXT)
    if guideline := _named(row, *columns):
        yield _Statement(PlanTarget("guideline", guideline), None, columns)


def _axes(row: TableRow) -> Iterator[_Statement]:
    if axis := _named(row, names.AXIS, names.AXIS_TEXT):
        yield _Statement(PlanTarget("axis", axis), None, (names.AXIS, names.AXIS_TEXT))
    objective = _named(row, names.PRIORITY, names.PRIORITY_TEXT)
    plan, kind = _words(row, names.PLAN), _words(row, names.PLAN_TYPE)
    if objective and plan:
        strategy = (names.PRIORITY_STRATEGY, names.PRIORITY_STRATEGY_TEXT)
        columns = (
            names.PLAN_TYPE, names.PLAN_NUMBER, names.PLAN, names.PRIORITY, names.PRIORITY_TEXT, *strategy,
        )  # fmt: skip
        target = PlanTarget("derived", objective, plan=plan, plan_type=kind)
        yield _Statement(target, _named(row, *strategy), columns)


def _pair(column: str) -> tuple[str, str]:
    return column, f"{column}{names.TEXT}"


def _named(row: TableRow, column: str, beside: str = "") -> NumberedText | None:
    """Read a part of a plan by its number and the text beside it; None where they name none."""
    beside = beside or f"{column}{names.TEXT}"
    printed = row.text(column)
    if fold(printed or "") in _WORDS["marks"]:
        row.idle(row.header.columns[column], "a mark that does not say which part of a plan")
        return None
    text = _words(row, beside)
    if text is None and row.cell(beside):
        if printed:
            row.idle(row.header.columns[column], "the number of no part of a plan")
        return None
    number = row.accepted(column, _NUMBER.fullmatch, "the number of a part of a plan")
    if number is None and text is None:
        return None
    return NumberedText(int(float(number)) if number else None, text)


def _words(row: TableRow, column: str) -> str | None:
    """Read a text that names something; words for nothing, or for several things, name none."""
    text = row.text(column)
    form = fold(text or "")
    for kind, words in (("nothing", "no part of a plan"), ("several", "several parts of a plan, not which")):
        if form in _WORDS[kind]:
            row.idle(row.header.columns[column], words)
            return None
    return text
