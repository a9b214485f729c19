"""The excerpts of a document: those of rows, however often and by whatever columns they are quoted."""

from __future__ import annotations

from tests.mapped_documents import BASE, Facts

from asm_graph.graph.document_quads import DocumentQuads
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records import Place
from asm_graph.records.tables import QuotedColumns

NODE = BASE.id("asm/1")


def test_a_row_quoted_by_other_columns_is_one_excerpt_with_both_quotes() -> None:
    document = DocumentQuads(BASE, "ours")
    for quote, column in (("1", "Núm."), ("Diseño", "Tema"), ("1", "Núm.")):
        document.record(NODE, Place("Hoja1", "A2:C2", quote, QuotedColumns((column,), ("",))))
    facts = Facts(document.quads)
    (excerpt,) = facts.of_class(ASM("Excerpt"))
    assert facts.values(excerpt, ASM("quote")) == ["1", "Diseño"]
    assert len(facts.values(excerpt, ASM("quotedColumns"))) == 2


def test_excerpts_of_several_entities_of_a_row_are_apart() -> None:
    document, row = DocumentQuads(BASE, "ours"), Place("Hoja1", "A2:C2", "1\tDiseño")
    for path in ("asm/1", "asm/2"):
        document.record(BASE.id(path), row)
    facts = Facts(document.quads)
    excerpts = facts.of_class(ASM("Excerpt"))
    assert len(excerpts) == 2
    assert {*facts.values(excerpts[0], ASM("subject")), *facts.values(excerpts[1], ASM("subject"))} == {
        "asm/1",
        "asm/2",
    }
