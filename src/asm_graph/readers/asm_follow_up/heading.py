"""What stands above the tables of a follow-up: title, agency, cycle and program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import DASHES, compact, fold
from asm_graph.spanish.word_lists import organizations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.documents import Passage
    from asm_graph.readers.annotator import Annotator

_CYCLE = re.compile(rf"\b((?:19|20)\d\d)\s*(?:[{DASHES}/]|a|al)\s*((?:19|20)?\d\d)\b|\b((?:19|20)\d\d)\b")
_AGENCY = re.compile(rf"{organizations('agencies')}\b")
_TITLE = re.compile(
    r"aspectossusceptiblesdemejora|seguimientoa|documentodetrabajo|documentoinstitucional|informesyevaluaciones"
)
_PROGRAM_LABEL = re.compile(r"(?:nombre\s+del\s+)?programa\s*:\s*|pp\s*:\s*", re.IGNORECASE)
_CYCLE_WORDS = re.compile(
    r"(?:ciclo|periodo|ejercicio|fiscal|presupuestal|anos?|de|del|evaluacion|evaluaciones|externas?)*"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The facts above the tables; each is `None` where the document does not state it."""

    program: Fact[str] | None
    cycle: Fact[str] | None
    agency: Fact[str] | None


def read_heading(lines: Iterable[Passage], annotator: Annotator) -> Heading:
    """Read the lines above the first table, in whatever order they stand."""
    rest: list[Passage] = []
    cycle: Fact[str] | None = None
    agency: Fact[str] | None = None
    for line in lines:
        is_title = _TITLE.search(compact(line.text)) is not None
        if cycle is None and (is_title or _is_cycle(line.text)):
            cycle = _cycle(line)
        if is_title or _is_cycle(line.text):
            annotator.mark("title", line)
        elif agency is None and _AGENCY.match(fold(line.text)):
            agency = fact(annotator.clean(line))
        else:
            rest.append(line)
    program = _program(rest)
    if cycle is None and program is not None:
        cycle = _cycle(program)
    return Heading(fact(annotator.clean(program)) if program else None, cycle, agency)


def _program(lines: list[Passage]) -> Passage | None:
    named = [line for line in lines if "programa" in compact(line.text)]
    program = next(iter(named or lines[-1:]), None)
    label = _PROGRAM_LABEL.match(program.text) if program else None
    return program.slice(label.end()).strip() if program and label else program


def _is_cycle(text: str) -> bool:
    return (
        bool(_CYCLE.search(text)) and _CYCLE_WORDS.fullmatch(compact(_CYCLE.sub("", fold(text)))) is not None
    )


def _cycle(line: Passage) -> Fact[str] | None:
    match = _CYCLE.search(line.text)
    if match is None:
        return None
    first, last, single = match.groups()
    value = f"{first}-{last if len(last) == len(first) else first[:2] + last}" if first else single
    return fact_of(value, line.group(match))
