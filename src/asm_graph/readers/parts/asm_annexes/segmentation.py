"""An annex on ASM is divided into its segments, until a block does not belong to it any more.

Segments are what a part is found by, and what it is read from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from asm_graph.documents import Passage
from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.asm_forms.phrases import gives_reason
from asm_graph.readers.cut_text import goes_on
from asm_graph.readers.labeled_values import begins_field, read_fields
from asm_graph.readers.parts.asm_annexes.forms import is_form, number_in
from asm_graph.readers.parts.asm_annexes.header import TableHeader, find_header
from asm_graph.readers.parts.asm_annexes.lists import begins_list, joined_lines, read_list
from asm_graph.readers.parts.asm_annexes.segments import (
    SUBSTANCE,
    AsmForm,
    AsmList,
    AsmTable,
    FieldLines,
    Furniture,
    NumberLine,
    Reason,
    Segment,
    TitleLines,
)
from asm_graph.readers.parts.asm_annexes.titles import Title, names_another_annex, title_at
from asm_graph.spanish.forms import compact, fold
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block

_WORDS = words_beside(__file__)
_NOTE = re.compile(_WORDS["furniture"]["notes"])
_SIGNATURE = re.compile(_WORDS["furniture"]["signatures"])
_WHY_NONE = re.compile(_WORDS["furniture"]["why_none"])
_HEADING = re.compile(r"\W*anexo(?:\s+\d{1,2}|\s*[a-h])\b", re.IGNORECASE)
_SHORT_REASON = 40
_REASON_LINES = 8
_INTRODUCTION_LINES = 16
_VALUE_LINES = 3
"""Lines in a row among fields that may be values without a label."""
_LINES_OF_HEAD = 12
_SAME_PROGRAM = 85.0
"""Likeness, of 100, of the name of one program on two pages, as OCR reads it."""
_LETTERHEAD_LINES = 4
_SIGNATURE_LINES = 12
_LEAST_WITHOUT_TITLE = 3
"""Columns that a table must have to be one of ASM if no title says so."""


def segments(blocks: Sequence[Block]) -> Iterator[tuple[Segment, int]]:
    """Yield the segments of the annex that begins with the first block, each with the index behind it."""
    divider = _Divider(blocks)
    while (segment := divider.next()) is not None:
        yield segment, divider.at


class _Divider:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self.at = 0
        self._titles: set[str] = set()
        self._table: AsmTable | None = None
        self._has_substance = False
        self._has_list = False
        self._has_fields = False
        self._program = ""

    def next(self) -> Segment | None:
        """Return the segment that begins here; None where the annex ends."""
        if self.at >= len(self._blocks):
            return None
        block = self._blocks[self.at]
        segment = self._table_segment(block) if isinstance(block, Table) else self._line_segment()
        if isinstance(segment, SUBSTANCE):
            self._has_substance = True
        return segment

    def _table_segment(self, table: Table) -> Segment | None:
        self.at += 1
        header = find_header(table, 2 if self._titles else _LEAST_WITHOUT_TITLE)
        if header is not None:
            self._table = AsmTable(table, header)
            return self._table
        if is_form(table):
            return AsmForm(table)
        if self._table and _is_like(self._table.table, table) and not _is_signed(table):
            header = self._table.header
            return AsmTable(table, TableHeader(0, 0, header.columns), is_continued=True)
        if self._titles and (_is_signed(table) or not any(cell.passage for cell in table.cells)):
            return Furniture("signature", tuple(cell.passage for cell in table.cells))
        return None

    def _line_segment(self) -> Segment | None:
        lines = self._lines()
        title = title_at(lines)
        if names_another_annex(lines[0].text) or (title and _leads_elsewhere(lines[title.lines :])):
            return None
        if title is not None:
            return self._title_segment(title, lines)
        if number := number_in(lines[0].passage):
            self.at += 1
            return NumberLine(lines[0].passage, number)
        if begins_field(tuple(line.passage for line in lines[:2])):
            return self._fields(lines)
        if _NOTE.match(fold(lines[0].text)) and self._has_substance:
            return self._furniture("note", lines, 1)
        return self._list(lines) or self._reason(lines) or self._others(lines)

    def _lines(self) -> list[TextLine]:
        lines: list[TextLine] = []
        for block in self._blocks[self.at :]:
            if not isinstance(block, TextLine):
                break
            lines.append(block)
        return lines

    def _title_segment(self, title: Title, lines: Sequence[TextLine]) -> Segment | None:
        """Take a title, unless it is that of another annex behind this one, or of another program."""
        if self._has_substance and (
            title.form not in self._titles or self._is_of_another(lines[title.lines :])
        ):
            return None
        self._titles.add(title.form)
        self._has_list = False
        self.at += title.lines
        return TitleLines(title, Passage.joined(line.passage for line in lines[: title.lines]))

    def _is_of_another(self, lines: Sequence[TextLine]) -> bool:
        """Return whether the fields on a page name another program than those before."""
        while title := title_at(lines):
            lines = lines[title.lines :]
        program = _program(lines[:_LINES_OF_HEAD])
        return bool(self._program and program) and fuzz.ratio(self._program, program) < _SAME_PROGRAM

    def _fields(self, lines: Sequence[TextLine]) -> Segment | None:
        """Take labels and the lines that fill them in."""
        if self._has_substance and self._is_of_another(lines):
            return None
        count = 1
        while count < len(lines) and self._is_of_fields(lines, count):
            count += 1
        self.at += count
        self._has_fields = True
        self._program = self._program or _program(lines[:count])
        return FieldLines(tuple(line.passage for line in lines[:count]))

    def _is_of_fields(self, lines: Sequence[TextLine], index: int) -> bool:
        """Return whether a line is a label, or a value: of the label above, or of one close below."""
        rest = [line.passage for line in lines[index:]]
        if title_at(lines[index:]) or self._why_none(lines[index:]) or _NOTE.match(fold(rest[0].text)):
            return False
        if begins_field(rest[:2]):
            return True
        above, text = lines[index - 1].text.strip(), rest[0].text
        if above.endswith(":") or text[:1].islower() or text.startswith(":") or goes_on(above, text):
            return True
        before_table = len(rest) < _VALUE_LINES and self.at + len(lines) < len(self._blocks)
        return before_table or any(begins_field(rest[at : at + 2]) for at in range(1, _VALUE_LINES))

    def _list(self, lines: Sequence[TextLine]) -> Segment | None:
        if not self._titles or self._table or self._has_list or not begins_list(lines):
            return None
        items, count = read_list(lines)
        if not items:
            return None
        self.at += count
        self._has_list = True
        return AsmList(tuple(items))

    def _reason(self, lines: Sequence[TextLine]) -> Segment | None:
        count = self._why_none(lines) if self._titles else 0
        if not count:
            return None
        self.at += count
        return Reason(joined_lines([line.passage for line in lines[:count]]).strip(" *"))

    def _why_none(self, lines: Sequence[TextLine]) -> int:
        """Return over how many lines a paragraph goes that says why there are no ASM, 0 if it does not."""
        if _HEADING.match(lines[0].text):
            return 0
        count = _paragraph(lines)
        for end in (1, count):
            text = " ".join(line.text for line in lines[:end]).strip(" *")
            is_short = len(text) < _SHORT_REASON
            if gives_reason(text) and (is_short or (end == count and _WHY_NONE.search(fold(text)))):
                return end
        return 0

    def _others(self, lines: Sequence[TextLine]) -> Segment | None:
        """Take signatures, a letterhead, an introduction, or the name of a program above a table."""
        if not self._titles:
            return None
        if (signed := self._signatures(lines)) and (self._has_substance or self._has_fields):
            return self._furniture("signature", lines, signed)
        if letterhead := self._letterhead(lines):
            return self._furniture("page header", lines, letterhead)
        if self._has_substance or _HEADING.match(lines[0].text):
            return None
        count = self._introduction(lines)
        if count == len(lines) and count <= _VALUE_LINES and self.at + count < len(self._blocks):
            self.at += count
            return FieldLines(tuple(line.passage for line in lines))
        return self._furniture("introduction", lines, count) if 0 < count <= _INTRODUCTION_LINES else None

    @staticmethod
    def _signatures(lines: Sequence[TextLine]) -> int:
        """Return over how many lines go signatures, of which the first ones may be names."""
        last = -1
        for at, line in enumerate(lines[:_SIGNATURE_LINES]):
            if title_at(lines[at:]) or at - last > _VALUE_LINES or _HEADING.match(line.text):
                break
            last = at if is_signature(line.text) else last
        return last + 1

    def _letterhead(self, lines: Sequence[TextLine]) -> int:
        """Return how many lines stand at the top of a page above a title that this annex has already."""
        above = self._blocks[self.at - 1]
        if lines[0].page in (above.pages if isinstance(above, Table) else (above.page,)):
            return 0
        for at, line in enumerate(lines[: _LETTERHEAD_LINES + 1]):
            if line.page != lines[0].page:
                break
            if title := title_at(lines[at:]):
                return at if title.form in self._titles else 0
        return 0

    @staticmethod
    def _introduction(lines: Sequence[TextLine]) -> int:
        """Return over how many lines goes what stands above the substance of an annex."""
        for count in range(1, min(len(lines), _INTRODUCTION_LINES + 1)):
            rest = lines[count:]
            if title_at(rest) or begins_list(rest) or begins_field(tuple(line.passage for line in rest[:2])):
                return count
            if _HEADING.match(rest[0].text):
                return 0
        return len(lines)

    def _furniture(self, kind: str, lines: Sequence[TextLine], count: int) -> Segment:
        self.at += count
        return Furniture(kind, tuple(line.passage for line in lines[:count]))


def _program(lines: Sequence[TextLine]) -> str:
    """Return the name of the program that lines give by a label, in compact form."""
    fields, _ = read_fields([line.passage for line in lines])
    named = (one for one in fields if one.name == "program" and one.value)
    return next((compact(Passage.joined(one.value).text) for one in named), "")


def _paragraph(lines: Sequence[TextLine]) -> int:
    """Return over how many lines goes the paragraph that begins with the first."""
    for count in range(1, min(_REASON_LINES, len(lines))):
        rest = lines[count:]
        passages = tuple(line.passage for line in rest[:2])
        if _HEADING.match(rest[0].text):
            return count
        is_ended = lines[count - 1].text.rstrip().endswith((".", ":")) and not rest[0].text[:1].islower()
        if is_ended or title_at(rest) or begins_list(rest) or begins_field(passages):
            return count
    return min(_REASON_LINES, len(lines))


def is_signature(text: str) -> bool:
    """Return whether a line belongs to the signatures below a table."""
    return _SIGNATURE.search(fold(text)) is not None


def _is_signed(table: Table) -> bool:
    """Return whether a table is a box for signatures: few words, and names of offices."""
    filled = [cell for cell in table.cells if cell.passage]
    return bool(filled) and sum(is_signature(cell.text) for cell in filled) * 2 >= len(filled)


def _is_like(table: Table, other: Table) -> bool:
    return table.width == other.width and min(other.pages, default=0) - max(table.pages, default=0) <= 1


def _leads_elsewhere(lines: Sequence[TextLine]) -> bool:
    """Return whether the title goes on with that of an annex that holds no ASM."""
    title = title_at(lines)
    if title is not None:
        return _leads_elsewhere(lines[title.lines :])
    return bool(lines) and names_another_annex(lines[0].text)
