"""Reports of an ASM in the order of their quarters, beside what verifies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import ASM, RDF, XSD, Base
from asm_graph.web.entities.description import Description, SourcedFact
from asm_graph.web.entities.kinds.follow_up import follow_up_of
from asm_graph.web.entities.kinds.references import RelatedDocument
from asm_graph.web.entities.subject import AnswerRow, PageSubject
from asm_graph.web.rendering.naming import Names

if TYPE_CHECKING:
    from asm_graph.web.answers.page_queries import ReleaseReader

BASE = Base()
NAMES = Names({}, {}, "es", BASE)
EVALUATION = BASE.id("evaluation/20-S001/x")


def subject(*facts: tuple[str, NamedNode | Literal], kind: str = "Asm") -> PageSubject:
    thing = BASE.id("asm/1")
    stated = [(RDF("type"), ASM(kind)), *((ASM(name), value) for name, value in facts)]
    told = tuple(SourcedFact(prop, value, ()) for prop, value in stated)
    reading = cast("ReleaseReader", None)  # what is put together here asks nothing
    return PageSubject(reading, Description(thing, told, (), {}), NAMES)


def report(name: str, quarter: str, percent: str | None = None, state: str | None = None) -> AnswerRow:
    terms: dict[str, NamedNode | Literal | None] = {"report": BASE.id(name), "quarter": Literal(quarter)}
    if percent is not None:
        terms["value"] = Literal(percent, datatype=XSD("decimal"))
    if state is not None:
        terms["state"] = BASE.code("asm-state", state)
    return AnswerRow(terms, NAMES)


def reference(relation: str) -> RelatedDocument:
    return RelatedDocument(NAMES.link(BASE.code("relation", relation)), NAMES.link(EVALUATION), None)


def test_reports_stand_in_the_order_of_their_quarters() -> None:
    rows = [
        report("r/3", "01T2017", state="canceled"),
        report("r/2", "03T2016", "60"),
        report("r/1", "01T2016"),
    ]
    found = follow_up_of(subject(), rows, ())
    assert found is not None
    assert [one.when for one in found.reports] == ["2016-T1", "2016-T3", "2017-T1"]
    assert [None if one.percent is None else int(one.percent) for one in found.reports] == [None, 60, None]
    assert [one.said is not None for one in found.reports] == [False, False, True]


def test_only_what_confirms_or_disputes_verifies() -> None:
    references = [reference(name) for name in ("same-subject", "corroborates", "disputes")]
    found = follow_up_of(subject(), (), references)
    assert found is not None
    assert [one.relation.iri.rpartition("/")[2] for one in found.verified] == ["corroborates", "disputes"]


def test_it_says_which_evaluation_or_how_certain_it_is() -> None:
    certain = follow_up_of(subject(("arisesFrom", EVALUATION)), (), ())
    assert certain is not None
    assert [link.iri for link in certain.evaluations] == [EVALUATION.value]
    facts = (
        ("evaluationLink", BASE.code("evaluation-link", "unknown")),
        ("recommendationOrigin", Literal("Evaluación Específica", language="es")),
        ("recommendationYear", Literal("2014", datatype=XSD("gYear"))),
    )
    unknown = follow_up_of(subject(*facts), (), ())
    assert unknown is not None
    assert unknown.evaluations == ()
    assert len(unknown.link_kind) == 1
    assert unknown.origin == "Evaluación Específica, 2014"


def test_an_action_has_no_sides_of_its_own() -> None:
    assert follow_up_of(subject(kind="Action"), (), ()) is None
