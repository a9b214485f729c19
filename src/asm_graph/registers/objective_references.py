"""References in prose to the axes and objectives of plans: `Eje 5 del Plan Nacional de Desarrollo`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asm_graph.registers.instruments import Instrument, find_instruments
from asm_graph.registers.plan_phrases import NumberPhrase, PlanPhrase, number_phrases, plan_phrases
from asm_graph.spanish.forms import compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.registers.plans import Objective, Plan, Plans

_SENTENCE_END = re.compile(r"(?<![\s.][A-Z])[.;]\s+(?=[A-ZÁÉÍÓÚÑ¿¡\"“(])|\n+")
_STATED = r"(?:,?\s*(?:que\s+)?(?:establec|senala|plante|conten|previst|defini|inclu|marca)\w*)?"
_OF = re.compile(rf"{_STATED}[\s,]*(?:del?|en|al|dentro\s+del)(?:\s+(?:el|los|las|actual))*\s*")
_QUOTED = re.compile(r"\s*+(?:[,:.-]\s*+)?[\"“«'‘(][^\"”»'’)]*+[\"”»'’)]")
_LOOSE = re.compile(
    r"(?:[\s,:;(-]|\b(?:en|con|a|al|y|su|sus|el|los|las|del?|que|se|especificamente|particular(?:mente)?"
    r"|concretamente|dentro|alinead?o?|contribuye|corresponde|vincula|a\s+traves)\b)*"
)
_AND = re.compile(
    r"[\s,]*+(?:(?:y|e|asi\s++como|con|al?|del?)[\s,]*+)?(?:(?:al|con|del?)\s*+)?(?:(?:el|los)\s*+)?"
)
_WITHIN = re.compile(r"(?:(?<!\s)\s++)?(?:,\s*+)?(?:del?|en)(?:\s++(?:el|la))?\s++")
_BESIDE = re.compile(r"[\s,:(-]*")
_OWNED = re.compile(r"\s*(?:del?|de\s+las?|de\s+los)\s")
"""What follows the number of an objective that does not belong to a plan, such as `de la MIR`."""
_TITLE_LETTERS = 8


@dataclass(frozen=True, slots=True)
class ObjectiveReference:
    """A reference to an axis or objective, with offsets into the text, and the instrument that states it."""

    start: int
    end: int
    objective: Objective
    instrument: Instrument | None = None


def find_references(
    text: str, plans: Plans, year: int | None = None, branch: int | None = None
) -> tuple[ObjectiveReference, ...]:
    """Find the axes and objectives that a text refers to by number, in reading order.

    A plan named without years is the one in force in `year` (that of the ministry of `branch`, if sectoral).
    A number that the register lacks gives an objective with `known` false.
    """
    simple = fold(text)
    phrases = plan_phrases(text, simple, plans)
    numbers = _combined(simple, number_phrases(text, simple))
    finder = _ReferenceFinder(text, simple, plans, year, branch, phrases, numbers)
    instruments = find_instruments(text, plans.instruments)
    found = (reference for phrase in numbers for reference in finder.find(phrase))
    return tuple(replace(one, instrument=_instrument_of(one.start, text, instruments)) for one in found)


def _combined(simple: str, phrases: Sequence[NumberPhrase]) -> list[NumberPhrase]:
    """Combine `Objetivo 9 del Eje 5` and `Eje 5, Objetivo 9` into one phrase for objective 5.9."""
    joined: list[NumberPhrase] = []
    for phrase in phrases:
        last = joined[-1] if joined else None
        combined = last and _combine(last, phrase, simple[last.end : phrase.start])
        if combined:
            joined[-1] = combined
        else:
            joined.append(phrase)
    return joined


def _combine(first: NumberPhrase, second: NumberPhrase, gap: str) -> NumberPhrase | None:
    if first.is_axis == second.is_axis:
        return None
    if not (_BESIDE if first.is_axis else _WITHIN).fullmatch(gap):
        return None
    axis, objective = (first, second) if first.is_axis else (second, first)
    # `Ejes 2 y 3, Objetivo 4` does not say which axis the objective is of.
    if len(axis.notations) > 1:
        return None
    notations = tuple(one if "." in one else f"{axis.notations[0]}.{one}" for one in objective.notations)
    return NumberPhrase(first.start, second.end, is_axis=False, scope="national", notations=notations)


@dataclass(frozen=True, slots=True)
class _ReferenceFinder:
    """One text with the plans and the numbers that it names."""

    text: str
    simple: str
    plans: Plans
    year: int | None
    branch: int | None
    named: Sequence[PlanPhrase]
    numbers: Sequence[NumberPhrase]

    def find(self, phrase: NumberPhrase) -> Iterator[ObjectiveReference]:
        """Yield the references of a phrase, one for each number; none if its plan is not known."""
        plan, end = self._plan_of(phrase)
        if plan:
            for notation in phrase.notations:
                yield ObjectiveReference(phrase.start, end, self._objective(plan, phrase, notation))

    def _objective(self, plan: Plan, phrase: NumberPhrase, notation: str) -> Objective:
        label = f"{'Eje' if phrase.is_axis else 'Objetivo'} {notation}"
        return self.plans.by_number(plan, notation, label, is_axis=phrase.is_axis)

    def _plan_of(self, phrase: NumberPhrase) -> tuple[Plan | None, int]:
        """Return the plan that a phrase belongs to, and where the words that say so end."""
        following = self._following(phrase)
        if following:
            plan = self._resolve(following)
            return plan, following.end
        # From the surest place to the least sure; the first that names a plan decides.
        for named in (self._before(phrase), self._inherited(phrase), self._elsewhere(phrase)):
            if named:
                return self._resolve(named), phrase.end
        in_force = self._in_force(phrase)
        return in_force, phrase.end

    def _following(self, phrase: NumberPhrase) -> PlanPhrase | None:
        named = next((one for one in self.named if one.start >= phrase.end), None)
        if not named or not _fits(phrase, named) or self._between(phrase.end, named.start):
            return None
        gap = self.simple[phrase.end : named.start]
        quoted = _QUOTED.match(gap)
        rest = gap[quoted.end() :] if quoted else gap
        return named if _OF.fullmatch(rest) or self._is_title(phrase, named, rest) else None

    def _is_title(self, phrase: NumberPhrase, named: PlanPhrase, gap: str) -> bool:
        """Tell whether the words between a number and a plan are the text of the numbered objective."""
        plan = self._resolve(named)
        label = compact(self._objective(plan, phrase, phrase.notations[-1]).label) if plan else ""
        title = compact(gap)
        return len(label) >= _TITLE_LETTERS and title.startswith(label[: max(_TITLE_LETTERS, len(title) - 8)])

    def _before(self, phrase: NumberPhrase) -> PlanPhrase | None:
        """Return the plan named just before, or before the phrases that `y` joins to this one."""
        named = next((one for one in reversed(self.named) if one.end <= phrase.start), None)
        if (
            not named
            or not _fits(phrase, named)
            or (not phrase.scope and _OWNED.match(self.simple, phrase.end))
        ):
            return None
        starts = [one for one in self.numbers if named.end <= one.start < phrase.start]
        at = named.end
        for stop in (*starts, phrase):
            if not (_LOOSE if at == named.end else _AND).fullmatch(self.simple, at, stop.start):
                return None
            at = stop.end
        return named

    def _inherited(self, phrase: NumberPhrase) -> PlanPhrase | None:
        """Return the plan of a later phrase, if `y` joins all phrases up to it."""
        end = phrase.end
        for later in self.numbers[self.numbers.index(phrase) + 1 :]:
            if not _AND.fullmatch(self.simple, end, later.start):
                return None
            named = self._following(later)
            if named:
                return named if _fits(phrase, named) else None
            end = later.end
        return None

    def _elsewhere(self, phrase: NumberPhrase) -> PlanPhrase | None:
        """Return a plan of the right kind that is named nearby, for a phrase that says its kind."""
        if not phrase.scope:
            return None
        start, end = self._sentence(phrase.start)
        fitting = [one for one in self.named if _fits(phrase, one)]
        same = [one for one in fitting if start <= one.start < end]
        earlier = [one for one in fitting if one.start < start]
        return next(iter(same or earlier[-1:]), None)

    def _in_force(self, phrase: NumberPhrase) -> Plan | None:
        """Return the plan of the year, for words that only plans use and numbers followed by their text."""
        if not phrase.scope or self.year is None:
            return None
        plan = self.plans.of_period(self.year, phrase.scope, self.branch)
        if phrase.is_explicit:
            return plan
        label = compact(self._objective(plan, phrase, phrase.notations[-1]).label)
        after = compact(self.text[phrase.end :])
        return plan if len(label) >= _TITLE_LETTERS and after.startswith(label) else None

    def _resolve(self, named: PlanPhrase) -> Plan | None:
        return named.resolve(self.plans, self.year, self.branch)

    def _between(self, start: int, end: int) -> bool:
        return any(start <= one.start < end for one in self.numbers)

    def _sentence(self, offset: int) -> tuple[int, int]:
        return _sentence(self.text, offset)


def _fits(phrase: NumberPhrase, named: PlanPhrase) -> bool:
    return phrase.scope in (None, named.kind)


def _sentence(text: str, offset: int) -> tuple[int, int]:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= offset), default=0)
    return start, min((end for end in ends if end > offset), default=len(text))


def _instrument_of(offset: int, text: str, instruments: Iterable[Instrument]) -> Instrument | None:
    """Return the nearest instrument that the sentence names, or else the last one named before it."""
    start, end = _sentence(text, offset)
    found = tuple(instruments)
    same = [one for one in found if start <= one.start < end]
    if same:
        return min(same, key=lambda one: abs(one.start - offset))
    return next((one for one in reversed(found) if one.start < offset), None)
