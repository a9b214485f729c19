"""Instruments that a text names as its source: operating rules, matrices, diagnoses, with their years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.registers.csv_register import read_table
from asm_graph.spanish.forms import DASHES, fold, loose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems

_CENTURY = 2000
_PROGRAM = r"(?:\s+(?:del?|para)(?:\s+(?:el|la|los|las))?\s+(?:programa\b[^.;,:()]{0,90}?|\d\s?x\s?\d))?"
_OF = r"(?:[\s,(]*(?:para|del?|en|a)?(?:\s*(?:el|los|al))?(?:\s*(?:ejercicio|ano|fiscal|del))*)?"
_YEAR = rf"(?:{_PROGRAM}{_OF}\s*\(?(?<!\d)(20\d\d)(?!\d|\s*[{DASHES}/]\s*\d))?"
_SHORT_YEAR = rf"(?:[{DASHES}\s]*(?:20)?(\d\d)(?!\d|\s*[{DASHES}/]\s*\d))?"


@dataclass(frozen=True, slots=True)
class InstrumentKind:
    """A kind of instrument, with the names and abbreviations that texts use for it."""

    slug: str
    label: str
    abbreviations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument that a text names, with offsets into it; slug and label have its year if it is named."""

    slug: str
    label: str
    year: int | None
    start: int
    end: int


def find_instruments(text: str, kinds: Iterable[InstrumentKind]) -> tuple[Instrument, ...]:
    """Find the instruments that a text names, in reading order; of two that overlap the longer one counts.

    A name of one word (`Diagnóstico`) needs a capital letter or a year.

    >>> kinds = [InstrumentKind("reglas-de-operacion", "Reglas de Operación", ("ROP",))]
    >>> [one.slug for one in find_instruments("según las Reglas de Operación 2009 y las ROP10", kinds)]
    ['reglas-de-operacion-2009', 'reglas-de-operacion-2010']
    """
    found = sorted(_candidates(text, kinds), key=lambda one: (one.start, -one.end))
    kept: list[Instrument] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _candidates(text: str, kinds: Iterable[InstrumentKind]) -> Iterator[Instrument]:
    simple = fold(text)
    for kind in kinds:
        for name in (kind.label, *kind.names):
            for match in re.finditer(rf"(?<!\w){loose(name)}(?!\w){_YEAR}", simple):
                if " " in name or match[1] or text[match.start()].isupper():
                    yield _instrument(kind, match)
        for short in kind.abbreviations:
            for match in re.finditer(rf"(?<!\w){re.escape(short)}{_SHORT_YEAR}(?!\w)", text):
                yield _instrument(kind, match)


def _instrument(kind: InstrumentKind, match: re.Match[str]) -> Instrument:
    year = int(match[1]) % 100 + _CENTURY if match[1] else None
    if year is None:
        return Instrument(kind.slug, kind.label, None, *match.span())
    return Instrument(f"{kind.slug}-{year}", f"{kind.label} {year}", year, *match.span())


def load_instruments(folder: Path, problems: Problems) -> tuple[InstrumentKind, ...]:
    """Load the kinds of `instruments.csv`; faults go to `problems`."""
    rows = problems.unique(
        read_table(folder / "instruments.csv", ("slug", "label", "abbreviations", "names")), "slug"
    )
    return tuple(
        InstrumentKind(
            problems.required(row, "slug"),
            problems.required(row, "label"),
            row.items("abbreviations"),
            row.items("names"),
        )
        for row in rows.values()
    )
