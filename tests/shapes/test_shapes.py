"""Every shape lets right data pass and stops wrong data, and is itself valid SHACL in both languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyshacl
import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, serialize
from rdflib.namespace import RDFS, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor

from asm_graph.knowledge import Knowledge
from asm_graph.shacl.shapes import RULE
from asm_graph.shacl.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


@cache
def _written(kind: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((Knowledge.default().shapes / kind).glob("*.ttl")):
        graph.parse(path)
    return graph


def _targeted(graph: rdflib.Graph) -> set[Any]:
    return {shape for target in _TARGETS for shape in graph.subjects(target)}


@pytest.fixture(scope="module")
def _prepared_queries() -> Iterator[None]:
    """Let RDFLib parse a query once, not again for every node: that took three quarters of the time."""
    prepare = cache(lambda text, namespaces: prepareQuery(text, dict(namespaces)))
    evaluate = SPARQLProcessor.query

    def query(processor: SPARQLProcessor, text: str, bindings: Any, namespaces: Any, **options: Any) -> Any:
        prepared = prepare(text, frozenset(namespaces.items()))
        return evaluate(processor, prepared, bindings, {}, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SPARQLProcessor, "query", query)
        yield


def test_right_data_passes(sample: Any) -> None:
    assert validate(sample.passing, sample.shapes) == ()


def test_wrong_data_fails(sample: Any, rule: NamedNode) -> None:
    assert rule in {result.rule for result in validate(sample.failing(rule), sample.shapes)}


def test_every_shape_has_data_that_fails(sample: Any, kind: str) -> None:
    assert {NamedNode(str(shape)) for shape in _targeted(_written(kind))} == sample.rules


def test_shapes_are_named_and_speak_both_languages(kind: str) -> None:
    graph = _written(kind)
    assert _targeted(graph)
    for shape in _targeted(graph):
        assert str(shape).startswith(RULE.iri)
        assert sorted(str(message.language) for message in graph.objects(shape, SH.message)) == ["en", "es"]


def test_no_anonymous_shape_can_report(kind: str) -> None:
    graph = _written(kind)
    shapes = list(_targeted(graph))
    assert shapes
    for shape in shapes:
        for part in (SH.property, SH.sparql):
            assert all(
                isinstance(node, rdflib.BNode) == (part == SH.sparql) for node in graph.objects(shape, part)
            )


def test_audit_shapes_have_a_title_in_both_languages_and_a_severity() -> None:
    graph = _written("audit")
    shapes = list(_targeted(graph))
    assert shapes
    for shape in shapes:
        assert {title.language for title in graph.objects(shape, RDFS.label)} == {"es", "en"}
        assert graph.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}


def test_shapes_are_valid_shacl(kind: str) -> None:
    empty = rdflib.Graph()
    conforms, _, text = pyshacl.validate(empty, shacl_graph=_written(kind), meta_shacl=True)
    assert conforms, text


@pytest.mark.usefixtures("_prepared_queries")
def test_queries_find_what_pyshacl_finds(sample: Any, kind: str, queried_rule: NamedNode) -> None:
    """Our evaluation of SPARQL-based constraints is the standard's: pySHACL's, a query a node, agrees."""
    failing = sample.failing(queried_rule)
    data = rdflib.Graph().parse(
        serialize((quad.triple for quad in failing), format=RdfFormat.N_TRIPLES), format="nt"
    )
    _, report, _ = pyshacl.validate(data, shacl_graph=_written(kind), use_shapes=[queried_rule.value])
    expected = {
        (str(report.value(node, SH.focusNode)), str(report.value(node, SH.value)))
        for node in report.objects(predicate=SH.result)
    }
    found = [result for result in validate(failing, sample.shapes) if result.rule == queried_rule]
    assert {(result.focus.value, result.value.value) for result in found} == expected
