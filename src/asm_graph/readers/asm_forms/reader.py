"""The annexes on ASM of an external evaluation: forms that mostly hold no ASM, and the list of proposed ones.

The text has no columns any more. A form that is empty, says “No aplica” or why it is, is read; one that is
filled in is refused, since nobody can tell which cell its lines belong to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.lines import lines
from asm_graph.errors import IncompleteDocument, InputError
from asm_graph.messages import Message
from asm_graph.readers.annotator import Annotator
from asm_graph.readers.asm_forms import phrases
from asm_graph.readers.asm_forms.fields import Fields
from asm_graph.readers.asm_forms.proposals import Proposals
from asm_graph.readers.cut_text import breaks_off
from asm_graph.readers.line_kinds import is_page_number
from asm_graph.readers.lost_columns import check_list_columns, is_exported, lost_columns
from asm_graph.readers.text_account import text_reading
from asm_graph.records.asm import AsmForms
from asm_graph.records.texts import fact
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from asm_graph.documents import TextDocument
    from asm_graph.documents.lexicon import Lexicon
    from asm_graph.documents.lines import Line
    from asm_graph.readers.reading import Reading
    from asm_graph.records.texts import Fact

LAYOUT = "evaluation-asm-annex"

_HEAD = 4_000
"""Characters within which the first annex begins."""
_ROW = re.compile(r"\d{1,3}\b")
_ROW_LINES = 2
"""A paragraph of so many lines below a table's header is what is left of its rows."""
_LONGEST_NAME = 250


def recognizes(document: TextDocument) -> bool:
    """Return whether the text begins with an annex on ASM, and has no columns."""
    head = [line for line in lines(document.text[:_HEAD]) if line.passage]
    if any(phrases.begins_header(line.passage.text) and line.is_row for line in head):
        return False
    for index, line in enumerate(head):
        if phrases.is_heading(line.passage.text):
            following = [one.passage.text for one in head[index : index + phrases.MOST_TITLE_LINES]]
            if phrases.is_known_title(" ".join(following[: phrases.heading_lines(following)])):
                return True
    return False


def read(document: TextDocument, lexicon: Lexicon) -> Reading:
    """Read the annexes.

    Raises:
        IncompleteDocument: the text breaks off, or a list of ASM names no program or no year.
        InputError: a form is filled in, a list has its columns side by side, or the forms are of several
            programs.
    """
    return _Reader(document, Annotator(lexicon, recognized=document.is_recognized)).read()


class _Reader:
    def __init__(self, document: TextDocument, annotator: Annotator) -> None:
        self._document = document
        self._annotator = annotator
        self._lines = list(lines(document.text))
        self._at = 0
        self._fields = Fields(annotator)
        self._lists: list[Proposals] = []
        self._list: Proposals | None = None
        self._titles: list[Fact[str]] = []
        self._reasons: list[Fact[str]] = []
        self._preamble: list[Passage] = []
        self._section: Line | None = None
        self._is_answered = False
        self._below_header = False
        self._last: Passage | None = None

    def read(self) -> Reading:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line.passage:
                self._take(line)
            elif self._list:
                self._list.pause()
        self._end_section()
        record = self._record()
        self._check_whole(record)
        notices = () if record.asms else (Message("its forms hold no ASM"),)
        return text_reading(self._document, LAYOUT, record, self._annotator, notices)

    def _take(self, line: Line) -> None:
        text = line.passage.text
        if kind := _furniture(text):
            self._annotator.mark(kind, line.passage)
        elif phrases.is_heading(text):
            self._heading(line)
        elif phrases.is_subtitle(text):
            self._begin(line)
            self._annotator.mark("heading", line.passage)
        elif field := phrases.field_of(text):
            self._field(line, *field)
        elif phrases.begins_header(text):
            self._table_header(line)
        elif phrases.is_list_header(text):
            check_list_columns(self._document, self._lines[self._at - 1 :])
            self._annotator.mark("table header", line.passage)
            self._list, self._is_answered = Proposals(self._annotator), True
            self._lists.append(self._list)
        elif self._list and self._list.take(line.passage.strip()):
            self._last = line.passage
        else:
            self._paragraph(line)

    def _heading(self, line: Line) -> None:
        following = [one.passage.text for one in self._lines[self._at - 1 :][: phrases.MOST_TITLE_LINES]]
        count = phrases.heading_lines(following)
        pieces = [one.passage for one in self._lines[self._at - 1 :][:count]]
        self._at += count - 1
        title = Passage.joined(pieces)
        self._end_section()
        self._list = None
        if phrases.is_known_title(title.text):
            self._titles.append(fact(self._annotator.clean(title)))
        else:
            self._annotator.mark("heading", title)
        self._last = title
        if phrases.holds_asm(title.text):
            self._begin(line)

    def _begin(self, line: Line) -> None:
        self._section, self._is_answered, self._below_header = line, False, False

    def _end_section(self) -> None:
        if self._section and not self._is_answered:
            raise IncompleteDocument(
                Message(
                    "{path}: line {number}: the annex that begins here has no table, no list and no "
                    "word on why there is none; give the whole annex.",
                    path=self._document.path,
                    number=self._section.number,
                )
            )
        self._section = None

    def _field(self, line: Line, name: str, start: int) -> None:
        if self._list:
            self._list.close()
        pieces = [line.passage.slice(start)]
        while self._at < len(self._lines) and self._goes_on(self._lines[self._at].passage):
            pieces.append(self._lines[self._at].passage)
            self._at += 1
        filled = [piece for piece in pieces if piece]
        value = Passage.joined(filled).strip() if filled else line.passage.slice(0, 0)
        self._fields.add(name, line.passage.slice(0, start), value)
        self._last = value or self._last

    def _goes_on(self, passage: Passage) -> bool:
        """Return whether a line goes on with the value of a field above it."""
        text = passage.text
        begins = phrases.has_label(text) or phrases.begins_header(text) or phrases.gives_reason(text)
        return bool(passage) and not (begins or _begins_block(text))

    def _table_header(self, line: Line) -> None:
        pieces = [line.passage]
        while self._at < len(self._lines):
            passage = self._lines[self._at].passage
            if passage and not phrases.continues_header(passage.text):
                break
            pieces.append(passage)
            self._at += 1
        header = Passage.joined(piece for piece in pieces if piece)
        if not phrases.is_whole_header(header.text):
            if is_exported(self._document):
                raise lost_columns(self._document.path, line.number)
            raise IncompleteDocument(
                Message(
                    "{path}: line {number}: the text ends before a whole table header; give the whole annex.",
                    path=self._document.path,
                    number=line.number,
                )
            )
        self._annotator.mark("table header", header)
        self._is_answered = self._below_header = True

    def _paragraph(self, line: Line) -> None:
        pieces = [line.passage]
        while self._at < len(self._lines) and self._is_prose(self._lines[self._at].passage):
            pieces.append(self._lines[self._at].passage)
            self._at += 1
        paragraph = Passage.joined(pieces).strip()
        if not self._titles:
            self._preamble.append(paragraph)
        elif phrases.gives_reason(paragraph.text):
            self._reasons.append(fact(self._annotator.clean(paragraph)))
            self._is_answered, self._last = True, paragraph
        elif self._below_header and (_ROW.match(paragraph.text) or len(pieces) >= _ROW_LINES):
            raise lost_columns(self._document.path, line.number)

    def _is_prose(self, passage: Passage) -> bool:
        """Return whether a line goes on with the paragraph above it."""
        text = passage.text
        begins = phrases.begins_header(text) or phrases.is_list_header(text) or phrases.field_of(text)
        return bool(passage) and self._list is None and not (begins or _begins_block(text))

    def _record(self) -> AsmForms:
        fields = self._fields
        if len(self._preamble) == 1 and len(self._preamble[0]) <= _LONGEST_NAME:
            fields.values.setdefault("program", self._preamble[0])
        return AsmForms(
            titles=tuple(self._titles),
            program=fields.program(),
            agency=fields.text("agency"),
            responsible_unit=fields.text("responsible_unit"),
            evaluation_type=fields.text("evaluation_type"),
            year=fields.year(),
            reasons=tuple(self._reasons),
            asms=tuple(asm for one in self._lists for asm in one.asms()),
        )

    def _check_whole(self, record: AsmForms) -> None:
        path = self._document.path
        if others := self._fields.others:
            raise InputError(
                Message(
                    "{path}: its forms are of several programs (also {others!r}); give each in a file.",
                    path=path,
                    others=withheld(others[0]),
                )
            )
        lacking = [number for one in self._lists for number in one.lacking]
        if lacking or self._breaks_off():
            what = Message("a text that is cut")
            if lacking:
                numbers = ", ".join(map(str, lacking))
                what = Message("no recommendation for {numbers}", numbers=numbers)
            raise IncompleteDocument(
                Message("{path}: ends with {what}; give the whole document.", path=path, what=what)
            )
        if self._lists and not record.asms:
            raise IncompleteDocument(
                Message("{path}: ends behind the header of the list; give the whole document.", path=path)
            )
        if record.asms and (record.program is None or record.year is None):
            line = "Nombre del Programa: …" if record.program is None else "Año de la Evaluación: 2018"
            raise IncompleteDocument(
                Message(
                    "{path}: its list of ASM names no {missing}; add a line “{line}”.",
                    path=path,
                    missing=Message("year") if record.program else Message("program"),
                    line=line,
                )
            )

    def _breaks_off(self) -> bool:
        """Return whether the document ends within the last text that was read."""
        last, text = self._last, self._document.text
        if last is None or last.strip().offsets[-1] != len(text.rstrip()) - 1:
            return False
        if phrases.is_heading(last.text):
            return phrases.is_cut_title(last.text)
        return phrases.ends_open(last.text) or breaks_off(self._document, last.text)


def _furniture(text: str) -> str | None:
    """Return the kind of a line that states nothing, wherever it is."""
    if text.lstrip().startswith("#"):
        return "comment"
    if is_page_number(text):
        return "page number"
    if phrases.is_running_header(text):
        return "page header"
    return "note" if phrases.is_note(text) else None


def _begins_block(text: str) -> bool:
    """Return whether a line belongs to no paragraph above it."""
    return _furniture(text) is not None or phrases.is_heading(text) or phrases.is_subtitle(text)
