"""One document on its way to quads: names, reports, and what is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.divided_documents import ASM_PATH, annexes
from tests.documents_of_ours.office_annexes import typed_into_excel
from tests.documents_of_ours.stated import FOUNDING, document
from tests.printed_pages import reading_of

from asm_graph.build import extract
from asm_graph.build.extract import Extractor, withheld
from asm_graph.documents import load
from asm_graph.errors import UnknownLayout
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, DCT, PROV, RDF, Base

if TYPE_CHECKING:
    from pathlib import Path

EXTRACTOR = Extractor(Knowledge.default(), Base())
LETTERS = "Una carta sin secciones ni tablas, que de nada serviría leer aunque tenga letras."


def test_the_report_adds_up_and_names_the_layout() -> None:
    paths = sorted(FOUNDING.glob("*.txt"))
    assert paths
    for path in paths:
        report = EXTRACTOR.extract(load(path), "ours").report()
        assert (report["notUnderstood"], report["notUnderstoodText"]) == (0, [])
        assert report["facts"] + report["furniture"] == report["characters"]
        assert sum(report["furnitureByKind"].values()) == report["furniture"]
        assert report["layout"] in {"sedesol-asm-follow-up", "coneval-eed"}


def test_what_is_not_understood_is_shown_without_contact_data() -> None:
    text = (FOUNDING / "asm-seguimiento-2007-2008-3x1.txt").read_text(encoding="utf-8")
    torn = text.replace(
        "Aspectos específicos\n", "Aspectos específicos\nAvisar a jperez@sedesol.gob.mx hoy\n", 1
    )
    report = EXTRACTOR.extract(document(torn), "ours").report()
    (missed,) = report["notUnderstoodText"]
    assert missed["text"] == "Avisar a […] hoy"
    assert torn[missed["start"] : missed["end"]] == "Avisar a jperez@sedesol.gob.mx hoy"


def test_contact_data_is_withheld_from_people_too() -> None:
    assert withheld("Tel. 5481 7200 y jperez@sedesol.gob.mx, 2,419 proyectos") == "[…] y […], 2,419 proyectos"


def test_what_was_read_with_doubt_is_listed_for_review(monkeypatch: pytest.MonkeyPatch) -> None:
    pages, record = annexes({"45%": 0.61})
    monkeypatch.setattr(extract, "read", lambda document, _: reading_of(document, record))
    report = EXTRACTOR.extract(pages, "ours").report()
    (value,) = report["review"]
    assert (value["entity"], value["value"], value["confidence"]) == (f"{ASM_PATH}/action/1", "45", 0.61)
    assert any("below 0.8" in notice["en"] and "menor a 0.8" in notice["es"] for notice in report["notices"])


def test_another_text_is_refused() -> None:
    with pytest.raises(UnknownLayout, match="none of the documents that are understood"):
        EXTRACTOR.extract(document(LETTERS), "ours")


def test_the_document_describes_itself() -> None:
    found = EXTRACTOR.extract(load(FOUNDING / "eed-2009-2010-3x1.txt"), "eed")
    node = Base().id("document/eed")
    described = {quad.predicate: quad.object for quad in found.quads if quad.subject == node}
    assert described[RDF("type")] == ASM("SourceDocument")
    assert described[DCT("publisher")] == Base().id("agency/coneval")
    assert described[ASM("sha256")].value == found.document.sha256
    assert described[DCT("title")].value.startswith("Evaluación Específica de Desempeño 2009-2010")


@pytest.mark.parametrize("path", sorted(FOUNDING.glob("*.txt")), ids=lambda path: path.stem)
def test_every_excerpt_quotes_its_characters_and_proves_a_value(path: Path) -> None:
    found = EXTRACTOR.extract(load(path), "ours")
    evidence = Base().graph("evidence/ours")
    excerpts: dict[str, dict[str, object]] = {}
    for quad in found.quads:
        if quad.graph_name == evidence:
            excerpts.setdefault(quad.subject.value, {})[quad.predicate.value.rpartition("#")[2]] = quad.object
    stated = {
        (quad.subject, quad.predicate, quad.object) for quad in found.quads if quad.graph_name != evidence
    }
    assert excerpts
    for excerpt in excerpts.values():
        start, end = int(excerpt["start"].value), int(excerpt["end"].value)
        assert found.document.text[start:end] == excerpt["quote"].value
        assert (excerpt["subject"], excerpt["property"], excerpt["statesValue"]) in stated


@pytest.mark.parametrize("path", sorted(FOUNDING.glob("*.txt")), ids=lambda path: path.stem)
def test_every_entity_is_derived_from_the_document(path: Path) -> None:
    found = EXTRACTOR.extract(load(path), "ours")
    derived = {quad.subject for quad in found.quads if quad.predicate == PROV("wasDerivedFrom")}
    typed = {quad.subject for quad in found.quads if quad.predicate == RDF("type")}
    ours = {
        node
        for node in typed
        if any(part in node.value for part in ("/id/asm/", "/id/mir/", "/id/evaluation/"))
    }
    assert ours
    assert ours <= derived


def test_what_a_form_in_a_workbook_states_cites_sheet_and_cell(tmp_path: Path) -> None:
    typed_into_excel(tmp_path / "anexo.xlsx")
    found = EXTRACTOR.extract(load(tmp_path / "anexo.xlsx"), "anexo")
    said: dict[object, dict[str, str]] = {}
    for quad in found.quads:
        for name in ("quote", "sheet", "cell", "start", "readBy"):
            if quad.predicate == ASM(name):
                said.setdefault(quad.subject, {})[name] = quad.object.value
    quoted = {excerpt["quote"]: excerpt for excerpt in said.values() if "cell" in excerpt}
    assert quoted["Actualizar el diagnóstico."]["cell"] == "B10"
    assert {excerpt["sheet"] for excerpt in quoted.values()} == {"Anexo D"}
    assert all(
        "start" in excerpt and excerpt["readBy"].endswith("/spreadsheet") for excerpt in quoted.values()
    )
    assert len(found.document.sha256) == 64
