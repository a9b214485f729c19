"""What one row of a table of alignment states: the parts of plans that its cells name, by number and text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.readers.tables import alignment_columns as names
from asm_graph.records.plans import DerivedName, NumberedText, PlanTarget
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.readers.tables.table_rows import TableRow

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_NUMBER = re.compile(r"\d{1,3}(?:\.0+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Statement:
    """What cells of a row state: a target, and in which columns.

    Beside an objective stands the strategy that is followed, beside an axis the derived plan that is.
    """

    target: PlanTarget
    columns: tuple[str, ...]
    strategy: NumberedText | None = None
    plan: DerivedName | None = None


def goal_statements(row: TableRow) -> Iterator[Statement]:
    """Yield what a row of 2014 to 2018 states: goal, objective, cross-cutting axes, sectoral objective."""
    sectoral, cross_cutting = (
        _derived(row, f"{plan}{names.TEXT}") for plan in (names.SECTORAL_PLAN, names.CROSS_CUTTING_PLAN)
    )
    columns: tuple[str, ...]
    goal = _named(row, *_pair(names.GOAL))
    if goal:
        columns = (*_pair(names.GOAL), *_pair(names.SECTORAL_PLAN))
        yield Statement(PlanTarget("axis", goal), columns, plan=sectoral)
    if goal and (national := _named(row, *_pair(names.NATIONAL))):
        columns = (*_pair(names.GOAL), *_pair(names.NATIONAL), *_pair(names.NATIONAL_STRATEGY))
        target = PlanTarget("national", national, axis=goal.number)
        yield Statement(target, columns, _named(row, *_pair(names.NATIONAL_STRATEGY)))
    for column, plan in zip(names.CROSS_CUTTING, (None, cross_cutting), strict=True):
        if axis := _named(row, *_pair(column)):
            # A row may name one axis in both columns, and is quoted once.
            columns = tuple(chain(*map(_pair, (*names.CROSS_CUTTING, names.CROSS_CUTTING_PLAN))))
            yield Statement(PlanTarget("cross-cutting", axis), columns, plan=plan)
    objective, strategy = _pair(names.SECTORAL), _pair(names.SECTORAL_STRATEGY)
    yield from _of_derived(row, sectoral, _pair(names.SECTORAL_PLAN), objective, strategy)
    objective = _pair(names.CROSS_CUTTING_OBJECTIVE)
    yield from _of_derived(row, cross_cutting, _pair(names.CROSS_CUTTING_PLAN), objective)


def guideline_statements(row: TableRow) -> Iterator[Statement]:
    """Yield what a row of 2019 states: a guideline."""
    columns = (names.GUIDELINE, names.GUIDELINE_TEXT)
    if guideline := _named(row, *columns):
        yield Statement(PlanTarget("guideline", guideline), columns)


def axis_statements(row: TableRow) -> Iterator[Statement]:
    """Yield what a row since 2020 states: an axis and a priority objective."""
    plan = _derived(row, names.PLAN, names.PLAN_TYPE)
    columns = (names.PLAN_TYPE, names.PLAN_NUMBER, names.PLAN)
    if axis := _named(row, names.AXIS, names.AXIS_TEXT):
        yield Statement(PlanTarget("axis", axis), (names.AXIS, names.AXIS_TEXT, *columns), plan=plan)
    objective = (names.PRIORITY, names.PRIORITY_TEXT)
    strategy = (names.PRIORITY_STRATEGY, names.PRIORITY_STRATEGY_TEXT)
    yield from _of_derived(row, plan, columns, objective, strategy)


def _derived(row: TableRow, column: str, type_column: str = "") -> DerivedName | None:
    """Read the derived plan that a row names, with its type where a column has it."""
    name, type_ = _words(row, column), _words(row, type_column)
    return DerivedName(name, type_) if name else None


def _of_derived(
    row: TableRow,
    plan: DerivedName | None,
    plan_columns: tuple[str, ...],
    objective: tuple[str, str],
    strategy: tuple[str, str] | None = None,
) -> Iterator[Statement]:
    """Read the objective of a derived plan, and the strategy of it."""
    named, followed = _named(row, *objective), _named(row, *strategy) if strategy else None
    if named and plan:
        columns = (*plan_columns, *objective, *(strategy or ()))
        yield Statement(PlanTarget("derived", named, plan=plan), columns, followed)


def _pair(column: str) -> tuple[str, str]:
    return column, f"{column}{names.TEXT}"


def _named(row: TableRow, column: str, beside: str) -> NumberedText | None:
    """Read a part of a plan by its number and the text beside it; None where they name none."""
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
