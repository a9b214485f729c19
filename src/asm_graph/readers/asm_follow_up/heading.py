"""What stands above the tables of a follow-up: title, agency, cycle and program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.labeled_values import read_fields
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import DASHES, YEAR, compact, fold
from asm_graph.spanish.word_lists import organizations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.readers.annotator import Annotator

_CYCLE = re.compile(rf"\b({YEAR})\s*(?:[{DASHES}/]|a|al)\s*((?:19|20)?\d\d)\b|\b({YEAR})\b")
_AGENCY = re.compile(rf"{organizations('agencies')}\b")
_TITLE = re.compile(
    r"aspectossusceptiblesdemejora|seguimientoa|documentodetrabajo|documentoinstitucional|informesyevaluaciones"
)
_ANNEX = re.compile(r"anexo(?:[a-h]|\d{1,2})")
_CYCLE_WORDS = re.compile(
    r"(?:pae|programaanualde|ciclo|periodo|ejercicio|fiscal|presupuestal|anos?|de|del|evaluacion|evaluaciones|externas?)*"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The facts above the tables; each is `None` where the document does not state it."""

    program: Fact[str] | None
    cycle: Fact[str] | None
    agency: Fact[str] | None


def read_heading(lines: Iterable[Passage], annotator: Annotator) -> Heading:
    """Read the lines above the first table, in whatever order they stand, with labels or without."""
    rest: list[Passage] = []
    cycle: Fact[str] | None = None
    agency: Fact[str] | None = None
    for line in lines:
        is_title = _TITLE.search(compact(line.text)) is not None or _ANNEX.fullmatch(compact(line.text))
        if cycle is None and (is_title or _is_cycle(line.text)):
            cycle = _cycle(line)
        if is_title or _is_cycle(line.text):
            annotator.mark("title", line)
        else:
            rest.append(line)
    labeled, unlabeled = _labeled(rest, annotator)
    loose: list[Passage] = []
    for line in unlabeled:
        if agency is None and "agency" not in labeled and _AGENCY.match(fold(line.text)):
            agency = fact(annotator.clean(line))
        else:
            loose.append(line)
    if "agency" in labeled:
        agency = fact(annotator.clean(labeled["agency"]))
    program = labeled.get("program") or _program(loose)
    for source in (labeled.get("cycle"), labeled.get("fiscal_year"), program):
        if cycle is None and source is not None:
            cycle = _cycle(source)
    return Heading(fact(annotator.clean(program)) if program else None, cycle, agency)


def _labeled(lines: Sequence[Passage], annotator: Annotator) -> tuple[dict[str, Passage], list[Passage]]:
    """Return the values that labels announce, by their fields, and the lines that are of none."""
    found, loose = read_fields(lines)
    values: dict[str, Passage] = {}
    for one in found:
        annotator.mark("label", *one.label)
        if one.value:
            values.setdefault(one.name, Passage.joined(one.value))
    return values, loose


def _program(lines: list[Passage]) -> Passage | None:
    named = [line for line in lines if "programa" in compact(line.text)]
    return next(iter(named or lines[-1:]), None)


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
