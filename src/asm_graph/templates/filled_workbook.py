"""The rows of a filled workbook: values by the names of the template's columns."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from asm_graph.records.tables import ProgramRef
from asm_graph.records.texts import Date, Measure
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from _typeshed import DataclassInstance

    from asm_graph.records.tables import Place

Record = TypeVar("Record", bound="DataclassInstance")
Value = str | int | bool | Decimal | Date | Measure | ProgramRef | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a sheet; cells that are empty have no value."""

    place: Place
    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """Return a cell that holds a text, a key or the notation of a code; empty where there is none."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else str(value)

    def key(self, name: str) -> str:
        """Return a cell that identifies something, as IRIs have it, so that case and accents do not count."""
        return slug(self.text(name)) or self.text(name)

    def fill(self, class_: type[Record], **more: object) -> Record:
        """Make a record of the cells whose columns are named like its fields, and of what else it needs."""
        names = {one.name for one in fields(class_)}
        cells: dict[str, Any] = {"place": self.place, **self.values}
        return class_(**{name: value for name, value in cells.items() if name in names} | more)

    @property
    def federal(self) -> ProgramRef | None:
        """The key of a federal program, in a row of the programs."""
        key = self.values.get("key")
        return key if isinstance(key, ProgramRef) else None


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """A filled template: its name, and the rows of each of its sheets."""

    template: str
    sheets: Mapping[str, tuple[FilledRow, ...]]

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """The programs that have a federal key, with their names and the latest year that a row is about."""
        rows = tuple(row for rows in self.sheets.values() for row in rows)
        latest: dict[str, int] = {}
        for row in rows:
            # A cycle such as 2007-2008 is named by its last year.
            years = (int(text[-4:]) for name in ("year", "cycle") if (text := row.text(name)))
            key = row.key("program")
            latest[key] = max((latest.get(key, 0), *years))
        return tuple(
            replace(
                row.federal,
                name=row.text("program") or None,
                year=latest[row.key("program")] or None,
                place=row.place,
            )
            for row in rows
            if row.federal
        )
