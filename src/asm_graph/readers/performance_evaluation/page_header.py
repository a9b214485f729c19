"""The running header of the report: the program, and below it the unit that runs it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.readers.performance_evaluation.sections import topic, unbulleted
from asm_graph.records import Fact, fact
from asm_graph.spanish.forms import compact, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.lines import Line
    from asm_graph.readers.annotator import Annotator

_HEADER_LETTERS = 160
_UNIT = re.compile(
    r"(?:unidad|direccion|subsecretaria|coordinacion|instituto|liconsa|diconsa|fondo|fonhapo|comision|secretaria)\b"
)
_PROGRAM = re.compile(r"(?:nombre del )?(?:programa|pp)\b")


def take_page_header(
    lines: Sequence[Line], annotator: Annotator
) -> tuple[Fact[str] | None, Fact[str] | None, list[Line]]:
    """The program, its unit (each `None` where there is none), and the lines without the running header."""
    pair = _header_pair(lines)
    if pair is None:
        return None, None, list(lines)
    forms = {compact(line.passage.text) for line in pair}
    rest: list[Line] = []
    for line in lines:
        if line.is_row or compact(line.passage.text) not in forms or _belongs_to_contract(rest):
            rest.append(line)
        elif line not in pair:
            annotator.mark("page header", line.passage)
    facts = [fact(annotator.clean(line.passage)) for line in pair]
    return facts[0], facts[1] if len(facts) > 1 else None, rest


def _belongs_to_contract(before: Sequence[Line]) -> bool:
    """Whether the line above is a label that waits for its value, which may be the same unit."""
    return bool(before) and before[-1].passage.text.rstrip(" *").endswith(":")


def _header_pair(lines: Sequence[Line]) -> tuple[Line, ...] | None:
    candidates = [line for line in lines if _may_be_header(line)]
    counts = Counter(compact(line.passage.text) for line in candidates)
    named = [line for line in candidates if _PROGRAM.match(plain(line.passage.text))]
    repeated = [line for line in candidates if counts[compact(line.passage.text)] > 1 and not _is_unit(line)]
    for first in [*(line for line in named if line in repeated), *repeated, *named]:
        second = _next(lines, first)
        has_unit = second is not None and _may_be_header(second) and _is_header_unit(second, counts)
        if second is not None and has_unit:
            return first, second
        if first in named or counts[compact(first.passage.text)] > 1:
            return (first,)
    return None


def _may_be_header(line: Line) -> bool:
    text = line.passage.strip()
    return (
        bool(text)
        and not line.is_row
        and len(text) <= _HEADER_LETTERS
        and text.text[-1] not in ".:;?"
        and unbulleted(text).text == text.text
        and topic(text.text) is None
        and not text.text[0].isdigit()
    )


def _is_unit(line: Line) -> bool:
    return _UNIT.match(plain(line.passage.text.strip())) is not None


def _is_header_unit(line: Line, counts: Counter[str]) -> bool:
    return _is_unit(line) or counts[compact(line.passage.text)] > 1


def _next(lines: Sequence[Line], line: Line) -> Line | None:
    after = [other for other in lines if other.number > line.number and other.passage]
    return after[0] if after else None
