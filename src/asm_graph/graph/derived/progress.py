"""How far aspects and their actions are: completion, state, last day, mean progress."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from asm_graph.rdf.index import Index, Term
    from asm_graph.rdf.vocabulary import Base

_COMPLETE = 100
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)
"""`xsd:date` or `xsd:gYearMonth` as mappers write them, without a time zone."""
_PLACES = 15
"""Decimal places of a mean, cut and not rounded as engines do it: more of them Virtuoso does not hold."""

_ACTION, _PROGRESS, _DONE_ON = map(ASM, ("hasAction", "progress", "completionDate"))
_REPORTED_STATE, _DUE, _UNIT, _PROGRAM = map(ASM, ("reportedState", "dueDate", "responsibleUnit", "program"))


def progress_triples(index: Index, base: Base) -> Iterator[Triple]:
    """Derive how far every ASM, action, unit and program is."""
    reports = _completion_reports(index, base)
    asms = [asm for asm in index.instances(ASM("Asm")) if isinstance(asm, NamedNode)]
    for node, completed in reports.items():
        if isinstance(node, NamedNode):
            yield Triple(node, ASM("reportsCompletion"), terms.boolean(value=completed))
    for asm in asms:
        yield Triple(asm, ASM("state"), base.code("asm-state", _state(asm, index, reports, base)))
    for node, stated in index.forward(_DUE).items():
        days = [day for term in stated if (day := _last_day(term))]
        if days and isinstance(node, NamedNode):
            yield Triple(node, ASM("dueBy"), terms.date(max(days)))
    for node, mean in _means(asms, index):
        digits = Decimal(f"{int(mean * 10**_PLACES)}E-{_PLACES}")
        yield Triple(node, ASM("meanProgress"), terms.decimal(digits))


def _completion_reports(index: Index, base: Base) -> Mapping[Term, bool]:
    """Map every node of which progress or completion is reported to whether any source reports completion."""
    done, under_way = (base.code("asm-state", state) for state in ("completed", "in-progress"))
    reports: dict[Term, bool] = {}

    def report(node: Term, *, completed: bool) -> None:
        reports[node] = completed or reports.get(node, False)

    for node in index.forward(_PROGRESS):
        for number in _numbers(index, node):
            report(node, completed=number == _COMPLETE)
    for node in index.forward(_DONE_ON):
        report(node, completed=True)
    # what single reports say of a state counts through the latest of them
    of_aspects = index.instances(ASM("ProgressReport"))
    for node, states in index.forward(_REPORTED_STATE).items():
        if node in of_aspects:
            continue
        for state in {done, under_way}.intersection(states):
            report(node, completed=state == done)
    return reports


def _state(asm: NamedNode, index: Index, reports: Mapping[Term, bool], base: Base) -> str:
    """Return the notation of the first state whose rule holds; `ontology/derived.ttl` has the rules."""
    reported = index.objects(asm, _REPORTED_STATE)
    for closed in ("canceled", "merged"):
        if base.code("asm-state", closed) in reported:
            return closed
    actions = index.objects(asm, _ACTION)
    # what actions report says more than a summary in the row of their ASM
    told = actions if any(action in reports for action in actions) else (asm,)
    if all(reports.get(node, False) for node in told):
        return "completed"
    if any(node in reports for node in told):
        return "in-progress"
    return "not-reported" if actions or index.objects(asm, ASM("reportedProgress")) else "no-actions"


def _last_day(term: Term) -> dt.date | None:
    """Return the last day that a date allows; None for what is no date of the calendar."""
    parts = _DATE.fullmatch(term.value) if isinstance(term, Literal) else None
    if parts is None:
        return None
    year, month = int(parts[1]), int(parts[2])
    try:
        return dt.date(year, month, int(parts[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None


def _means(asms: Iterable[NamedNode], index: Index) -> Iterator[tuple[NamedNode, Fraction]]:
    """Yield the mean progress of every ASM, unit and program of which any is reported."""
    of_programs: defaultdict[Term, list[Fraction]] = defaultdict(list)
    of_units: defaultdict[Term, list[Fraction]] = defaultdict(list)
    committed: dict[Term, None] = {}
    for asm in asms:
        actions = index.objects(asm, _ACTION)
        committed |= dict.fromkeys(actions or (asm,))
        reported = [*chain.from_iterable(_numbers(index, action) for action in actions)]
        reported = reported or _numbers(index, asm)
        if reported:
            # a fraction is exact: a sum of rounded numbers would depend on the order of the documents
            mean = sum(reported, Fraction()) / len(reported)
            yield asm, mean
            for program in index.objects(asm, _PROGRAM):
                of_programs[program].append(mean)
    for node in committed:
        for unit in index.objects(node, _UNIT):
            of_units[unit] += _numbers(index, node)
    for node, numbers in chain(of_programs.items(), of_units.items()):
        if numbers and isinstance(node, NamedNode):
            yield node, sum(numbers, Fraction()) / len(numbers)


def _numbers(index: Index, node: Term) -> list[Fraction]:
    """Return the progress reported of a node, from 0 to 100; other numbers block the release anyway."""
    found = (terms.number_of(term) for term in index.objects(node, _PROGRESS))
    return [Fraction(number) for number in found if number is not None and 0 <= number <= _COMPLETE]
