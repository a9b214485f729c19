"""What the question library knows of a thing: its answers, as tables of the thing's page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from asm_graph.errors import EngineFailure, QueryLimitExceeded
from asm_graph.graph.vocabulary import ASM
from asm_graph.library import Library
from asm_graph.web.things.description import names_of
from asm_graph.web.things.naming import Link, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.graph.vocabulary import Base
    from asm_graph.results import Rows
    from asm_graph.web.asking import Reading
    from asm_graph.web.things.naming import Names

_FOLDER = Path(__file__).parents[1] / "page_queries" / "things"
_ASKED = {
    ASM("Program"): (
        "program-alignment",
        "program-matrix",
        "asm-status",
        "evaluations",
        "program-spending",
    ),
    ASM("Asm"): ("asm-actions",),
    ASM("Objective"): ("objective-programs", "objective-parts"),
    ASM("Evaluation"): ("evaluation-statements",),
    ASM("Plan"): ("objective-coverage", "objectives-without-program"),
}
"""The questions that are asked of each kind of thing, quick ones: the thing is their first parameter.

Some are of the library; the others are for these pages alone.
"""

_SHOWN = 30
_SECONDS = 1.0
"""A page goes without an answer that takes longer, or that the engine breaks on."""


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer; `address` has the question of the library, with its form and downloads."""

    title: str
    address: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[Link | Name | None, ...], ...]
    total: int


async def tables_of(
    reading: Reading, thing: NamedNode, classes: Sequence[NamedNode], names: Names
) -> tuple[Table, ...]:
    """The answers about a thing that have any rows.

    Raises:
        QueryError: the engine does not answer.
    """
    asked = [name for kind in classes for name in _ASKED.get(kind, ())]
    found = [await _table(reading, thing, name, names) for name in asked]
    return tuple(table for table in found if table is not None)


@cache
def _own(base: Base) -> Library:
    """The questions of these pages, over entities of a base."""
    return Library.load(_FOLDER, base)


async def _table(reading: Reading, thing: NamedNode, name: str, names: Names) -> Table | None:
    library, own = reading.site.library, _own(reading.base)
    question = own[name] if name in own else library[name]
    parameter = question.parameters[0].name
    try:
        answer = await reading.rows(question.bind({parameter: thing.value}), _SECONDS)
    except (QueryLimitExceeded, EngineFailure):
        return None
    if not answer.rows:
        return None
    kept = _columns(answer, parameter)
    rows = [[row[column] for column in kept] for row in answer.rows[:_SHOWN]]
    named = {term for row in rows for term in row if isinstance(term, NamedNode)}
    known = replace(names, things=await names_of(reading, sorted(named, key=str)))
    meanings = {column.name: column.meaning[names.language] for column in question.columns}
    return Table(
        question.title[names.language],
        f"/queries/{name}?{urlencode({parameter: thing.value})}" if name in library else None,
        tuple(meanings[answer.columns[column]] for column in kept),
        tuple(tuple(_cell(term, known) for term in row) for row in rows),
        len(answer.rows),
    )


def _columns(answer: Rows, parameter: str) -> list[int]:
    """The columns to show: not the thing itself, nor the name or text of what another column links by it."""
    left_out = {parameter, "text", *(f"{name}Label" for name in answer.columns)}
    return [number for number, name in enumerate(answer.columns) if name not in left_out]


def _cell(term: object, names: Names) -> Link | Name | None:
    if isinstance(term, NamedNode):
        return names.link(term)
    value = getattr(term, "value", None)
    return None if value is None else Name(value, getattr(term, "language", None))
