"""What the data of a release tell in one sentence each, with figures that lead to their tables."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.iri_parts import last_step
from asm_graph.results.rows import number_of
from asm_graph.results.spoken import number_shown
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.browse.overview import browse_address, count_of, latest_axes, naming, table_address
from asm_graph.web.entities.sentences import say
from asm_graph.web.rendering.naming import Link, Name

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.sentences import Sentence

_EASIER = "TargetBelowLastValue"
_MILLION, _TENTH = Decimal(1_000_000), Decimal("0.1")
_COMPLETED, _CLOSED = "completed", {"completed", "canceled", "merged"}


async def stories(reading: ReleaseReader, language: Language) -> tuple[Sentence, ...]:
    """Tell what the release has data for.

    Raises:
        QueryError: the engine does not answer.
    """
    told = (_targets, _money, _asms, _alignment)
    return tuple([sentence for tell in told async for sentence in tell(reading, language)])


async def _targets(reading: ReleaseReader, language: Language) -> AsyncIterator[Sentence]:
    """Count the targets that are easier than what was achieved the year before."""
    rows = (await reading.shared_rows(page_query("browse/rule-counts"))).rows
    counts = {rule.value.rpartition("#")[2]: numbers for rule, numbers in _named(rows)}
    evaluable, found = (count_of(each) for each in counts.get(_EASIER, (Literal(0), Literal(0))))
    if found:
        address = f"/audit?{urlencode({'rule': _EASIER})}"
        yield say("story-targets", language, found=_figure(found, address), evaluable=evaluable)


async def _money(reading: ReleaseReader, language: Language) -> AsyncIterator[Sentence]:
    """Add up the latest money that documents state, and name the program with most."""
    latest = (await reading.shared_rows(page_query("browse/latest-money-year"))).rows[0][0]
    if not isinstance(latest, Literal):
        return
    year = latest.value
    amounts: dict[object, dict[NamedNode, Decimal]] = defaultdict(dict)
    rows = (await reading.shared_rows(page_query("browse/money-of-year", year=latest))).rows
    for called, program, amount, scale in rows:
        # A program whose documents state different amounts of a kind has it once.
        stated = (number_of(cast("Literal", amount)) or 0) * _scale(scale)
        amounts[called].setdefault(cast("NamedNode", program), stated)
    if not amounts:
        return
    kind, of_programs = max(amounts.items(), key=lambda each: sum(each[1].values()))
    total = sum(of_programs.values(), Decimal(0))
    most = _foremost(of_programs)
    if most is not None and len(of_programs) > 1 and total > 0:
        names = await naming(reading, [most, *([kind] if isinstance(kind, NamedNode) else ())], language)
        yield say(
            "story-money",
            language,
            kind=names.link(kind).name.text.lower() if isinstance(kind, NamedNode) else "",
            year=year,
            total=_linked(_millions(total), table_address(reading, "spending", ("year", year))),
            programs=len(of_programs),
            most=names.link(most),
            amount=_millions(of_programs[most]),
            share=str(round(100 * of_programs[most] / total)),
        )


async def _asms(reading: ReleaseReader, language: Language) -> AsyncIterator[Sentence]:
    """Count the ASM that are reported complete, and the others."""
    rows = _named((await reading.shared_rows(page_query("browse/asm-states"))).rows)
    counts = {last_step(state.value): count_of(count) for state, (count,) in rows}
    total, completed = sum(counts.values()), counts.get(_COMPLETED, 0)
    if total:
        opened = total - sum(counts.get(state, 0) for state in _CLOSED)
        states = [("status", state) for state in counts if state not in _CLOSED]
        yield say(
            "story-asms",
            language,
            total=_figure(total, table_address(reading, "asm")),
            completed=_figure(completed, table_address(reading, "asm", ("status", _COMPLETED))),
            share=str(round(100 * completed / total)),
            open=_figure(opened, table_address(reading, "asm", *states)),
        )


async def _alignment(reading: ReleaseReader, language: Language) -> AsyncIterator[Sentence]:
    """Name the axis of the latest plan that most programs contribute to."""
    plan, axes = await latest_axes(reading)
    counts = dict(axes)
    axis = _foremost(counts)
    if plan is not None and axis is not None and len(counts) > 1:
        names = await naming(reading, [plan, axis], language)
        number = _figure(counts[axis], browse_address(axis, reading.base))
        yield say("story-alignment", language, axis=names.link(axis), plan=names.link(plan), programs=number)


def _foremost(numbers: Mapping[NamedNode, int] | Mapping[NamedNode, Decimal]) -> NamedNode | None:
    """Return what has the largest number; None where several have it."""
    largest = max(numbers.values(), default=0)
    foremost = [thing for thing, number in numbers.items() if number == largest]
    return foremost[0] if len(foremost) == 1 else None


def _named(rows: Iterable[Sequence[object]]) -> list[tuple[NamedNode, Sequence[object]]]:
    """Return what rows begin with, where it is named, and what follows it."""
    return [(first, rest) for first, *rest in rows if isinstance(first, NamedNode)]


def _scale(term: object) -> Decimal:
    return (number_of(term) if isinstance(term, Literal) else None) or Decimal(1)


def _millions(amount: Decimal) -> str:
    return number_shown((amount / _MILLION).quantize(_TENTH))


def _figure(number: int, address: str | None) -> Link:
    return _linked(number_shown(number), address)


def _linked(text: str, address: str | None) -> Link:
    return Link("", Name(text), address)
