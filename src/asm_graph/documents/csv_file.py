"""CSV (RFC 4180, and what spreadsheets make of it) as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from asm_graph.documents.table import MAX_CELLS, MAX_ROWS, Sheet, TableDocument, normalized_sheet
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents.text_file import TextDocument

MEDIA_TYPE = "text/csv"
_HEAD = 20_000
"""Characters that hold the header of any table."""
_ROWS = 20
_BYTE_ORDER_MARK = "\ufeff"
_DELIMITERS = ",;\t|"
"""A spreadsheet writes one or the other by the region of its computer."""


def head(document: TextDocument, count: int) -> TableDocument:
    """Read the first rows of a text taken for CSV, as far as they are."""
    rows: list[tuple[str, ...]] = []
    with suppress(csv.Error):
        rows.extend(map(tuple, islice(_reader(document.text), count)))
    return _table(document, rows)


def as_table(document: TextDocument) -> TableDocument:
    """Read a text as CSV.

    Raises:
        UnreadableDocument: a quotation mark is never closed, or a cell or the table is larger than its limit.
    """
    reader = _reader(document.text)
    rows: list[tuple[str, ...]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if len(rows) >= MAX_ROWS or cells > MAX_CELLS:
                raise UnreadableDocument(
                    Message(
                        "{path}: has more than {rows:,} rows or {cells:,} cells; divide it.",
                        path=document.path,
                        rows=MAX_ROWS,
                        cells=MAX_CELLS,
                    )
                )
            rows.append(tuple(row))
    except csv.Error as error:
        if "field limit" in str(error):
            remedy = Message(
                "has a cell of more than {limit:,} characters; close its quotation mark, or "
                "shorten the text.",
                limit=csv.field_size_limit(),
            )
        else:
            remedy = Message("is no whole CSV ({error}); export the table again.", error=error)
        raise UnreadableDocument(
            Message("{path}, after row {count}: {remedy}", path=document.path, count=len(rows), remedy=remedy)
        ) from error
    return _table(document, rows)


def _table(document: TextDocument, rows: list[tuple[str, ...]]) -> TableDocument:
    sheet = normalized_sheet(document.path, Sheet(document.path.stem, rows), is_mended=True)
    return TableDocument(
        document.path, (sheet,), document.encoding, document.sha256, document.size, MEDIA_TYPE
    )


def _reader(text: str) -> Iterator[list[str]]:
    """Read the rows; joined files have a byte order mark inside, before an opening quotation mark."""
    text = text.replace(_BYTE_ORDER_MARK, "")
    return _reader_by(_delimiter(text), text)


def _reader_by(delimiter: str, text: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str) -> str:
    """Find the sign that divides most of the first rows into equally many cells, and these into the most.

    A title above the table, or a text in it, may have more commas than the table has columns.
    """
    return max(_DELIMITERS, key=lambda sign: _evenness(sign, text[:_HEAD]))


def _evenness(delimiter: str, text: str) -> tuple[int, int]:
    """Count the first rows that have equally many cells, and these cells; one cell is no row."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        widths.update(len(row) for row in islice(_reader_by(delimiter, text), _ROWS) if len(row) > 1)
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))
