"""The sections of a report that hold no facts: its front matter, and the answers to the questions asked.

Sections begin with headings that reports of this field share, and go to the next heading. Tables inside them
may hold facts and are left out, but for those of criteria and answers.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.part_layout import BlockRange
from asm_graph.spanish.forms import compact, fold
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block

_WORDS = words_beside(__file__)
_HEADINGS = {compact(name): kind for kind, names in _WORDS["sections"].items() for name in names}
_OTHERS, _BIBLIOGRAPHY = "others", "bibliography"
_REPORT = frozenset(map(compact, _WORDS["reports"]["headings"]))
_REFERENCE = re.compile(_WORDS["reports"]["references"])
_LEAST_REFERENCES = 2

_SIMILAR = 92.0
_HEADING_LETTERS = 160
_MOST_LINES = 3
_LEAST_LETTERS = 6
_LEAST_HEADINGS = 4
"""Different headings that a document must have to be a report."""
_COVER_BLOCKS = 60
_NUMBERING = re.compile(
    r"\A\W*+(?:(?:tema|apartado|capitulo|seccion|modulo)\s++(?:[ivx]{1,5}|\d{1,2})\b"
    r"|(?:[ivx]{1,5}|\d{1,2})(?:\.\d{1,2})*+|[a-h](?:\.\d{1,2})?)(?:\s*+[.):-]++\s*+|\s++(?=\w{4}))"
)
_LEADER = re.compile(r"\.{4,}|\.\s\.\s\.|\s\d{1,3}\s*$")
_ANNEX = re.compile(r"\W*(?:formatos?\s+(?:de(?:l)?\s+)?)?anexo\s+(?:\d{1,2}|[a-h])\b")
_ANSWER_CELLS = 2
_TABLE_HEADERS = frozenset(_WORDS["tables"]["headers"])
_ANSWER = re.compile(_WORDS["tables"]["answers"])


def find_sections(blocks: Sequence[Block]) -> Iterator[BlockRange]:
    """Find the sections of a report that hold no facts; in other documents, their bibliography alone."""
    headings = list(_headings(blocks))
    names = {name for _, _, name in headings if name}
    is_report = len(names) >= _LEAST_HEADINGS and bool(names & _REPORT)
    if is_report and headings[0][0] <= _COVER_BLOCKS:
        yield from _known_runs(blocks, 0, headings[0][0])
    for (start, kind, _), (end, _, _) in pairwise([*headings, (len(blocks), _OTHERS, "")]):
        is_known = kind != _OTHERS if is_report else kind == _BIBLIOGRAPHY and _cites(blocks[start:end])
        if is_known:
            yield from _known_runs(blocks, start, end)


def _cites(blocks: Sequence[Block]) -> bool:
    """Return whether lines below a heading cite publications."""
    lines = [fold(block.text) for block in blocks if isinstance(block, TextLine)]
    return sum(_REFERENCE.search(line) is not None for line in lines) >= _LEAST_REFERENCES


def _headings(blocks: Sequence[Block]) -> Iterator[tuple[int, str, str]]:
    """Yield where headings stand, the kinds of their sections, and their names; annexes have none."""
    for index, block in enumerate(blocks):
        if not isinstance(block, TextLine) or block.is_running or len(block.text) > _HEADING_LETTERS:
            continue
        if _ANNEX.match(fold(block.text)) and not _LEADER.search(block.text):
            yield index, _OTHERS, ""
        elif name := _heading(blocks, index):
            yield index, _HEADINGS[name], name


def _heading(blocks: Sequence[Block], index: int) -> str | None:
    """Return the heading that begins at a block, which may go over several lines."""
    text = ""
    for block in blocks[index : index + _MOST_LINES]:
        if not isinstance(block, TextLine) or len(text) + len(block.text) > _HEADING_LETTERS:
            return None
        text = f"{text} {block.text}".strip()
        if _LEADER.search(text):
            return None
        folded = fold(text)
        numbering = _NUMBERING.match(folded)
        for form in {compact(folded), compact(folded[numbering.end() :] if numbering else "")}:
            if len(form) < _LEAST_LETTERS:
                continue
            match = process.extractOne(form, _HEADINGS.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
            if match and abs(len(match[0]) - len(form)) <= 1 + len(form) // 12:
                return match[0]
    return None


def _known_runs(blocks: Sequence[Block], start: int, end: int) -> Iterator[BlockRange]:
    """Yield the runs of lines and of known tables within a section."""
    begun = start
    for index in range(start, end + 1):
        if index < end and (isinstance(blocks[index], TextLine) or _is_known_table(blocks[index])):
            continue
        if any(isinstance(block, Table) or not block.is_running for block in blocks[begun:index]):
            yield BlockRange(begun, index)
        begun = index + 1


def _is_known_table(table: Block) -> bool:
    """Return whether a table has the criteria of an answer, or the answer."""
    if not isinstance(table, Table):
        return False
    first = "".join(compact(cell.text) for cell in table.row(0))
    filled = [compact(cell.text) for cell in table.cells if cell.passage]
    is_answer = len(filled) <= _ANSWER_CELLS and all(_ANSWER.fullmatch(form) for form in filled)
    return first in _TABLE_HEADERS or is_answer
