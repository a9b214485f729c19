"""A layout whose rows of one program say nothing of other programs, so that they can be read apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.readers.tables.layout_sheets import LayoutSheets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading, Record
    from asm_graph.readers.tables.columns import TableLayout
    from asm_graph.readers.tables.shifted_rows import RowChecks


@dataclass(frozen=True, slots=True)
class RowsRead:
    """What rows of a table state: a record, the years that its title names, and how many rows they are."""

    record: Record
    years: frozenset[str]
    rows: int


@dataclass(frozen=True, slots=True)
class RowLayout:
    """How to read the rows of a table, all at once or those of some programs at a time.

    `program` are the headers of the columns that tell which program a row is of. `read_rows` reads the rows
    in their order; `title` names the table by the years of all of them.
    """

    layout: TableLayout
    program: tuple[str, ...]
    read_rows: Callable[[LayoutSheets], RowsRead]
    title: Callable[[Collection[str]], str]
    checks: RowChecks | None = None

    def sheets(self, document: TableDocument) -> LayoutSheets:
        """Return the sheets of a document, before any row is read."""
        return LayoutSheets(document, self.layout, checks=self.checks)

    def read(self, document: TableDocument) -> Reading:
        """Read a whole table.

        Raises:
            InputError: a key cell is missing or invalid.
        """
        table = self.sheets(document)
        found = self.read_rows(table)
        return table.reading(found.record, self.title(found.years), found.rows)
