"""Which evaluation each part of a document is about; what a part leaves out, the others say if they agree."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from asm_graph.documents import Passage
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.texts import Fact, value_of
from asm_graph.spanish.evaluation_years import fiscal_years, program_years
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.records.parts import ProgramStatements
    from asm_graph.records.texts import Stated

T = TypeVar("T")

_TYPES = "evaluation-type"
_BEGINNING = 3_000
"""Characters of the cover and title pages of a report."""
NOT_DETERMINED = "not-determined"
"""The type of an evaluation whose source gives none."""


class PartEvaluations:
    """The types, periods and fiscal years that the parts of a document state of the evaluations of a program.

    `text` is that of the whole document, which may name the year of its annual program outside of any part.
    """

    def __init__(self, context: MappingContext, said: Sequence[ProgramStatements], text: str) -> None:
        self._context = context
        self._said = said
        self._text = text

    def of(self, said: ProgramStatements) -> Evaluation | None:
        """Return the evaluation of a part, with its type and its period; None where these are not clear."""
        stated = said.evaluation or Evaluation()
        type_ = self._type_of(said) or self._agreed_type
        period = _period_of(said) or self.period or _dated(stated)
        if type_ is None or period is None:
            return None
        return replace(stated, type=type_, period=period, year=self.year(said))

    def key(self, evaluation: Evaluation) -> tuple[str, str]:
        """Return what tells an evaluation of the program from others: its type and its period."""
        type_ = value_of(evaluation.type or "")
        notation = self._context.codes.find(_TYPES, type_) or slug(type_)
        return notation, value_of(evaluation.period or "")

    def year(self, said: ProgramStatements) -> Stated[int] | None:
        """Return the fiscal year that a part is about."""
        return said.year or (said.evaluation and said.evaluation.year) or self._year

    @cached_property
    def period(self) -> Stated[str] | None:
        """The period that all parts have which do not say it: the only one that any of them says.

        Else it is the only annual program that the text names, then the year of the only dates, then the
        only fiscal year.
        """
        stated = _by_value(map(_period_of, self._said))
        for periods in (stated,) if stated else self._periods():
            if len(periods) == 1:
                return next(iter(periods.values()))
        return None

    @cached_property
    def stated_periods(self) -> tuple[str, ...]:
        """The periods that parts state, in order."""
        return tuple(_by_value(map(_period_of, self._said)))

    def _periods(self) -> Iterator[Mapping[str, Stated[str]]]:
        """Yield the periods that the text, dates and fiscal years give, the most certain first."""
        for text in self._texts:
            yield _by_value(year.map(str) for year in program_years(text))
        yield _by_value(_dated(said.evaluation) for said in self._said if said.evaluation)
        year = self._year
        yield _by_value([year.map(str) if isinstance(year, Fact) else str(year)] if year else ())

    @cached_property
    def _year(self) -> Stated[int] | None:
        """The only fiscal year that the parts, or else the beginning of the text or all of it, name."""
        stated: list[Stated[int] | None] = [
            said.year or (said.evaluation and said.evaluation.year) or None for said in self._said
        ]
        if found := _by_value(stated):
            return next(iter(found.values())) if len(found) == 1 else None
        for text in self._texts:
            named: Iterable[Stated[int] | None] = fiscal_years(text)
            if len(found := _by_value(named)) == 1:
                return next(iter(found.values()))
        return None

    @cached_property
    def _agreed_type(self) -> Stated[str] | None:
        """The type that all parts have which do not say it; of several, none."""
        types: dict[str, Stated[str]] = {}
        for type_ in (one for one in map(self._type_of, self._said) if one is not None):
            notation = self._context.codes.find(_TYPES, value_of(type_)) or slug(value_of(type_))
            types.setdefault(notation, type_)
        if not types:
            return self._type_in_text or NOT_DETERMINED
        return next(iter(types.values())) if len(types) == 1 else None

    @cached_property
    def _type_in_text(self) -> Stated[str] | None:
        """The only type of evaluation that the beginning of the text names."""
        text = self._texts[0]
        named = list(self._context.codes.mentions(_TYPES, text.text))
        if len({one.notation for one in named}) != 1:
            return None
        first = min(named, key=lambda one: one.start)
        return Fact(first.notation, text.slice(first.start, first.end))

    def _type_of(self, said: ProgramStatements) -> Stated[str] | None:
        """Return the type that a part states, by itself or in the name of the evaluation."""
        codes = self._context.codes
        if said.evaluation is None:
            return None
        if type_ := said.evaluation.type:
            if codes.find(_TYPES, value_of(type_)):
                return type_
            return _read_as(type_, codes.named_in(_TYPES, value_of(type_))) or type_
        name = said.evaluation.name
        return _read_as(name, codes.named_in(_TYPES, value_of(name))) if name else None

    @cached_property
    def _texts(self) -> tuple[Passage, ...]:
        """The beginning of the text, where a report says what it is, and the whole text."""
        ends = dict.fromkeys((min(_BEGINNING, len(self._text)), len(self._text)))
        return tuple(Passage.of(self._text, 0, end) for end in ends)


def _period_of(said: ProgramStatements) -> Stated[str] | None:
    return (said.evaluation and said.evaluation.period) or said.cycle


def _dated(evaluation: Evaluation | None) -> Stated[str] | None:
    """Return the year in which an evaluation began, or else ended or is to end."""
    if evaluation is None:
        return None
    for date in (evaluation.started_on, evaluation.ended_on, evaluation.scheduled_end):
        if isinstance(date, Fact):
            return Fact(str(date.value.year), date.passage)
        if date is not None:
            return str(date.year)
    return None


def _read_as(printed: Stated[str], notation: str | None) -> Stated[str] | None:
    """Return an entry of a code list as what printed words mean."""
    if notation is None:
        return None
    return Fact(notation, printed.passage) if isinstance(printed, Fact) else notation


def _by_value(stated: Iterable[Stated[T] | None]) -> dict[T, Stated[T]]:
    """Return the first statement of each value."""
    found: dict[T, Stated[T]] = {}
    for one in stated:
        if one is not None:
            found.setdefault(value_of(one), one)
    return found
