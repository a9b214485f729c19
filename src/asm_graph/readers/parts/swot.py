"""Strengths, opportunities, weaknesses and threats (FODA) of a program, each with its recommendation."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.bullets import BULLETS
from asm_graph.readers.parts.aligned_items import aligned_items
from asm_graph.readers.parts.annex_tables import find_annexes, read_annex
from asm_graph.readers.parts.part_layout import PartReading
from asm_graph.readers.parts.table_columns import Columns
from asm_graph.records.evaluations import Statement
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import compact
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asm_graph.documents.paged_document import Block, PagedDocument, TableCell
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.annex_tables import AnnexTable
    from asm_graph.readers.parts.part_layout import BlockRange, DocumentPart
    from asm_graph.readers.parts.table_columns import TableRow

_WORDS = Path(__file__).with_name("report_annexes.toml")
_COLUMNS = Columns.load(_WORDS, "swot")
SECTIONS = {
    compact(word): kind
    for kind, words in tomllib.loads(_WORDS.read_text(encoding="utf-8"))["swot_sections"].items()
    for word in words
}
"""The kind of statement by the compact form of what stands above a group of rows."""
_LETTERS = {"F": "strength", "O": "opportunity", "D": "weakness", "A": "threat"}
_ITEM = re.compile(rf"(?<!\w)(?:(?P<letter>[FODAR])\s?\.?(?P<number>\d{{1,2}})\b[.)\-:]*|[{BULLETS}])\s*")
"""How an item of a cell begins: `F1`, `D16.`, or a bullet."""
_RECOMMENDATION = "recommendation"


class Swot:
    """The layout of the table *Fortalezas, oportunidades, debilidades, amenazas y recomendaciones*."""

    name = "evaluation-swot"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find each table, with the form above it."""
        return find_annexes(blocks, _COLUMNS)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read the statements of all rows, in order."""
        head, tables = read_annex(part, _COLUMNS, annotator)
        statements = tuple(_Rows(part.document, annotator).read(tables))
        return PartReading((replace(head.statements, statements=statements),), head.title)


class _Rows:
    """Reads rows, and knows under which heading each of them stands."""

    def __init__(self, document: PagedDocument, annotator: Annotator) -> None:
        self._document, self._annotator = document, annotator
        self._kind: str | None = None

    def read(self, tables: Iterable[AnnexTable]) -> Iterator[Statement]:
        for piece in tables:
            self._take_sections(line.passage for line in piece.above)
            rows = {row.number: row for row in piece.rows}
            for row in rows.values():
                cells = (cell for cell in piece.table.row(row.number) if cell.row == row.number)
                if not self._take_sections(cell.passage for cell in cells):
                    yield from self._row(row, rows)

    def _take_sections(self, passages: Iterable[Passage]) -> bool:
        """Take the headings among passages; tell whether there are any."""
        found = [passage for passage in passages if compact(passage.text) in SECTIONS]
        for passage in found:
            self._kind = SECTIONS[compact(passage.text)]
            self._annotator.mark("heading", passage)
        return bool(found)

    def _row(self, row: TableRow, rows: Mapping[int, TableRow]) -> Iterator[Statement]:
        theme = row.passage("theme")
        about = fact(self._annotator.clean(theme)) if theme else None
        text, other = _own(row, "text"), _own(row, "recommendation")
        reference = row.cells.get("reference")
        aligned = text and reference and aligned_items(self._document, text, reference, other)
        for item in aligned or ():
            yield from self._statements(item.text, self._kind, about, item.reference)
            if item.other:
                yield from self._statements(item.other, _RECOMMENDATION, about, item.reference)
        if text and not aligned:
            yield from self._statements(text.passage, self._kind, about, row.passage("reference"))
        if other and not (aligned and aligned[0].other):
            yield from self._statements(other.passage, _RECOMMENDATION, about, _references(row, rows))

    def _statements(
        self, passage: Passage, kind: str | None, theme: Fact[str] | None, reference: Passage | None
    ) -> Iterator[Statement]:
        """Yield the items of a cell; `kind` is that of those that do not say it themselves."""
        referred = fact(self._annotator.clean(reference)) if reference else None
        for found, number, text in statement_items(passage, self._annotator):
            # Without a heading and without a letter nobody can tell what the statement is.
            if known := found or kind:
                yield Statement(known, number, text, theme=theme, reference=referred)


def statement_items(
    passage: Passage, annotator: Annotator
) -> Iterator[tuple[str | None, Fact[int] | None, Fact[str]]]:
    """Yield kind (None if the item does not say), number and text of each item of a cell."""
    matches = list(_ITEM.finditer(passage.text))
    starts = [match.start() for match in matches]
    before = annotator.clean(passage.slice(0, starts[0] if starts else None))
    if starts and before.text.rstrip().endswith(":"):
        # What a colon introduces is part of its sentence.
        before, matches = annotator.clean(passage), []
    if before:
        yield None, None, fact(before)
    for match, end in zip(matches, [*starts, len(passage)][1 : len(matches) + 1], strict=True):
        text = annotator.clean(passage.slice(match.end(), end))
        annotator.mark("numbering", passage.group(match))
        if text:
            number = (
                fact_of(int(match["number"]), passage.group(match, "number")) if match["number"] else None
            )
            yield _LETTERS.get(match["letter"] or ""), number, fact(text)


def _own(row: TableRow, name: str) -> TableCell | None:
    """Return the cell of a column in the row where it begins, unless it is blank."""
    cell = row.own(name)
    return cell if cell and cell.passage and not is_missing(cell.text) else None


def _references(row: TableRow, rows: Mapping[int, TableRow]) -> Passage | None:
    """Return the references of all rows over which the recommendation of one is merged."""
    cell = row.cells["recommendation"]
    covered = [rows[number] for number in range(row.number, row.number + cell.row_span) if number in rows]
    found = {one.text: one for row in covered if (one := row.passage("reference"))}
    return Passage.joined(found.values()) if found else None
