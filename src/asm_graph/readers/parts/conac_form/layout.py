"""Where CONAC's form stands in a document, and what one states."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.conac_form.evaluation import read_evaluation
from asm_graph.readers.parts.conac_form.form import Form
from asm_graph.readers.parts.conac_form.labels import ITEMS, PREAMBLE, TITLES, form_fields
from asm_graph.readers.parts.conac_form.program import read_programs
from asm_graph.readers.parts.conac_form.statements import read_statements
from asm_graph.readers.parts.field_values import is_address
from asm_graph.readers.parts.labels import find_labels
from asm_graph.readers.parts.letterheads import without_letterhead
from asm_graph.readers.parts.part_layout import BlockRange, PartReading, block_passages
from asm_graph.readers.parts.part_lines import PartLine, part_lines
from asm_graph.records.texts import Fact
from asm_graph.spanish.forms import compact, fold
from asm_graph.spanish.word_lists import any_of, words_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart

_BEGINNING, _BEGINNING_ERRORS = compact("Nombre de la evaluación"), 3
_MOST_BEFORE = 60
"""Signs of a line or cell within which the first label stands, with its number."""
_FEWEST_ITEMS = 8
"""Items and headings of the form without which a text only speaks of one."""
_MOST_PREAMBLE = 15
_SIMILAR = 88.0
_SHORTEST_TITLE = 20
_SIGNATURE = re.compile(any_of(words_beside(__file__)["signatures"]))


class ConacForm:
    """The layout of CONAC's form (norm NOR_01_14_011 and its state editions)."""

    name = "conac-evaluation-results"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find the forms, each from its title, or from its first heading, to its last item."""
        begins = [index for index, block in enumerate(blocks) if _begins(block)]
        starts = [_start(blocks, begin) for begin in begins]
        for start, following in pairwise([*starts, len(blocks)]):
            lines = _coarse_lines(blocks, start, following)
            found = find_labels([line for _, line in lines], ITEMS)
            if len({one.label.key for one in found}) < _FEWEST_ITEMS:
                continue
            last = lines[found[-1].start.line][0]
            yield BlockRange(start, _end(blocks, last, following))

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read a form; a blank one states nothing."""
        preamble, *fields = form_fields(part_lines(_without_headers(part, annotator)))
        _mark_titles(preamble.lines, annotator)
        form = Form(fields, annotator)
        evaluation = read_evaluation(form)
        programs = read_programs(form, evaluation, read_statements(form))
        if not programs:
            return PartReading(known="blank form")
        return PartReading(programs, title=evaluation.name if isinstance(evaluation.name, Fact) else None)


def _without_headers(part: DocumentPart, annotator: Annotator) -> DocumentPart:
    """Return the form without the lines of its title that further pages print again, and signatures."""
    first = next(iter(_pages(part.blocks[0])), None)
    kept: list[Block] = []
    signed = False
    for block in without_letterhead(part, annotator).blocks:
        if isinstance(block, TextLine):
            signed = signed or _SIGNATURE.search(fold(block.text)) is not None
            if signed or (block.page != first and (_is_title(block.text) or _is_preamble(block.text))):
                annotator.mark("signature" if signed else "page header", block.passage)
                continue
        kept.append(block)
    return replace(part, blocks=tuple(kept))


def _begins(block: Block) -> bool:
    return any(
        Levenshtein.distance(
            _BEGINNING, _letters(passage.text)[: len(_BEGINNING)], score_cutoff=_BEGINNING_ERRORS
        )
        <= _BEGINNING_ERRORS
        for passage in block_passages(block)
    )


def _letters(text: str) -> str:
    return compact(text[:_MOST_BEFORE]).lstrip("0123456789")


def _coarse_lines(blocks: Sequence[Block], start: int, end: int) -> list[tuple[int, PartLine]]:
    """Return the lines and cells of blocks, each with the index of its block."""
    return [
        (index, PartLine(passage, 0, len(passage), index))
        for index in range(start, end)
        if isinstance(blocks[index], Table) or not _is_running(blocks[index])
        for passage in block_passages(blocks[index])
    ]


def _is_running(block: Block) -> bool:
    return not isinstance(block, Table) and block.is_running


def _pages(block: Block) -> tuple[int | None, ...]:
    return block.pages if isinstance(block, Table) else (block.page,)


def _start(blocks: Sequence[Block], begin: int) -> int:
    """Return where the lines above a form begin that belong to it: its title, and what surrounds that."""
    start = begin
    for index in range(begin - 1, max(begin - _MOST_PREAMBLE, -1), -1):
        block = blocks[index]
        if isinstance(block, Table) or block.page != _pages(blocks[begin])[0]:
            break
        if _is_title(block.text) or _is_preamble(block.text):
            start = index
    return start


def _end(blocks: Sequence[Block], last: int, following: int) -> int:
    """Return where a form ends: behind its last item, and the addresses that go on with it."""
    end, page = last + 1, _pages(blocks[last])[-1:]
    below = [
        (index, block.text)
        for index, block in enumerate(blocks[end:following], start=end)
        if isinstance(block, TextLine) and page == (block.page,)
    ]
    end += next((at for at, (_, text) in enumerate(below) if not is_address(text)), len(below))
    is_signed = any(_SIGNATURE.search(fold(text)) for _, text in below)
    return below[-1][0] + 1 if is_signed else end


def _is_title(text: str) -> bool:
    form = compact(text)
    return any(
        len(form) >= _SHORTEST_TITLE and fuzz.partial_ratio(form, title) >= _SIMILAR for title in TITLES
    )


def _is_preamble(text: str) -> bool:
    form = compact(text).lstrip("1").removesuffix("s")
    return any(fuzz.ratio(form, one) >= _SIMILAR for one in PREAMBLE)


def _mark_titles(lines: Sequence[PartLine], annotator: Annotator) -> None:
    """Account for the title and what belongs to it; a title may go on over lines."""
    below_title = False
    for line in lines:
        below_title = below_title or _is_title(line.text)
        if below_title or _is_preamble(line.text):
            annotator.mark("heading", line.passage.strip())
