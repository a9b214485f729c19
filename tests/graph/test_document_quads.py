"""The quads of one document: what proves each value, what is numbered, labeled and told only once."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, serialize
from tests.mapped_documents import BASE, Facts

from asm_graph.documents import Passage
from asm_graph.graph.document_quads import DocumentQuads
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, PROV, RDFS, SKOS
from asm_graph.records import Place
from asm_graph.records.tables import QuotedColumns
from asm_graph.records.texts import Fact, fact

TEXT = "Tema: Diseño de los padrones"
THEME = fact(Passage.of(TEXT, 6, 12))
ROW = Place("Hoja1", "A2:C2", "1\tDiseño")
NODE = BASE.id("asm/1")


@pytest.fixture
def document() -> DocumentQuads:
    return DocumentQuads(BASE, "ours")


def test_a_fact_is_stated_with_its_passage(document: DocumentQuads) -> None:
    document.read(NODE, ASM("theme"), THEME, terms.text)
    facts = Facts(document.quads)
    (excerpt,) = facts.of_class(ASM("Excerpt"))
    assert excerpt.startswith("document/ours/excerpt/")
    assert facts.values(NODE, ASM("theme")) == ["Diseño"]
    assert facts.values(excerpt, ASM("quote")) == ["Diseño"]
    assert facts.values(excerpt, ASM("property")) == [ASM("theme").value]
    assert facts.values(excerpt, ASM("statesValue")) == ["Diseño"]
    start, end = (int(facts.values(excerpt, ASM(name))[0]) for name in ("start", "end"))
    assert TEXT[start:end] == "Diseño"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_lines_are_those_of_the_serializer(text: str) -> None:
    document = DocumentQuads(BASE, "ours")
    document.read(NODE, ASM("theme"), text, terms.text)
    document.record(NODE, Place(text, "A2:C2", text, QuotedColumns((text,), ("asm:theme",))))
    written = serialize(document.quads, format=RdfFormat.N_QUADS)
    assert written is not None
    assert set(io.BytesIO(document.lines)) == set(io.BytesIO(written))


def test_lines_are_sorted_and_each_once(document: DocumentQuads) -> None:
    for name in ("b", "ñ", "a", "b"):
        document.read(BASE.id(f"asm/{name}"), ASM("theme"), THEME, terms.text)
        document.record(BASE.id(f"asm/{name}"), ROW)
    lines = document.lines.splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(lines) == 3 * (1 + 8 + 1 + 8)


def test_what_is_stated_twice_is_one_quad(document: DocumentQuads) -> None:
    for _ in range(2):
        document.record(NODE, ROW)
    assert len(set(document.quads)) == len(document.quads)


def test_a_value_joined_from_pieces_has_an_excerpt_for_each(document: DocumentQuads) -> None:
    pieces = Passage.joined([Passage.of(TEXT, 6, 12), Passage.of(TEXT, 20, 28)])
    document.read(NODE, ASM("theme"), fact(pieces), terms.text)
    facts = Facts(document.quads)
    quotes = [facts.values(one, ASM("quote"))[0] for one in facts.of_class(ASM("Excerpt"))]
    assert sorted(quotes) == ["Diseño", "padrones"]


def test_a_plain_value_is_proven_by_its_row(document: DocumentQuads) -> None:
    document.read(NODE, ASM("theme"), "Diseño", terms.text)
    assert Facts(document.quads).of_class(ASM("Excerpt")) == []
    document.record(NODE, ROW)
    facts = Facts(document.quads)
    (excerpt,) = facts.of_class(ASM("Excerpt"))
    assert facts.values(NODE, PROV("wasDerivedFrom")) == ["document/ours"]
    assert facts.values(excerpt, ASM("sheet")) == ["Hoja1"]
    assert facts.values(excerpt, ASM("cell")) == ["A2:C2"]
    assert facts.values(excerpt, ASM("quote")) == ["1\tDiseño"]


def test_rows_that_quote_the_same_columns_share_their_names(document: DocumentQuads) -> None:
    columns = QuotedColumns(("Núm.", "Tema"), ("asm:number", "asm:theme"))
    for number in (2, 3):
        document.record(BASE.id(f"asm/{number}"), Place("Hoja1", f"A{number}:C{number}", "1\t", columns))
    facts = Facts(document.quads)
    (shared,) = facts.of_class(ASM("QuotedColumns"))
    excerpts = facts.of_class(ASM("Excerpt"))
    assert len(excerpts) == 2
    assert {tuple(facts.values(one, ASM("quotedColumns"))) for one in excerpts} == {(shared,)}
    assert facts.values(shared, ASM("columnNames")) == ["Núm.\tTema"]
    assert facts.values(shared, ASM("columnProperties")) == ["asm:number\tasm:theme"]


def test_what_is_absent_is_not_stated(document: DocumentQuads) -> None:
    document.read(NODE, ASM("theme"), None, terms.text)
    document.record(NODE, None)
    assert document.quads == ()


def test_facts_and_excerpts_are_in_graphs_of_their_own(document: DocumentQuads) -> None:
    document.read(NODE, ASM("theme"), THEME, terms.text)
    graphs = {quad.graph_name for quad in document.quads if quad.subject == NODE}
    assert graphs == {BASE.graph("source/ours")}
    assert {quad.graph_name for quad in document.quads} - graphs == {BASE.graph("evidence/ours")}


def test_only_the_first_row_of_an_entity_is_recorded(document: DocumentQuads) -> None:
    document.record_first(NODE, ROW)
    document.record_first(NODE, Place("Hoja1", "A3:C3", "2"))
    assert Facts(document.quads).of_class(ASM("Excerpt"))
    assert len(Facts(document.quads).of_class(ASM("Excerpt"))) == 1


def test_other_content_under_the_same_path_is_numbered(document: DocumentQuads) -> None:
    paths = [document.numbered("spending/1", content) for content in ("a", "b", "a", "c")]
    assert paths == ["spending/1", "spending/1-2", "spending/1", "spending/1-3"]
    assert document.numbered("spending/2", "b") == "spending/2"


def test_the_first_name_is_the_label(document: DocumentQuads) -> None:
    assert [document.label(NODE, name) for name in ("Uno", "Uno", "Otro")] == [True, False, True]
    facts = Facts(document.quads)
    assert facts.values(NODE, RDFS("label")) == ["Uno"]
    assert facts.values(NODE, SKOS("altLabel")) == ["Otro"]


def test_each_notice_is_told_once(document: DocumentQuads) -> None:
    for text in ("b", "a", "b"):
        document.notice(text)
    assert document.notices == ("b", "a")


def test_the_same_statement_is_one_quad(document: DocumentQuads) -> None:
    for _ in range(2):
        document.read(NODE, ASM("theme"), Fact("Diseño", THEME.passage), terms.text)
    assert len(document.quads) == len(set(document.quads)) == 1 + 8
