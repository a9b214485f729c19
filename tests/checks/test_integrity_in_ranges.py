"""Checking graphs as files, range by range, gives the results of checking each with everything in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bench.federal_graph import federal_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from tests.shacl.core.test_agreement import spoiled

from asm_graph.checks import graph_check
from asm_graph.checks.integrity import check_integrity
from asm_graph.checks.integrity_in_memory import check_in_memory
from asm_graph.checks.query_candidates import NARROWED
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, SKOS, VOID, XSD, Base
from asm_graph.shacl.shapes import RULE, Shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FOLDER = Knowledge.default().shapes / "integrity"
BASE = Base()
RULES = Shapes.load(FOLDER)

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
            Quad, st.sampled_from(NODES), st.just(RDF("type")), st.sampled_from(CLASSES), st.sampled_from(GRAPHS)
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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(quads)
def test_on_random_graphs(found: list[Quad]) -> None:
    assert check_integrity(found).results == in_memory(found)
