"""Which reader understands a document: its content decides, never its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from asm_graph.documents import TextDocument
from asm_graph.documents import csv_file as delimited
from asm_graph.documents.lexicon import Lexicon
from asm_graph.errors import UnknownLayout
from asm_graph.readers import asm_follow_up, asm_forms, performance_evaluation
from asm_graph.readers.tables import (
    derived_plans,
    filled_workbook,
    plan_axes,
    program_catalog,
    results_matrices,
    sdg_links,
    spending,
    state_asm,
)
from asm_graph.readers.tables.columns import HEADER_ROWS, refuse_near_miss
from asm_graph.readers.tables.layout_sheets import differing_columns
from asm_graph.spanish.words import own_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.documents import TableDocument
    from asm_graph.readers.tables.columns import TableLayout
    from asm_graph.records import TableReading
    from asm_graph.records.texts import Reading


class Reader(Protocol):
    """What the module of a text's layout offers."""

    LAYOUT: str

    def recognises(self, document: TextDocument) -> bool:
        """Whether the document has this layout."""

    def read(self, document: TextDocument, lexicon: Lexicon) -> Reading:
        """The records of a document of this layout; `IncompleteDocument` where it is cut."""


class TableReader(Protocol):
    """What the module of a table's layout offers; the columns of the layout tell which tables have it."""

    LAYOUT: TableLayout

    def read(self, document: TableDocument) -> TableReading:
        """The records of a document of this layout; `InputError` where its cells do not hold."""


READERS: tuple[Reader, ...] = (asm_forms, asm_follow_up, performance_evaluation)
TABLE_READERS: tuple[TableReader, ...] = (
    derived_plans,
    plan_axes,
    program_catalog,
    results_matrices,
    sdg_links,
    spending,
    state_asm,
)
LAYOUTS = (
    *(reader.LAYOUT for reader in READERS),
    filled_workbook.LAYOUT.name,
    *(reader.LAYOUT.name for reader in TABLE_READERS),
)
"""The names of all layouts."""


def read(document: TextDocument | TableDocument, words: Iterable[str] = ()) -> Reading | TableReading:
    """Read a document; `words` are names that the lexicon should know besides the document's own.

    Raises:
        UnknownLayout: no reader recognises the document.
        IncompleteDocument: its reader finds that it breaks off.
        InputError: it is a table of a known layout with cells that do not hold.
    """
    table = delimited.head(document, HEADER_ROWS) if isinstance(document, TextDocument) else document
    if table_reader := _table_reader(table):
        whole = delimited.as_table(document) if isinstance(document, TextDocument) else document
        return table_reader.read(whole)
    if isinstance(document, TextDocument):
        for reader in READERS:
            if reader.recognises(document):
                return reader.read(document, Lexicon(own_words(document.text) | frozenset(words)))
    refuse_near_miss(document.path, table.sheets, [reader.LAYOUT for reader in TABLE_READERS])
    raise UnknownLayout(
        f"{document.path}: none of the known layouts ({', '.join(LAYOUTS)}); see the publishers' guide."
    )


def _table_reader(table: TableDocument) -> TableReader | None:
    """The reader of a table: a filled workbook is known by its own mark, any other by its columns."""
    if filled_workbook.recognises(table):
        return filled_workbook
    found = [(reader, differing_columns(table, reader.LAYOUT)) for reader in TABLE_READERS]
    fitting = [(differing, reader) for reader, differing in found if differing is not None]
    return min(fitting, key=lambda one: one[0])[1] if fitting else None
