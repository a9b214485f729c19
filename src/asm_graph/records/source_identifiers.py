"""The keys that Hacienda gives evaluations and their ASM, built alike: `09e010phpr13`, `09e010ppr13_08`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PROGRAM = r"(?P<branch>\d\d)(?P<program>[a-z\d]\d{2,3})\s*(?P<origin>[pc])"
_KIND = r"(?P<kind>[a-z]{2}|00)"
_OF_EVALUATION = re.compile(
    rf"{_PROGRAM}(?P<coordinator>[chf0]){_KIND}(?P<year>\d\d)(?:[_-](?P<number>\d{{1,3}}))?"
)
_OF_ASM = re.compile(rf"{_PROGRAM}(?P<coordinator>0)??{_KIND}?(?P<year>\d\d)[_-]?(?P<number>\d{{1,3}})")
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class SourceIdentifier:
    """A key taken apart, in lower case.

    `origin` is `p` for the annual evaluation program and `c` for what complements it; `coordinator` is the
    letter of who coordinates the evaluation (`c`, `h`, `f`, `0` for others), which ASM mostly leave out;
    `kind` are the letters of the type of evaluation, empty where the key has zeros; `number` counts what
    shares the rest.
    """

    branch: int
    program: str
    origin: str
    coordinator: str
    kind: str
    year: int
    number: int | None

    @property
    def evaluated(self) -> tuple[int, str, str, str, int]:
        """What an evaluation and its ASM share, but for the coordinator."""
        return self.branch, self.program, self.origin, self.kind, self.year


def evaluation_identifier(printed: str) -> SourceIdentifier | None:
    """Take the key of an evaluation apart; None for anything else.

    >>> evaluation_identifier("33I012PHES18_32")
    SourceIdentifier(branch=33, program='i012', origin='p', coordinator='h', kind='es', year=2018, number=32)
    """
    return _parts(_OF_EVALUATION.fullmatch(printed.strip().lower()))


def asm_identifier(printed: str) -> SourceIdentifier | None:
    """Take the key of an ASM apart; None for anything else.

    >>> asm_identifier("09e010pee13_08")
    SourceIdentifier(branch=9, program='e010', origin='p', coordinator='', kind='ee', year=2013, number=8)
    """
    return _parts(_OF_ASM.fullmatch(printed.strip().lower()))


def _parts(match: re.Match[str] | None) -> SourceIdentifier | None:
    if match is None:
        return None
    kind = match["kind"] or ""
    return SourceIdentifier(
        branch=int(match["branch"]),
        program=match["program"],
        origin=match["origin"],
        coordinator=match["coordinator"] or "",
        kind="" if kind == "00" else kind,
        year=_CENTURY + int(match["year"]),
        number=int(match["number"]) if match["number"] else None,
    )
