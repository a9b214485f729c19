"""On random small graphs and shapes our evaluation gives pySHACL's results, in memory and over lines."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from tests.shacl.core.agreement import ordered, ours, streamed, theirs

from asm_graph.rdf.index import Index

PREFIXES = """
@prefix : <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODES = [":a", ":b", ":c", ":d"]
CLASSES = [":C", ":D", ":E"]
PROPERTIES = [":p", ":q", ":r"]
NUMBERS = ["1", "2", "2.0", "3.5", "-4", "1e1", '"7"^^xsd:byte']
LITERALS = [
    *NUMBERS, '"x"', '"xyz"', '""', '"x"@es', '"y"@es', '"x"@en', '"x"@es-MX', "true", "false",
    '"2020-02-29"^^xsd:date', '"2021-01-01"^^xsd:date', '"2021-02-30"^^xsd:date', '"many"^^xsd:integer',
    '"300"^^xsd:byte', '"2021-01-01T10:00:00"^^xsd:dateTime', '"2021-01-01T09:00:00Z"^^xsd:dateTime',
]  # fmt: skip
DATATYPES = [
    f"xsd:{name}" for name in ("integer", "decimal", "byte", "string", "boolean", "date", "dateTime")
] + ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"]
KINDS = [
    f"sh:{name}"
    for name in ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
]


def one_of(values: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(values)


def listed(values: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[str]:
    members = st.lists(values, min_size=least, max_size=3)
    return members.map(lambda found: f"( {' '.join(found)} )")


triples = st.lists(
    st.one_of(
        st.builds("{} {} {} .".format, one_of(NODES), one_of(PROPERTIES), one_of(NODES + LITERALS)),
        st.builds("{} a {} .".format, one_of(NODES), one_of(CLASSES)),
        st.builds("{} rdfs:subClassOf {} .".format, one_of(CLASSES), one_of(CLASSES)),
        st.builds("{} {} [ :p {} ] .".format, one_of(NODES), one_of(PROPERTIES), one_of(LITERALS)),
    ),
    max_size=20,
)

paths = st.recursive(
    one_of(PROPERTIES),
    lambda inner: st.one_of(
        listed(inner, least=2),
        one_of(PROPERTIES).map("[ sh:inversePath {} ]".format),
        listed(inner, least=2).map("[ sh:alternativePath {} ]".format),
        one_of(PROPERTIES).map("[ sh:zeroOrMorePath {} ]".format),
        one_of(PROPERTIES).map("[ sh:oneOrMorePath {} ]".format),
        one_of(PROPERTIES).map("[ sh:zeroOrOnePath {} ]".format),
    ),
    max_leaves=3,
)

on_each_value = st.one_of(
    one_of(CLASSES).map("sh:class {}".format),
    one_of(DATATYPES).map("sh:datatype {}".format),
    one_of(KINDS).map("sh:nodeKind {}".format),
    listed(one_of(NODES + LITERALS)).map("sh:in {}".format),
    one_of(['"x"', '"^X" ; sh:flags "i"', '"^.$"', '"[0-9]{2}"']).map("sh:pattern {}".format),
    st.builds("sh:{}Length {}".format, one_of(["min", "max"]), st.integers(0, 4)),
    listed(one_of(['"es"', '"en"', '"*"'])).map("sh:languageIn {}".format),
    one_of(NODES + LITERALS).map("sh:hasValue {}".format),
    st.builds("sh:{} {}".format, one_of(["equals", "disjoint"]), one_of(PROPERTIES)),
)
on_all_values = st.one_of(
    on_each_value,
    st.builds("sh:{}Count {}".format, one_of(["min", "max"]), st.integers(0, 3)),
    one_of(["true", "false"]).map("sh:uniqueLang {}".format),
)
bounds = st.builds(
    "sh:{}clusive {}".format,
    one_of(["minIn", "minEx", "maxIn", "maxEx"]), one_of([*NUMBERS, '"2021-01-01"^^xsd:date']),
)  # fmt: skip
node_shapes = st.recursive(
    on_each_value.map("[ {} ]".format),
    lambda inner: st.one_of(
        inner.map("[ sh:not {} ]".format),
        inner.map("[ sh:node {} ]".format),
        st.builds("[ sh:{} {} ]".format, one_of(["and", "or", "xone"]), listed(inner)),
        st.builds("[ sh:property [ sh:path {} ; {} ] ]".format, paths, on_all_values),
        st.builds("[ sh:property [ sh:path {} ; sh:node {} ] ]".format, paths, inner),
    ),
    max_leaves=3,
)
by_shapes = st.one_of(
    st.builds("sh:{} {}".format, one_of(["not", "node"]), node_shapes),
    st.builds("sh:{} {}".format, one_of(["and", "or", "xone"]), listed(node_shapes)),
)
qualified = st.builds(
    "sh:qualifiedValueShape {} ; sh:qualified{}Count {}".format,
    node_shapes, one_of(["Min", "Max"]), st.integers(0, 2),
)  # fmt: skip
targets = st.one_of(
    one_of(NODES + LITERALS).map("sh:targetNode {}".format),
    one_of(CLASSES).map("sh:targetClass {}".format),
    one_of(PROPERTIES).map("sh:targetSubjectsOf {}".format),
    one_of(PROPERTIES).map("sh:targetObjectsOf {}".format),
)
rules = st.one_of(
    st.builds(
        "a sh:PropertyShape ; sh:path {} ; {} ; {} .".format,
        paths, targets, st.one_of(on_all_values, bounds, by_shapes, qualified),
    ),
    st.builds("a sh:NodeShape ; {} ; {} .".format, targets, st.one_of(on_each_value, bounds, by_shapes)),
)  # fmt: skip
shapes = st.lists(rules, min_size=1, max_size=4).map(
    lambda written: [f":rule{number} {rule}" for number, rule in enumerate(written)]
)


def index(lines: list[str]) -> Index:
    return Index(parse(PREFIXES + "\n".join(lines), format=RdfFormat.TURTLE))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(triples, shapes)
def test_on_random_graphs_and_shapes(data: Any, rules: Any) -> None:
    graph, shapes_graph = index(data), index(rules)
    found, reference = ours(graph, shapes_graph), theirs(graph, shapes_graph)
    assert ordered(found, graph, shapes_graph) == ordered(reference, graph, shapes_graph)
    assert streamed(graph, shapes_graph) == found
