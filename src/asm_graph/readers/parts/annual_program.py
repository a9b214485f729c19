"""An annual evaluation program (PAE): which programs are to be evaluated, how, and until when.

Its articles are known matter; what it states stands in tables of programs.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.evaluation_names import evaluation_type, year_in
from asm_graph.readers.parts.field_values import date_of, text_of
from asm_graph.readers.parts.listed_texts import listed_texts
from asm_graph.readers.parts.lost_rules import lines_of_row
from asm_graph.readers.parts.part_layout import BlockRange, PartReading
from asm_graph.readers.parts.part_lines import joined
from asm_graph.readers.parts.table_columns import Columns, rows_below
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import Date, Fact, fact, fact_of
from asm_graph.spanish.dates import find_dates, read_date_cell
from asm_graph.spanish.forms import compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart
    from asm_graph.readers.parts.part_lines import PartLine
    from asm_graph.readers.parts.table_columns import Header, TableRow

    Lines = Mapping[str, tuple[PartLine, ...] | None]
    """The lines of each column in a row; None where a scan does not tell which are its own."""

_FILE = Path(__file__).with_suffix(".toml")
_WORDS = tomllib.loads(_FILE.read_text(encoding="utf-8"))
_TITLE = re.compile(_WORDS["title"])
_DEADLINE = re.compile(_WORDS["deadline"])
_COLUMNS = Columns.load(_FILE, "evaluations")
_TITLE_PAGES = 4
_MOST_ABOVE = 4
"""Lines above a table without types among which a heading says the type of all."""
_LONGEST_HEADING = 140
_LEGIBLE = 0.6
"""Mean confidence of the words of a program's name from which on it is one."""
_MOSTLY = 0.6
"""Share of the rows with a date alone that makes a column without a legible heading that of dates."""


class AnnualProgram:
    """The layout of an annual evaluation program, which is a whole document."""

    name = "annual-evaluation-program"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find the document as a whole, if its first pages bear the title, and it has tables of programs."""
        is_titled = any(
            isinstance(block, TextLine) and (block.page or 1) <= _TITLE_PAGES and _is_title(block.text)
            for block in blocks
        )
        if is_titled and any(isinstance(block, Table) and _COLUMNS.header(block) for block in blocks):
            yield BlockRange(0, len(blocks))

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read the tables; sentences are known, other tables are not understood."""
        annotator.mark("provision", *(line.passage for line in part.lines))
        title, period = _title(part.lines)
        common = _Common(period, _deadline(part.lines))
        programs: list[ProgramStatements] = []
        header: Header | None = None
        for index, block in enumerate(part.blocks):
            if isinstance(block, Table):
                header = _COLUMNS.header(block) or _same_columns(block, header)
                if header is not None:
                    header = _with_dates(block, header)
                    heading = _type_above(part.blocks[:index])
                    programs += _Rows(part, annotator, common, heading).read(block, header)
        return PartReading(tuple(programs), title)


@dataclass(frozen=True, slots=True)
class _Common:
    """What holds for all rows: the year of the program, and the date by which its evaluations are due."""

    period: Fact[str] | None
    due: Fact[Date] | None


class _Rows:
    """Reads the rows of one table."""

    def __init__(
        self, part: DocumentPart, annotator: Annotator, common: _Common, heading: Fact[str] | None
    ) -> None:
        self._part = part
        self._annotator = annotator
        self._common = common
        self._type = heading

    def read(self, table: Table, header: Header) -> Iterator[ProgramStatements]:
        self._annotator.mark("table header", *header.passages(table))
        for row in rows_below(table, header):
            section = self._section(table, row)
            if section is not None:
                self._type = section
            elif not self._is_header(row):
                yield from self._row(table, row)

    def _row(self, table: Table, row: TableRow) -> Iterator[ProgramStatements]:
        """Yield one planned evaluation for each type that a row has."""
        for name, known in (("number", "row number"), ("product", "deliverable")):
            if (cell := row.own(name)) is not None:
                self._annotator.mark(known, cell.passage)
        lines = {
            name: lines_of_row(self._part.document, table, cell, row.number)
            for name, cell in row.cells.items()
        }
        if not _is_certain(lines):
            return
        program = self._text(lines, "program")
        if program is None:
            return
        statements = ProgramStatements(
            program=program,
            agency=self._text(lines, "agency"),
            responsible_unit=self._text(lines, "unit"),
            year=year_in(joined(lines.get("year") or ())),
        )
        due = date_of(lines["due"] or ()) if "due" in lines else self._common.due
        for kind in self._types(lines):
            evaluation = Evaluation(
                type=kind, period=self._common.period, year=statements.year, scheduled_end=due
            )
            yield replace(statements, evaluation=evaluation)

    def _types(self, lines: Lines) -> tuple[Fact[str], ...]:
        texts = listed_texts(lines.get("type") or ())
        if len(texts) > 1 and all(text.is_item for text in texts):
            self._annotator.mark("list marker", *(marker for text in texts for marker in text.markers))
            found = [text_of(text.lines, self._annotator) for text in texts]
        else:
            found = [self._text(lines, "type") or self._type]
        return tuple(kind for kind in found if kind is not None)

    def _text(self, lines: Lines, name: str) -> Fact[str] | None:
        return text_of(lines.get(name) or (), self._annotator)

    def _section(self, table: Table, row: TableRow) -> Fact[str] | None:
        """Return the type that a row names for those below it: it has one cell as wide as the table."""
        cells = [cell for cell in table.row(row.number) if cell.passage]
        if len(cells) != 1 or cells[0].column_span < table.width:
            return None
        return evaluation_type(cells[0].passage)

    def _is_header(self, row: TableRow) -> bool:
        """Tell whether a row is the header again, which some tables repeat on each page."""
        passages = {name: passage for name in row.cells if (passage := row.passage(name))}
        if not any(_COLUMNS.named(passage.text) == name for name, passage in passages.items()):
            return False
        self._annotator.mark("table header", *(cell.passage for cell in row.cells.values()))
        return True


def _is_certain(lines: Lines) -> bool:
    """Tell whether the cells of a row are surely its own, and the name of its program can be read."""
    if any(lines.get(name, ()) is None for name in ("program", "type", "due")):
        return False
    if len(find_dates(joined(lines.get("due") or ()))) > 1:
        return False
    words = [word.confidence for line in lines.get("program") or () for word in line.words]
    recognized = [one for one in words if one is not None]
    return sum(recognized) >= _LEGIBLE * len(recognized)


def _is_title(text: str) -> bool:
    return _TITLE.fullmatch(compact(text)) is not None


def _title(lines: Sequence[TextLine]) -> tuple[Fact[str] | None, Fact[str] | None]:
    """Return the title with its year, which may stand in the line below."""
    titled = [index for index, line in enumerate(lines) if _is_title(line.text)]
    for index in titled:
        for line in lines[index : index + 2]:
            year = year_in(line.passage)
            if year is not None:
                return fact(lines[index].passage), fact_of(str(year.value), year.passage)
    return (fact(lines[titled[0]].passage) if titled else None), None


def _deadline(lines: Sequence[TextLine]) -> Fact[Date] | None:
    """Return the date that one sentence sets for all evaluations."""
    found = [line.passage for line in lines if _DEADLINE.search(fold(line.text))]
    dates = [date for passage in found for date in find_dates(passage)]
    return fact_of(dates[0].date, dates[0].passage) if len(dates) == 1 else None


def _with_dates(table: Table, header: Header) -> Header:
    """Add the column of dates, by what its cells say where nobody can read its heading."""
    if "due" in header.columns:
        return header
    rows = range(header.end_row, table.height)
    for position in sorted(set(range(table.width)) - set(header.columns.values())):
        cells = [cell.passage for row in rows if (cell := table.at(row, position)) and cell.passage]
        if sum(read_date_cell(passage).is_only_dates for passage in cells) > _MOSTLY * max(len(rows), 1):
            return replace(header, columns={**header.columns, "due": position})
    return header


def _same_columns(table: Table, header: Header | None) -> Header | None:
    """Return the header of the table before, for one that goes on with it on a page of its own."""
    if header is None or max(header.columns.values()) >= table.width:
        return None
    return replace(header, first_row=0, end_row=0)


def _type_above(blocks: Sequence[Block]) -> Fact[str] | None:
    """Return the type that a heading right above a table names."""
    for block in [block for block in blocks[-_MOST_ABOVE:] if isinstance(block, TextLine)][::-1]:
        if len(block.text) <= _LONGEST_HEADING and (found := evaluation_type(block.passage)) is not None:
            return found
    return None
