"""The cells of rows as they are read: values by name in a language, each with what it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.explorer.things import NamedValue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from asm_graph.explorer.definition import ExplorerTable
    from asm_graph.rdf.vocabulary import Language

_NAMES = "SELECT id, iri, key, es, en FROM things WHERE id IN ({numbers})"
_SEVERAL = 'SELECT row, thing FROM "{kind}_{name}" WHERE row IN ({rows})'


@dataclass(frozen=True, slots=True)
class CellValue:
    """A value of a cell: its name or text, or its number; and the IRI that it leads to, if any.

    `is_spanish` says that a text is in Spanish where another language was asked for.
    """

    value: str | int | float
    iri: str | None = None
    is_spanish: bool = False


Cell = tuple[CellValue, ...]
"""The values of a cell; none where it is empty."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of some columns of a table in a language."""

    index: sqlite3.Connection
    table: ExplorerTable
    columns: Sequence[str]
    language: Language

    @property
    def selected(self) -> tuple[str, ...]:
        """The columns that rows are selected with, besides their numbers: those asked for and their links."""
        described = self.table.columns
        needed = (each for name in self.columns for each in (name, described[name].leads) if each)
        return tuple(dict.fromkeys(needed))

    def read(self, rows: Sequence[Sequence[object]]) -> Iterator[tuple[Cell, ...]]:
        """Yield the cells of rows that were selected with their numbers; names are read for all at once."""
        given = [dict(zip(("row", *self.selected), row, strict=True)) for row in rows]
        named = [name for name in self.columns if self.table.columns[name].is_named]
        several = {name: self._several(name, given) for name in named if self.table.columns[name].separator}
        numbers = {
            name: [
                several[name].get(row["row"], ()) if name in several else _single(row[name]) for row in given
            ]
            for name in named
        }
        names = names_of(self.index, {one for cells in numbers.values() for cell in cells for one in cell})
        for place, row in enumerate(given):
            yield tuple(
                tuple(self._value(names[one]) for one in numbers[name][place])
                if name in numbers
                else self._plain(row, name)
                for name in self.columns
            )

    def _value(self, one: NamedValue) -> CellValue:
        return CellValue(one.of(self.language), one.iri, self.language != "es" and one.en == one.es)

    def _plain(self, row: Mapping[str, object], name: str) -> Cell:
        value, leads = row[name], self.table.columns[name].leads
        if not isinstance(value, str | int | float):
            return ()
        iri = row[leads] if leads else None
        is_text = self.table.columns[name].kind == "text"
        return (CellValue(value, str(iri) if iri else None, is_text and self.language != "es"),)

    def _several(self, name: str, rows: Sequence[Mapping[str, object]]) -> dict[object, tuple[int, ...]]:
        """Return the numbers of the values of a column by row."""
        numbers = ", ".join(str(row["row"]) for row in rows)
        statement = _SEVERAL.format(kind=self.table.kind, name=name, rows=numbers)
        found: dict[object, tuple[int, ...]] = {}
        for row, thing in self.index.execute(statement):
            found[row] = (*found.get(row, ()), thing)
        return found


def _single(value: object) -> tuple[int, ...]:
    return (value,) if isinstance(value, int) else ()


def names_of(index: sqlite3.Connection, numbers: Collection[int]) -> dict[int, NamedValue]:
    """Return the values with these numbers."""
    statement = _NAMES.format(numbers=", ".join(map(str, numbers)))
    return {number: NamedValue(*value) for number, *value in index.execute(statement)}
