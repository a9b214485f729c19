"""The phrases that references to plans consist of: numbers of axes and objectives, and names of plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.registers.plans import Plan, PlanKind
from asm_graph.spanish.forms import DASHES, compact, loose, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.registers.plans import Plans

_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})?|[ivx]{1,5})(?![\w%]|\s%|\.\d)"
_NUMBERS = rf"{_NUMBER}(?:\s*(?:,|;|\by\b|\be\b)\s*(?:el\s+)?{_NUMBER})*"
_AXIS = rf"(?P<axis>{loose('eje')}s?|{loose('meta')}s?(?=\s+nacional))"
_OBJECTIVE = rf"(?P<objective>{loose('objetivo')}s?)"
_SCOPE = (
    r"(?:\s++(?:(?P<national>rector(?:es)?|nacional(?:es)?)|(?P<sectoral>sectorial(?:es)?)"
    r"|estrategicos?|prioritarios?|especificos?|de\s+politica\s+publica))*"
)
_SIGN = r"\s*+(?:(?:num(?:ero)?s?\b\.?|no\b\.?|n[°º]|#|:)\s*+)?"
_PHRASE = re.compile(rf"\b(?:{_AXIS}|{_OBJECTIVE}){_SCOPE}{_SIGN}(?P<numbers>(?<![\w.]){_NUMBERS})")
_ONE_NUMBER = re.compile(_NUMBER)

_YEARS = re.compile(rf"[\s,(]*(20\d\d)\s*(?:[{DASHES}/]|\bal?\b)\s*((?:20)?\d\d)(?!\d)\)?")
_NATIONAL = rf"{loose('plan nacional de desarrollo')}|p\.?\s?n\.?\s?d\b\.?"
_SECTORAL = loose("programa sectorial")
_CAPITAL = r"[A-ZÁÉÍÓÚÑ]\w*"
_SECTOR = re.compile(rf"\s+del?\s+(?:la\s+)?{_CAPITAL}(?:(?:,|\s+(?:y|e|del?|la|los|las)\b)*\s+{_CAPITAL})*")
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """`Eje rector 3`, `objetivos 2 y 3`: numbers of one kind; `scope` is the kind of plan that they imply.

    `is_explicit` marks phrases with a word that only plans use (`rector`, `nacional`, `sectorial`).
    """

    start: int
    end: int
    is_axis: bool
    scope: PlanKind | None
    notations: tuple[str, ...]
    is_explicit: bool = False


@dataclass(frozen=True, slots=True)
class PlanPhrase:
    """A plan named in a text, with its years if they are printed.

    `name` is the name without years; it is empty for a `programa sectorial` of no named sector.
    """

    start: int
    end: int
    kind: PlanKind
    name: str
    years: tuple[int, int] | None

    def resolve(self, plans: Plans, year: int | None, branch: int | None) -> Plan | None:
        """Return the plan of the register, or one made from name and years; None if no year is known."""
        start, end = self.years or (year, year)
        if start is None or end is None:
            return None
        named = [plan for plan in plans if plan.kind == self.kind and self._is_called(plan, branch)]
        found = [
            plan
            for plan in named
            if (plan.start, plan.end) == self.years or (not self.years and plan.covers(start))
        ]
        if len(found) == 1:
            return found[0]
        period = plans.of_period(start, self.kind, branch)
        if not self.name:
            return period
        return self._made(*(self.years or (period.start, period.end)))

    def _is_called(self, plan: Plan, branch: int | None) -> bool:
        if self.name:
            return compact(plan.name) == compact(self.name)
        return plan.branch is not None and plan.branch == branch

    def _made(self, start: int, end: int) -> Plan:
        label = f"{self.name} {start}-{end}"
        name = f"pnd-{start}-{end}" if self.kind == "national" else slug(label)
        return Plan(name, self.kind, label, start, end, known=False)


def number_phrases(text: str, simple: str) -> tuple[NumberPhrase, ...]:
    """Find the numbers of axes and objectives in a text (`simple` is its folded form), in reading order.

    >>> number_phrases("Eje rector V", "eje rector v")[0].notations
    ('5',)
    """
    return tuple(
        NumberPhrase(
            match.start(),
            match.end(),
            is_axis=bool(match["axis"]),
            scope=_scope(match),
            notations=notations,
            is_explicit=bool(match["national"] or match["sectoral"]),
        )
        for match in _PHRASE.finditer(simple)
        if (notations := _notations(text, simple, *match.span("numbers")))
    )


def _scope(match: re.Match[str]) -> PlanKind | None:
    if match["sectoral"]:
        return "sectoral"
    return "national" if match["national"] or match["axis"] else None


def _notations(text: str, simple: str, start: int, end: int) -> tuple[str, ...]:
    """Return the numbers in Arabic digits; Roman numerals count only in capitals."""
    return tuple(
        number[0] if number[0][0].isdigit() else str(_roman(number[0]))
        for number in _ONE_NUMBER.finditer(simple, start, end)
        if number[0][0].isdigit() or text[number.start() : number.end()].isupper()
    )


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def plan_phrases(text: str, simple: str, plans: Plans) -> tuple[PlanPhrase, ...]:
    """Find the plans that a text names (`simple` is its folded form), in reading order."""
    found = sorted(_plan_phrases(text, simple, plans), key=lambda one: (one.start, -one.end))
    kept: list[PlanPhrase] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _plan_phrases(text: str, simple: str, plans: Plans) -> Iterator[PlanPhrase]:
    for match in re.finditer(rf"\b(?:{_NATIONAL})(?!\w)", simple):
        yield _with_years(simple, *match.span(), "national", "Plan Nacional de Desarrollo")
    for plan in plans:
        if plan.kind == "sectoral":
            names = "|".join(map(loose, (plan.name, *plan.abbreviations)))
            for match in re.finditer(rf"\b(?:{names})(?!\w)", simple):
                yield _with_years(simple, *match.span(), "sectoral", plan.name)
    for match in re.finditer(rf"\b{_SECTORAL}(?!\w)", simple):
        sector = _SECTOR.match(text, match.end())
        end = sector.end() if sector else match.end()
        name = f"Programa Sectorial{text[match.end() : end]}" if sector else ""
        yield _with_years(simple, match.start(), end, "sectoral", " ".join(name.split()))


def _with_years(simple: str, start: int, end: int, kind: PlanKind, name: str) -> PlanPhrase:
    years = _YEARS.match(simple, end)
    if not years:
        return PlanPhrase(start, end, kind, name, None)
    first, last = years[1], years[2]
    return PlanPhrase(start, years.end(), kind, name, (int(first), int(first[: -len(last)] + last)))
