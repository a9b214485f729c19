"""SEDESOL's follow-up of *Aspectos Susceptibles de Mejora*: a heading, then a table for each class of ASM."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.lines import Line, lines
from asm_graph.errors import IncompleteDocument
from asm_graph.messages import Message
from asm_graph.readers.annotator import Annotator
from asm_graph.readers.asm_follow_up.asm_records import asm_record, section_class
from asm_graph.readers.asm_follow_up.asm_rows import RowGroups
from asm_graph.readers.asm_follow_up.columns import Column, carried, header, is_complete
from asm_graph.readers.asm_follow_up.completeness import check_last_row
from asm_graph.readers.asm_follow_up.heading import read_heading
from asm_graph.readers.line_kinds import is_page_number
from asm_graph.readers.lost_columns import check_table_columns, is_exported, lost_columns
from asm_graph.readers.text_account import text_reading
from asm_graph.records.asm import AsmFollowUp
from asm_graph.spanish.forms import compact
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents import TextDocument
    from asm_graph.documents.lexicon import Lexicon
    from asm_graph.readers.asm_follow_up.placement import PlacedRow
    from asm_graph.readers.reading import Reading

LAYOUT = "sedesol-asm-follow-up"

_FOOTNOTE = re.compile(
    r"[\u00b9\u00b2\u00b3\u2070-\u2079*†‡]|\d{1,2}/\s|(?:nota|fuente|notas)\b", re.IGNORECASE
)
_EMPTY = re.compile(
    r"(?:no aplica|n/?a|ningun[oa]?|sin (?:aspectos|asm)|no (?:se|hay|existen|hubo|cuenta)\b).*",
    re.IGNORECASE,
)
_HEADING_LETTERS = 100


def recognizes(document: TextDocument) -> bool:
    """Return whether the text has a table of ASM under a header, and speaks of ASM above it."""
    return any(True for _ in _headers(document)) or (
        "aspectossusceptiblesdemejora" in compact(document.text[:2000]) and "\t" in document.text
    )


def has_table(document: TextDocument) -> bool:
    """Return whether a row is the header of a table of numbered ASM, with all columns that these need."""
    return any(map(is_complete, _headers(document)))


def _headers(document: TextDocument) -> Iterator[tuple[Column, ...]]:
    for line in lines(document.text):
        columns = header(line.cells()) if line.is_row else None
        if columns is not None and Column.NUMBER in columns:
            yield columns


def read(document: TextDocument, lexicon: Lexicon) -> Reading:
    """Read a follow-up.

    Raises:
        IncompleteDocument: no program, no cycle or no table is named, or the text breaks off.
        InputError: a table has lost its columns.
    """
    return _FollowUpReader(document, Annotator(lexicon, recognized=document.is_recognized)).read()


class _FollowUpReader:
    def __init__(self, document: TextDocument, annotator: Annotator) -> None:
        self._document = document
        self._annotator = annotator
        self._rows_by_asm = RowGroups(annotator)
        self._heading: list[Passage] = []
        self._section: Passage | None = None
        self._columns: tuple[Column, ...] | None = None
        self._found: dict[Column, None] = {}
        self._rows: list[PlacedRow] = []
        self._table_lines: list[Line] = []
        self._last: Line | None = None
        self._is_empty = False

    def read(self) -> Reading:
        for line in lines(self._document.text):
            if line.passage:
                self._last = line
                self._take(line)
        heading = read_heading(self._heading, self._annotator)
        asms = tuple(filter(None, (asm_record(group, self._annotator) for group in self._rows_by_asm.groups)))
        self._check_whole()
        if heading.program is None or heading.cycle is None:
            missing = (
                Message("program") if heading.program is None else Message("cycle (years such as 2007-2008)")
            )
            raise IncompleteDocument(
                Message(
                    "{path}: no {missing} is named above the tables; add the line.",
                    path=self._document.path,
                    missing=missing,
                )
            )
        record = AsmFollowUp(heading.program, heading.cycle, heading.agency, asms)
        notices = () if asms else (Message("no row of its tables holds an ASM"),)
        reading = text_reading(self._document, LAYOUT, record, self._annotator, notices)
        return replace(reading, carries=carried(self._found))

    def _take(self, line: Line) -> None:
        filled = [cell for cell in line.cells() if cell]
        if len(filled) == 1 and self._take_heading(filled[0]):
            return
        if not line.is_row:
            self._take_text(line.passage.strip())
        elif all(is_missing(cell.text) == "dash" for cell in filled):
            self._annotator.mark("separator", *filled)
        elif (columns := header(line.cells())) is not None:
            self._columns = columns
            self._take_titles(columns, line.cells())
            self._annotator.mark("table header", *filled)
        elif self._columns is None:
            self._heading.append(Passage.joined(filled))
        else:
            self._table_lines.append(line)
            self._rows.append(self._rows_by_asm.add(self._section, self._columns, line.number, line.cells()))

    def _take_titles(self, columns: tuple[Column, ...], cells: Sequence[Passage]) -> None:
        titles = {column: cell.text.strip() for column, cell in zip(columns, cells, strict=True)}
        self._rows_by_asm.take_titles(titles)
        self._found |= dict.fromkeys(columns)

    def _take_heading(self, text: Passage) -> bool:
        if section_class(text.text) is None or len(text) > _HEADING_LETTERS:
            return False
        self._section = text
        self._annotator.mark("heading", text)
        return True

    def _take_text(self, text: Passage) -> None:
        if self._columns is None:
            self._heading.append(text)
        elif _FOOTNOTE.match(text.text):
            self._annotator.mark("footnote", text)
        elif is_page_number(text.text):
            self._annotator.mark("page number", text)
        elif compact(text.text) in {compact(line.text) for line in self._heading}:
            self._annotator.mark("page header", text)
        elif _EMPTY.fullmatch(text.text):
            self._annotator.mark("empty section", text)
            self._is_empty = True

    def _check_whole(self) -> None:
        check_table_columns(self._document, self._table_lines)
        number = self._last.number if self._last else 1
        if self._columns is None and is_exported(self._document):
            raise lost_columns(self._document.path, number)
        place = Message("{path}: line {number}", path=self._document.path, number=number)
        if self._columns is None or not is_complete(self._columns) or self._ends_in_header():
            raise IncompleteDocument(
                Message(
                    "{place}: the text ends before a whole table header; give the whole document.",
                    place=place,
                )
            )
        is_ended = self._document.text.endswith(("\n", "\r"))
        if not (self._rows_by_asm.groups or self._is_empty or is_ended):
            raise IncompleteDocument(
                Message("{place}: the text ends before the first row; give the whole document.", place=place)
            )
        if self._last is not None:
            check_last_row(self._document, self._last, self._rows, self._rows_by_asm.groups)

    def _ends_in_header(self) -> bool:
        """Return whether the last line is a header whose last title is none."""
        columns = header(self._last.cells()) if self._last else None
        return columns is not None and columns[-1] is Column.UNKNOWN
