"""What is derived of aspects and actions: completion, state, the last day, mean progress."""

from __future__ import annotations

import calendar
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from asm_graph.graph.derived import derived_quads
from asm_graph.rdf.vocabulary import ASM, XSD, Base
from asm_graph.registers import Verbs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from pyoxigraph import Quad

BASE = Base()
DONE, HALF, NONE, DATED = (
    "asm:progress 100.0",
    "asm:progress 50.0",
    "",
    'asm:completionDate "2009-05"^^xsd:gYearMonth',
)
STATES = "https://w3id.org/asm-graph/id/code/asm-state/"


@pytest.fixture
def derived(trig: Any) -> Callable[[str], dict[tuple[str, str], str]]:
    """Derive facts from TriG: (path of the subject, local name of the property) → value."""

    def facts(text: str) -> dict[tuple[str, str], str]:
        quads = list(derived_quads(trig(text), Verbs(), BASE))
        found = {
            (BASE.local(quad.subject), quad.predicate.value.removeprefix(ASM.iri)): quad for quad in quads
        }
        assert len(found) == len(quads), "a fact is derived twice"
        assert {quad.graph_name for quad in quads} <= {BASE.graph("derived")}
        return {key: _plain(quad) for key, quad in found.items()}

    return facts


def _plain(quad: Quad) -> str:
    value = quad.object
    return value.value if isinstance(value, Literal) else BASE.local(value).rpartition("/")[2]


def aspect(own: str, *actions: str) -> str:
    has = "".join(f"; asm:hasAction id:action{n}" for n in range(len(actions)))
    stated = "".join(f"id:action{n} a asm:Action ; {one} .\n" for n, one in enumerate(actions))
    return f"source:a {{ id:asm a asm:Asm ; asm:program id:p {has} ; {own} .\n{stated} }}"


@pytest.mark.parametrize(
    ("own", "actions", "state"),
    [
        (NONE, [], "no-actions"),
        (HALF, [], "in-progress"),
        (DONE, [], "completed"),
        (DATED, [], "completed"),
        (NONE, [NONE], "not-reported"),
        (NONE, [NONE, HALF], "in-progress"),
        (NONE, [NONE, DONE], "in-progress"),
        (NONE, [DONE, HALF], "in-progress"),
        (NONE, [DONE, DATED], "completed"),
        (NONE, [f"{HALF} ; {DATED}"], "completed"),
        (NONE, ["asm:progress 50.0 , 100.0"], "completed"),
        (NONE, ["asm:progress 0.0"], "in-progress"),
        (DONE, [NONE, NONE], "completed"),
        (HALF, [NONE], "in-progress"),
        (DONE, [HALF], "in-progress"),
        (HALF, [DONE], "completed"),
        (f"asm:reportedState <{STATES}canceled>", [DONE], "canceled"),
        (f"asm:reportedState <{STATES}merged>", [HALF], "merged"),
        (f"asm:reportedState <{STATES}completed>", [NONE], "completed"),
        (f"asm:reportedState <{STATES}completed> ; {HALF}", [], "completed"),
        (f"asm:reportedState <{STATES}in-progress>", [], "in-progress"),
    ],
)
def test_the_state_of_an_aspect(derived: Any, own: str, actions: list[str], state: str) -> None:
    assert derived(aspect(own, *actions))["asm", "state"] == state


@pytest.mark.parametrize(
    ("action", "reports"),
    [(DONE, "true"), (DATED, "true"), (HALF, "false"), (NONE, None), ('asm:progress "?"', None)],
)
def test_an_action_reports_completion_or_not_or_nothing(
    derived: Any, action: str, reports: str | None
) -> None:
    assert derived(aspect(NONE, action)).get(("action0", "reportsCompletion")) == reports


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ('"2009-05-12"^^xsd:date', "2009-05-12"),
        ('"2009-12"^^xsd:gYearMonth', "2009-12-31"),
        ('"2012-02"^^xsd:gYearMonth', "2012-02-29"),
        ('"2009-05-12"^^xsd:date , "2009-05"^^xsd:gYearMonth', "2009-05-31"),
        ('"2009-02-30"^^xsd:date', None),
        ('"2009-13"^^xsd:gYearMonth', None),
        ('"0000-01"^^xsd:gYearMonth', None),
        ('"pronto"', None),
    ],
)
def test_the_last_day_that_a_due_date_allows(derived: Any, dates: str, day: str | None) -> None:
    assert derived(f"source:a {{ id:action asm:dueDate {dates} }}").get(("action", "dueBy")) == day


@given(st.dates())
def test_every_day_and_month_ends_within_itself(date: dt.date) -> None:
    month = f"{date.year:04d}-{date.month:02d}"
    literals = [Literal(date.isoformat(), datatype=XSD("date")), Literal(month, datatype=XSD("gYearMonth"))]
    store = Store()
    for literal in literals:
        store.update(f"INSERT DATA {{ GRAPH <http://e/g> {{ <http://e/a> <{ASM.iri}dueDate> {literal} }} }}")
    (quad,) = derived_quads(store, Verbs(), BASE)
    last = calendar.monthrange(date.year, date.month)[1]
    assert quad.object.value == date.replace(day=last).isoformat()


def test_means_of_aspects_units_and_programs_count_only_what_is_reported(derived: Any) -> None:
    unit = "asm:responsibleUnit id:unit"
    facts = derived(
        aspect(NONE, f"{DONE} ; {unit}", f"{HALF} ; {unit}", unit, "asm:progress 51.0")
        + f"""source:b {{ id:asm2 a asm:Asm ; asm:program id:p ; {unit} ; asm:progress 10.0 .
            id:asm3 a asm:Asm ; asm:program id:p ; asm:hasAction id:silent .
            id:asm4 a asm:Asm ; asm:program id:p ; asm:progress 30.0 ; {unit} ; asm:hasAction id:silent }}"""
    )
    means = {node: value for (node, name), value in facts.items() if name == "meanProgress"}
    assert means == {
        "asm": "67",
        "asm2": "10",
        "asm4": "30",
        "unit": "53.333333333333333",
        "p": "35.666666666666666",
    }


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=9))
def test_a_mean_is_what_the_engine_computes_in_as_many_places_as_every_engine_holds(
    numbers: list[Decimal],
) -> None:
    actions = [f"<http://e/{n}>" for n in range(len(numbers))]
    reports = " ".join(
        f"{one} asm:progress {number:.2f} ." for one, number in zip(actions, numbers, strict=True)
    )
    store = Store()
    store.update(
        f"PREFIX asm: <{ASM.iri}> INSERT DATA {{ GRAPH <http://e/g> {{"
        f"<http://e/asm> a asm:Asm ; asm:hasAction {', '.join(actions)} . {reports} }} }}"
    )
    query = f"SELECT (SUM(?n) / COUNT(?n) AS ?mean) {{ GRAPH ?g {{ ?action <{ASM.iri}progress> ?n }} }}"
    (row,) = store.query(query)
    derived = derived_quads(store, Verbs(), BASE)
    (mean,) = (quad.object for quad in derived if quad.predicate == ASM("meanProgress"))
    whole, _, places = row["mean"].value.partition(".")
    assert Decimal(mean.value) == Decimal(f"{whole}.{places[:15]}")


def test_figures_of_a_billion_digits_are_no_progress(derived: Any) -> None:
    facts = derived(aspect(NONE, 'asm:progress "1E999999999"^^xsd:double', 'asm:progress "9E9"^^xsd:decimal'))
    assert facts["asm", "state"] == "not-reported"
    assert ("asm", "meanProgress") not in facts
