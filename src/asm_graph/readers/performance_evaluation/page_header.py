"""The running header of the report: the program, and below it the unit that runs it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from asm_graph.readers.line_kinds import is_page_number, is_unit
from asm_graph.readers.performance_evaluation.sections import is_legend, topic, unbulleted
from asm_graph.records.texts import Fact, fact
from asm_graph.spanish.forms import compact, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.lines import Line
    from asm_graph.readers.annotator import Annotator

_HEADER_LETTERS = 160
_ENOUGH = 2
"""The name of a program alone will do; a line that is only printed twice will not."""
_PROGRAM = re.compile(r"(?:nombre del )?(?:programa|pp)\b")


def take_page_header(
    lines: Sequence[Line], annotator: Annotator
) -> tuple[Fact[str] | None, Fact[str] | None, list[Line]]:
    """Return the program, its unit (`None` where there is none), and the lines without the running header."""
    pair = _header_pair(lines)
    if pair is None:
        return None, None, list(lines)
    name, *unit = (compact(line.passage.text) for line in pair)
    rest: list[Line] = []
    above = ""
    for line, below in zip_longest(lines, lines[1:]):
        form = compact(line.passage.text)
        beside = above in {name, *unit} or (below is not None and compact(below.passage.text) == name)
        if line.is_row:
            rest.append(line)
        elif form == name or (form in unit and above == name):
            annotator.mark("page header", *(() if line in pair else (line.passage,)))
        elif beside and is_page_number(line.passage.text):
            annotator.mark("page number", line.passage)
        else:
            rest.append(line)
        above = form
    facts = [fact(annotator.clean(line.passage)) for line in pair]
    return facts[0], facts[1] if len(facts) > 1 else None, rest


def _header_pair(lines: Sequence[Line]) -> tuple[Line, ...] | None:
    """Return the header as first printed: a unit below tells most, then *Programa*, then repetition."""
    counts = Counter(compact(line.passage.text) for line in lines if _may_be_header(line))
    best: tuple[int, tuple[Line, ...]] = (0, ())
    for line, after in zip_longest(lines, lines[1:]):
        repeated = counts[compact(line.passage.text)] > 1
        if not _may_be_header(line) or is_unit(line.passage.text) or (_is_sentence(line) and not repeated):
            continue
        named = _PROGRAM.match(fold(line.passage.text.strip())) is not None
        unit = (after,) if after and _may_be_header(after) and is_unit(after.passage.text) else ()
        adjacent = any(below.number == line.number + 1 for below in unit)
        score = 2 * named + repeated + 2 * bool(unit) + adjacent
        best = max(best, (score, (line, *unit)), key=lambda found: found[0])
    return best[1] if best[0] >= _ENOUGH else None


def _may_be_header(line: Line) -> bool:
    text = line.passage.strip()
    return (
        bool(text)
        and not line.is_row
        and len(text) <= _HEADER_LETTERS
        and text.text[-1] not in ":;?"
        and not is_legend(text.text)
        and unbulleted(text).text == text.text
        and topic(text.text) is None
        and not text.text[0].isdigit()
    )


def _is_sentence(line: Line) -> bool:
    return line.passage.text.rstrip().endswith(".")
