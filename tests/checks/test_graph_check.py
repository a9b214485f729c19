"""Checking graphs as files, subject by subject, gives the results of checking each in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bench.federal_graph import federal_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from tests.shacl.core.test_agreement import spoiled

from asm_graph.checks.graph_files import files_by_graph
from asm_graph.checks.graph_tables import prepare
from asm_graph.checks.integrity import check_integrity
from asm_graph.checks.integrity_in_memory import check_in_memory
from asm_graph.checks.query_candidates import NARROWED
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, SKOS, VOID, XSD, Base
from asm_graph.shacl.shapes import RULE, Shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from asm_graph.releases import Release

BASE = Base()
RULES = Shapes.load(Knowledge.default().shapes / "integrity")

NODES = [
    *(BASE.id(name) for name in ("a", "b", "c", "d", "code/asm-class")),
    *(BASE.graph(name) for name in ("source/one", "source/two")),
    BlankNode("n"),
]
CLASSES = [
    *(ASM(name) for name in ("Asm", "Excerpt", "Indicator", "IndicatorValue", "Program", "Blank", "Unit")),
    *(ASM("SourceDocument"), VOID("Dataset"), SKOS("Concept"), BASE.id("c")),
]
PREDICATES = [
    *(
        ASM(name)
        for name in (
            *("text", "number", "progress", "start", "end", "quote", "missing", "value", "program", "year"),
            *("subject", "property", "document", "indicator", "hasPart", "classification", "evaluator"),
        )
    ),
    *(RDF("type"), SKOS("inScheme"), PROV("wasDerivedFrom"), RDFS("label")),
]
LITERALS = [
    *(Literal(text) for text in ("", "x", "Tel. 5417 1234", "ana@dependencia.gob.mx", "RFC PEGA800101AB1")),
    *(Literal(text, language="es") for text in ("", "Uno", "Ana (55) 54817200", 'con "comillas"\n y \\')),
    *(Literal(text, datatype=XSD("integer")) for text in ("0", "1", "2", "doce")),
    *(Literal("1.5", datatype=XSD("decimal")), Literal("2021", datatype=XSD("gYear"))),
]
GRAPHS = [BASE.graph(name) for name in ("source/one", "evidence/one", "source/two", "evidence/two")] + [
    BASE.graph(name) for name in ("reference", "catalog", "derived", "ontology", "audit")
]

quads = st.lists(
    st.one_of(
        st.builds(
            Quad,
            st.sampled_from(NODES),
            st.sampled_from(PREDICATES),
            st.sampled_from(NODES + LITERALS + [ASM("text"), PROV("wasDerivedFrom")]),
            st.sampled_from(GRAPHS),
        ),
        st.builds(
            Quad,
            st.sampled_from(NODES),
            st.just(RDF("type")),
            st.sampled_from(CLASSES),
            st.sampled_from(GRAPHS),
        ),
        st.builds(
            Quad,
            st.sampled_from(CLASSES),
            st.just(RDFS("subClassOf")),
            st.sampled_from(CLASSES),
            st.sampled_from(GRAPHS),
        ),
    ),
    max_size=25,
)


def in_memory(found: Iterable[Quad]) -> Mapping[NamedNode, Any]:
    return check_in_memory(found, RULES, BASE)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(quads)
def test_on_random_graphs(found: list[Quad]) -> None:
    assert check_integrity(found).results == in_memory(found)


@pytest.fixture(scope="module")
def faulty() -> list[Quad]:
    """A document with facts and proofs left out, and with contact data."""
    found = [Quad(*triple, BASE.graph("source/federal")) for *triple, _ in spoiled(federal_graph(2), 1)]
    kept = [quad for quad in federal_graph(2) if "evidence" in str(quad.graph_name)][::2]
    node = BASE.id("strange/1")
    contact = [
        Literal(f"{text} {number}", language="es")
        for text in ("ana@dependencia.gob.mx", "Tel. 5481 7200,", "RFC PEGA800101AB1,")
        for number in range(3)
    ]
    stated = (Quad(node, ASM("remarks"), literal, BASE.graph("source/federal")) for literal in contact)
    return [*found, *kept, *stated]


def test_on_a_document_with_faults_of_every_query(faulty: list[Quad]) -> None:
    results = check_integrity(faulty).results
    assert results == in_memory(faulty)
    assert {result.rule for found in results.values() for result in found} >= NARROWED


def test_no_document_beside_the_registers_is_seen_as_a_whole(
    founding_release: Release, tmp_path: Path
) -> None:
    quads = Store.read_only(str(founding_release.path / "store"))
    graphs, others = files_by_graph(quads, BASE, tmp_path)
    prepared = prepare(graphs, others, RULES, BASE, tmp_path)
    seen = {one.name.value.removeprefix(BASE.graph("").value): one.is_whole for one in prepared}
    assert {"reference", "derived"} < seen.keys()
    assert sum(name.startswith("source/") for name in seen) == len(founding_release.manifest.inputs)
    assert {name for name, is_whole in seen.items() if is_whole} <= {"catalog"}


def test_a_query_that_is_not_known_runs_over_the_whole_graph(tmp_path: Path) -> None:
    text = """
        @prefix asm: <https://w3id.org/asm-graph/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix rule: <https://w3id.org/asm-graph/shapes#> .
        rule:Twin a sh:NodeShape ; sh:targetClass asm:Asm ; sh:message "{$this}"@es , "{$this}"@en ;
            sh:sparql [ sh:select "SELECT $this ?value { ?value <urn:same> $this . $this a ?class }" ] ."""
    (tmp_path / "twin.ttl").write_text(text, encoding="utf-8")
    graph, same = BASE.graph("source/one"), NamedNode("urn:same")
    one, other = BASE.id("one"), BASE.id("other")
    found = [Quad(node, RDF("type"), ASM("Asm"), graph) for node in (one, other)]
    report = check_integrity([*found, Quad(other, same, one, graph)], shapes=tmp_path)
    ((result,),) = report.results.values()
    assert (result.rule, result.focus, result.value) == (RULE("Twin"), one, other)
