"""What an annex on ASM states: its segments become one program's ASM, and why there are none."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.bullets import BULLETS
from asm_graph.documents.paged_document import TextLine
from asm_graph.readers.asm_follow_up.columns import carried
from asm_graph.readers.asm_forms.fields import Fields
from asm_graph.readers.labeled_values import read_fields
from asm_graph.readers.parts.asm_annexes.forms import read_forms
from asm_graph.readers.parts.asm_annexes.lists import list_asms
from asm_graph.readers.parts.asm_annexes.rows import AsmTables
from asm_graph.readers.parts.asm_annexes.segmentation import segments
from asm_graph.readers.parts.asm_annexes.segments import (
    AsmForm,
    AsmList,
    AsmTable,
    FieldLines,
    Furniture,
    NumberLine,
    Reason,
    TitleLines,
)
from asm_graph.readers.parts.evaluation_names import annual_program, fiscal_year
from asm_graph.readers.parts.part_layout import PartReading
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import YEAR, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.asm_annexes.segments import Segment
    from asm_graph.readers.parts.part_layout import DocumentPart
    from asm_graph.records.asm import Asm

_YEAR = re.compile(YEAR)
_YEAR_BEHIND = re.compile(rf"(?<=\w)[\s,(]+(?P<year>{YEAR})\)?\s*\Z")
_TITLE_EDGES = f"{BULLETS} .:"
_LONGEST_NAME = 200
_PROGRAM = re.compile(r"\W*(?:[a-z]?-?\d{2,4}\s+[^\W\d_]{3}|(?:programa|fondo|fideicomiso|subsidio)s?\b)")


class AnnexReader:
    """Reads one annex."""

    def __init__(self, part: DocumentPart, annotator: Annotator) -> None:
        self._part = part
        self._annotator = annotator
        self._fields = Fields(annotator)
        self._tables = AsmTables(part.document, annotator)
        self._listed: list[Asm] = []
        self._titles: list[Passage] = []
        self._number: Passage | None = None
        self._forms = 0
        self._said: list[Passage] = []

    def read(self) -> PartReading:
        """Return what the annex states; one that is empty and names no program states nothing."""
        blocks, at = self._part.blocks, 0
        while at < len(blocks):
            # A part that another one cut begins with what is none of it.
            start = at
            for segment, end in segments(blocks[start:]):
                self._take(segment)
                at = start + end
            at += at == start
        asms = (*self._tables.asms(), *self._listed)
        statements = self._statements(asms)
        title = fact(self._annotator.clean(self._titles[0].strip(_TITLE_EDGES))) if self._titles else None
        return PartReading(
            (statements,), title, doubt=self._tables.doubt, carries=carried(self._tables.columns)
        )

    def _take(self, segment: Segment) -> None:
        match segment:
            case TitleLines(title, passage):
                self._take_title(passage, title.classification)
            case FieldLines(lines):
                self._take_fields(lines)
            case NumberLine(line, number):
                self._annotator.mark("heading", line)
                self._number = number
            case AsmTable(table, header):
                self._annotator.mark("table header", *_header_passages(segment))
                self._tables.take_table(table, header)
            case AsmForm(table):
                for placed in read_forms(table, self._number, self._annotator):
                    self._forms += 1
                    self._tables.take_form(self._forms, placed)
                self._number = None
            case AsmList(items):
                self._listed += list_asms(items, self._annotator)
            case Reason(passage):
                self._tables.reasons.append(passage)
            case Furniture(kind, passages):
                self._annotator.mark(kind, *passages)
                self._said += passages if kind == "introduction" else ()

    def _take_title(self, passage: Passage, classification: str | None) -> None:
        self._annotator.mark("title", passage)
        self._titles.append(passage)
        if classification:
            self._tables.set_class(classification, passage)

    def _take_fields(self, lines: Iterable[Passage]) -> None:
        found, loose = read_fields(tuple(lines))
        for one in found:
            value = Passage.joined(one.value) if one.value else one.label[0].slice(0, 0)
            self._fields.add(one.name, Passage.joined(one.label), value)
        years = [line for line in loose if annual_program(line) or fiscal_year(line)]
        self._annotator.mark("heading", *years)
        self._said += years
        names = [line for line in loose if line not in years and _may_be_program(line.text)]
        if len(names) == 1 and "program" not in self._fields.values:
            self._fields.values["program"] = names[0]

    def _statements(self, asms: tuple[Asm, ...]) -> ProgramStatements:
        fields = self._fields
        kind, year = fields.text("evaluation_type"), fields.year()
        cycle = self._cycle() or (year.map(str) if year else None) or self._cycle_before()
        program, behind = _without_year(fields.program())
        return ProgramStatements(
            program=program,
            agency=fields.text("agency"),
            responsible_unit=fields.text("responsible_unit"),
            year=self._fiscal_year() or behind,
            cycle=cycle,
            evaluation=Evaluation(kind, year.map(str) if year else None) if kind else None,
            asms=asms,
            reasons_for_none=tuple(fact(self._annotator.clean(reason)) for reason in self._tables.reasons),
        )

    def _cycle(self) -> Fact[str] | None:
        value = self._fields.values.get("cycle")
        year = _YEAR.search(value.text) if value else None
        if value and year:
            return fact(value.group(year))
        said = (annual_program(passage) for passage in (*self._titles, *self._said))
        return next((one for one in said if one), None)

    def _cycle_before(self) -> Fact[str] | None:
        """Return the year of the annual evaluation program that the document names above the part."""
        first = self._part.blocks[0]
        lines = takewhile(lambda block: block is not first, self._part.document.blocks)
        said = (annual_program(line.passage) for line in lines if isinstance(line, TextLine))
        return next((one for one in said if one), None)

    def _fiscal_year(self) -> Fact[int] | None:
        values = self._fields.values
        value = values.get("fiscal_year")
        year = _YEAR.search(value.text) if value else None
        if value and year:
            return fact_of(int(year.group()), value.group(year))
        named = (passage for name in ("program", "evaluation") if (passage := values.get(name)))
        said = (fiscal_year(passage) for passage in (*named, *self._titles, *self._said))
        return next((one for one in said if one), None)


def _may_be_program(text: str) -> bool:
    """Return whether a line without a label may name a program: by its number, or the word for one."""
    return len(text) <= _LONGEST_NAME and _PROGRAM.match(fold(text)) is not None


def _without_year(program: Fact[str] | None) -> tuple[Fact[str] | None, Fact[int] | None]:
    """Part a name from the year behind it (`Programa de Educación Superior 2022`)."""
    found = _YEAR_BEHIND.search(program.value) if program else None
    if program is None or found is None:
        return program, None
    year = program.passage.group(found, "year")
    return fact(program.passage.slice(0, found.start())), fact_of(int(year.text), year)


def _header_passages(segment: AsmTable) -> Iterable[Passage]:
    """Yield the titles of the columns, and what a table has above them."""
    header = segment.header
    return (
        cell.passage for cell in segment.table.cells if header.start <= cell.row < header.end and cell.passage
    )
