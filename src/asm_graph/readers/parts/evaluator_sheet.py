"""The technical sheet of an evaluation: evaluator, coordinator, follow-up, contract, cost and financing."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.evaluation_names import (
    evaluation_type,
    fiscal_year,
    program_in,
    without_fiscal_year,
    year_in,
)
from asm_graph.readers.parts.field_values import money_of, text_of
from asm_graph.readers.parts.labels import divided, find_labels, labels_of
from asm_graph.readers.parts.letterheads import without_letterhead
from asm_graph.readers.parts.part_layout import BlockRange, PartReading, block_passages
from asm_graph.readers.parts.part_lines import PartLine, joined, part_lines
from asm_graph.readers.parts.people import names_of, units_of
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import Fact, fact
from asm_graph.spanish.forms import compact
from asm_graph.spanish.word_lists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.labels import FoundLabel
    from asm_graph.readers.parts.part_layout import DocumentPart

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_LABELS = labels_of(_WORDS["label"])
_TITLE = re.compile(rf"(?:anexo|tabla)?(?:[ivx]{{1,5}}|\d{{1,2}})?{any_of(_WORDS['titles'])}")
_WHOLE_TITLE = compact(_WORDS["whole_title"])
_SHORTEST_BEGINNING = 20
"""Letters of the first line of a title that goes on in the next."""
_FEWEST_LABELS = 3
_FARTHEST, _APART = 60, 14
"""Blocks below the title within which a sheet ends, and between two of its labels."""
_REPEATED = ("collaborators", "other")
"""Labels that a sheet may have several of."""
_OF_SHEETS = frozenset(_WORDS["of_sheets"])
"""Labels that only sheets have, among those that stand above the tables of annexes, too."""
_ABOVE = 4
"""Lines above the title among which the first page of a document names the evaluation."""


class EvaluatorSheet:
    """The layout of *Ficha técnica con los datos generales de la instancia evaluadora y el costo*."""

    name = "evaluation-technical-sheet"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find each sheet, from its title to its last field."""
        titled = [index for index, block in enumerate(blocks) if _is_title(block)]
        # A title may stand above the table, and again in its caption.
        titles = [at for at in titled if not set(titled) & set(range(at - _ABOVE, at))]
        for title, following in pairwise([*titles, len(blocks)]):
            end = _end(blocks, title, min(following, title + _FARTHEST))
            if end is not None:
                yield BlockRange(_start(blocks, title), end)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read a sheet."""
        printed = part_lines(without_letterhead(part, annotator))
        begin = _below_title([line.text for line in printed])
        _, *found = divided(printed[begin:], _labels(printed[begin:]))
        lines: dict[str, tuple[PartLine, ...]] = {}
        for field in found:
            annotator.mark("label", *field.label)
            if field.key == "other":
                annotator.mark("field not published", *(line.passage.strip() for line in field.lines))
            else:
                lines[field.key] = lines.get(field.key, ()) + field.lines
        title, named = _head(printed[:begin], annotator)
        statements = _statements(lines, named, annotator)
        if statements == ProgramStatements():
            return PartReading(title=title, known="blank form")
        return PartReading((statements,), title)


def _is_title(block: Block) -> bool:
    return any(_is_title_text(passage.text) for passage in block_passages(block)[:3])


def _is_title_text(text: str) -> bool:
    form = compact(text)
    is_beginning = len(form) >= _SHORTEST_BEGINNING and _WHOLE_TITLE.startswith(form)
    return is_beginning or _TITLE.fullmatch(form) is not None


def _start(blocks: Sequence[Block], title: int) -> int:
    """Return the title, or the first line of the document where that names the evaluation."""
    first = title
    while first > 0 and isinstance(blocks[first - 1], TextLine):
        first -= 1
    return first if first == 0 and title <= _ABOVE else title


def _end(blocks: Sequence[Block], title: int, limit: int) -> int | None:
    """Return where the last field of a sheet ends; None if there are too few for one."""
    lines = [
        (index, PartLine(passage, 0, len(passage), index))
        for index in range(title, limit)
        for passage in block_passages(blocks[index])
    ]
    lines = lines[_below_title([line.text for _, line in lines]) :]
    found: list[tuple[int, FoundLabel]] = []
    for label in _labels([line for _, line in lines]):
        index = lines[label.end.line][0]
        if index - (found[-1][0] if found else title) > _APART:
            break
        found.append((index, label))
    while found and found[-1][1].label.key not in _OF_SHEETS:
        found.pop()
    if len({label.label.key for _, label in found}) < _FEWEST_LABELS:
        return None
    last, label = found[-1]
    is_answered = lines[label.end.line][1].text[label.end.at :].strip()
    if isinstance(blocks[last], Table) or is_answered or last + 1 >= limit:
        return last + 1
    return last + 2


def _labels(lines: Sequence[PartLine]) -> list[FoundLabel]:
    """Return the labels of a sheet; words that stand for one a second time are part of an answer."""
    kept: list[FoundLabel] = []
    for one in find_labels(lines, _LABELS):
        if one.label.key in _REPEATED or all(one.label.key != other.label.key for other in kept):
            kept.append(one)
    return kept


def _below_title(texts: Sequence[str]) -> int:
    """Return where the lines of the title end, which may be repeated and go on over several lines."""
    begin = next((index for index, text in enumerate(texts) if _is_title_text(text)), -1) + 1
    while begin < len(texts) and (_is_title_text(texts[begin]) or compact(texts[begin]) in _WHOLE_TITLE):
        begin += 1
    return begin


def _head(lines: Sequence[PartLine], annotator: Annotator) -> tuple[Fact[str] | None, Fact[str] | None]:
    """Account for the title, and return it, and what stands above it: the name of the evaluation."""
    first = next((index for index, line in enumerate(lines) if _is_title_text(line.text)), len(lines))
    annotator.mark("heading", *(line.passage.strip() for line in lines[first:]))
    title = fact(lines[first].passage.strip()) if first < len(lines) else None
    name = joined(lines[:first])
    return title, fact(annotator.clean(name)) if name and evaluation_type(name) else None


def _statements(
    lines: Mapping[str, tuple[PartLine, ...]], named: Fact[str] | None, annotator: Annotator
) -> ProgramStatements:
    """Return what the fields of a sheet state; `named` is the evaluation as the document is headed."""
    name = text_of(lines.get("name", ()), annotator)
    title = name or named
    program = text_of(lines.get("program", ()), annotator)
    kind = text_of(lines.get("type", ()), annotator)
    printed = joined(lines.get("year", ()))
    year = year_in(printed) or (fiscal_year(title.passage) if title else None)
    within = program_in(title.passage) if title and program is None else None
    persons = names_of(lines.get("follow_up_person", ()), annotator)
    units = units_of(lines.get("follow_up_unit", ()), annotator)
    evaluator = text_of(lines.get("evaluator", ()), annotator)
    evaluation = Evaluation(
        type=kind or (evaluation_type(title.passage) if title else None),
        evaluators=(evaluator,) if evaluator else (),
        coordinator=text_of(lines.get("coordinator", ()), annotator),
        contracting_form=text_of(lines.get("contracting_form", ()), annotator),
        cost=money_of(lines.get("cost", ())),
        name=name,
        year=year,
        collaborators=tuple(names_of(lines.get("collaborators", ()), annotator)),
        follow_up_person=persons[0] if persons else None,
        follow_up_unit=units[0] if units else None,
        other_follow_up_persons=tuple(persons[1:]),
        other_follow_up_units=tuple(units[1:]),
        financing=text_of(lines.get("financing", ()), annotator),
    )
    return ProgramStatements(
        program=fact(without_fiscal_year(program.passage)) if program else (fact(within) if within else None),
        year=year,
        evaluation=evaluation if evaluation != Evaluation() else None,
    )
