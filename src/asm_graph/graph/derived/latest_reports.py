"""What was reported last of each aspect that sources report on at several times: its progress and state."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.rdf.index import Index, Term
    from asm_graph.rdf.vocabulary import Base

_REPORTS, _VALUE, _STATE = map(ASM, ("reportedProgress", "value", "reportedState"))
_QUARTER, _DAY = map(ASM, ("quarter", "reportedOn"))
_STATES = ("canceled", "merged", "completed", "in-progress")
"""The states that sources report, in the order of the code list."""


def latest_report_triples(index: Index, base: Base) -> Iterator[Triple]:
    """State of every aspect what its latest report gives that gives a figure or a state.

    Where several are of one time, the largest figure counts, and the first state of the code list.
    """
    order = [base.code("asm-state", notation) for notation in _STATES]
    for aspect, reports in index.forward(_REPORTS).items():
        by_moment: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for report in reports:
            if index.objects(report, _VALUE) or index.objects(report, _STATE):
                by_moment[_moment(index, report)].append(report)
        if not by_moment or not isinstance(aspect, NamedNode):
            continue
        latest = by_moment[max(by_moment)]
        values = [term for report in latest for term in index.objects(report, _VALUE)]
        if values and isinstance(value := max(values, key=lambda term: terms.number_of(term) or 0), Literal):
            yield Triple(aspect, ASM("progress"), value)
        states = {term for report in latest for term in index.objects(report, _STATE)}
        known = [state for state in order if state in states]
        others = sorted((one for one in states if isinstance(one, NamedNode)), key=str)
        for state in (*known, *others)[:1]:
            yield Triple(aspect, _STATE, state)


def _moment(index: Index, report: Term) -> tuple[str, str]:
    """Return what orders reports: the year and quarter (`01T2016`), then the day."""
    day = next((term.value for term in index.objects(report, _DAY) if isinstance(term, Literal)), "")
    quarter = next((term.value for term in index.objects(report, _QUARTER) if isinstance(term, Literal)), "")
    return f"{quarter[-4:]}{quarter[:2]}" if quarter else _quarter_of(day), day


def _quarter_of(day: str) -> str:
    """Return the year and quarter that a day is in, as `_moment` has them."""
    return f"{day[:4]}{(int(day[5:7]) + 2) // 3:02}" if day else ""
