"""An institution's position on an evaluation (Anexo F): its comments become responses."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.evaluation_names import annual_program, evaluation_type, fiscal_year
from asm_graph.readers.parts.field_values import text_of
from asm_graph.readers.parts.labels import fields, find_labels, labels_of
from asm_graph.readers.parts.letterheads import without_letterhead
from asm_graph.readers.parts.listed_texts import listed_texts
from asm_graph.readers.parts.part_layout import BlockRange, PartReading, block_passages
from asm_graph.readers.parts.part_lines import PartLine, part_lines
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.parts import ProgramStatements, Response
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import compact, fold
from asm_graph.spanish.word_lists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_LABELS = labels_of(_WORDS["label"])
_TITLES, _PREAMBLE = (tuple(map(compact, _WORDS[name])) for name in ("title", "preamble"))
_COUNTS = frozenset(_WORDS["counts"]["cells"])
_KINDS = {kind: re.compile(any_of(patterns)) for kind, patterns in _WORDS["kinds"].items()}
_OTHER_ANNEX = re.compile(r"anexo[a-eg-z\d]{1,2}")
_SIMILAR = 90.0
_MOST_PREAMBLE = 5
_MOST_COUNT = 4
"""Signs of a cell that counts, with what OCR adds to it."""
_KNOWN = {"references": "reference", "units": "participating unit", "signatures": "signature"}


class InstitutionalPosition:
    """The layout of Anexo F."""

    name = "institutional-position"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find each position, from its title to the signatures."""
        titles = [index for index, block in enumerate(blocks) if _is_one_of(block, _TITLES)]
        for title, following in pairwise([*titles, len(blocks)]):
            limit = next((at for at in range(title + 1, following) if _begins_other(blocks[at])), following)
            last = _last_label(blocks, title, limit)
            if last is not None:
                yield BlockRange(_start(blocks, title), _end_of_page(blocks, last, limit))

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read the comments; names of those who sign are not stated."""
        head, *found = fields(part_lines(without_letterhead(part, annotator)), _LABELS)
        title = _mark_head(head.lines, annotator)
        by_key = {field.key: field.lines for field in reversed(found)}
        for field in found:
            annotator.mark("label", *field.label)
            if field.key in _KNOWN:
                annotator.mark(_KNOWN[field.key], *(line.passage.strip() for line in field.lines))
        comments = {key: _without_counts(by_key.get(key, ()), annotator) for key in ("general", "specific")}
        responses = tuple(_responses(comments["general"], comments["specific"], annotator))
        program = text_of(by_key.get("program", ()), annotator)
        if not responses and program is None:
            return PartReading(title=title, known="blank form")
        agency = text_of(by_key.get("agency", ()), annotator)
        printed = text_of(by_key.get("evaluation_type", ()), annotator)
        statements = replace(_statements(responses, printed), program=program, agency=agency)
        return PartReading((statements,), title=title)


def _is_one_of(block: Block, forms: Sequence[str]) -> bool:
    if isinstance(block, Table):
        return False
    text = compact(block.text)
    return any(fuzz.ratio(text, form) >= _SIMILAR for form in forms)


def _begins_other(block: Block) -> bool:
    return isinstance(block, TextLine) and _OTHER_ANNEX.fullmatch(compact(block.text)) is not None


def _last_label(blocks: Sequence[Block], start: int, limit: int) -> int | None:
    """Return the block of the last label of a position; None where the comments are missing."""
    lines = [
        (index, PartLine(passage, 0, len(passage), index))
        for index in range(start, limit)
        for passage in block_passages(blocks[index])
    ]
    found = find_labels([line for _, line in lines], _LABELS)
    if not {"general", "specific"} & {one.label.key for one in found}:
        return None
    return lines[found[-1].start.line][0]


def _start(blocks: Sequence[Block], title: int) -> int:
    start = title
    for index in range(title - 1, max(title - 1 - _MOST_PREAMBLE, -1), -1):
        if _is_one_of(blocks[index], _PREAMBLE):
            start = index
    return start


def _end_of_page(blocks: Sequence[Block], last: int, limit: int) -> int:
    """Return where the page of the last label ends: below it stand the rest of its field, or signatures."""
    page = _last_page(blocks[last])
    end = last + 1
    while end < limit and _last_page(blocks[end]) == page and not _is_one_of(blocks[end], _PREAMBLE):
        end += 1
    return end


def _last_page(block: Block) -> int | None:
    return (block.pages or (None,))[-1] if isinstance(block, Table) else block.page


def _mark_head(lines: Sequence[PartLine], annotator: Annotator) -> Fact[str] | None:
    """Account for the lines of the title; return the title itself."""
    title = None
    for line in lines:
        text = compact(line.text)
        if any(fuzz.ratio(text, form) >= _SIMILAR for form in _TITLES):
            title = fact(line.passage.strip())
        elif any(fuzz.ratio(text, form) >= _SIMILAR for form in _PREAMBLE):
            annotator.mark("heading", line.passage.strip())
    return title


def _without_counts(lines: Sequence[PartLine], annotator: Annotator) -> tuple[PartLine, ...]:
    """Return the lines without the tables that count ASM, which other annexes state one by one."""
    kept: list[PartLine] = []
    is_counting = False
    for line in lines:
        form = compact(line.text)
        is_name = form.rstrip("0123456789") in _COUNTS
        is_counting = is_name or (is_counting and len(line.text.strip()) <= _MOST_COUNT)
        if is_counting:
            annotator.mark("summary table", line.passage.strip())
        else:
            kept.append(line)
    return tuple(kept)


def _responses(
    general: Sequence[PartLine], specific: Sequence[PartLine], annotator: Annotator
) -> Iterator[Response]:
    """Yield the general comment, and the specific ones: the items of a list, or all of them as one."""
    texts = listed_texts(specific)
    listed = len(texts) > 1 and all(text.is_item for text in texts)
    for lines in (general, *([text.lines for text in texts] if listed else [specific])):
        if (stated := text_of(lines, annotator)) is not None:
            yield Response(stated, kind=_kind(stated))
    if listed:
        annotator.mark("list marker", *(marker for text in texts for marker in text.markers))


def _kind(text: Fact[str]) -> Fact[str] | None:
    """Return what the institution does with the recommendation, only where its words say so."""
    folded = fold(text.value)
    for kind, pattern in _KINDS.items():
        if (found := pattern.search(folded)) is not None:
            return fact_of(kind, text.passage.group(found))
    return None


def _statements(responses: Sequence[Response], printed: Fact[str] | None) -> ProgramStatements:
    """Return the responses, and what they say of the evaluation."""
    texts = [response.text.passage for response in responses]
    kind = printed or next(filter(None, map(evaluation_type, texts)), None)
    period = next(filter(None, map(annual_program, texts)), None)
    year = next(filter(None, map(fiscal_year, texts)), None)
    known = kind or period or year
    return ProgramStatements(
        year=year,
        cycle=period,
        evaluation=Evaluation(type=kind, period=period, year=year) if known else None,
        responses=tuple(responses),
    )
