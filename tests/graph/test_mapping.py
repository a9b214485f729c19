"""The dispatch of readings by their record, and the description of their documents."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
from tests.graph.layouts.extracted import EXTRACTOR
from tests.mapped_documents import Facts, mapped

import asm_graph.records
from asm_graph.documents import TableDocument, load
from asm_graph.graph import mapping
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, DCT, RDF
from asm_graph.readers.reading import CellAccount, Reading
from asm_graph.records import ProgramRef
from asm_graph.records.parts import Part
from asm_graph.records.spending import ProgramCatalog
from asm_graph.templates.filled_workbook import FilledWorkbook

DOCUMENTS = sorted((Knowledge.default().seeds / "documents").glob("*.txt"))
TABLE = TableDocument(Path("ours.csv"), (), "utf-8", "a" * 64, 0, "text/csv")


def records_of_documents() -> set[type]:
    """The records that have programs: those of whole documents, and not a part of one."""
    modules = [
        importlib.import_module(f"asm_graph.records.{module.name}")
        for module in pkgutil.iter_modules(asm_graph.records.__path__)
    ]
    classes = {
        member
        for module in modules
        for _, member in inspect.getmembers(module, inspect.isclass)
        if member.__module__ == module.__name__ and member is not Part and not member.__name__.startswith("_")
    }
    return {one for one in classes if hasattr(one, "programs") and not getattr(one, "_is_protocol", False)}


def test_every_record_of_a_document_has_a_mapper() -> None:
    records = records_of_documents()
    assert len(records) > 8
    assert set(mapping._MAPPERS) == records | {FilledWorkbook}


def test_each_mapper_takes_the_record_that_it_is_named_for() -> None:
    assert mapping._MAPPERS
    for record, mapper in mapping._MAPPERS.items():
        assert inspect.signature(mapper).parameters["record"].annotation == record.__name__


def test_a_table_is_described() -> None:
    record = ProgramCatalog((ProgramRef(7, "E", 3, "Feria", 2031),))
    reading = Reading("program-catalogue", "Catálogo 2031", record, CellAccount(1, {}), ("look",))
    found = mapped(reading, TABLE)
    facts = Facts(found.quads)
    assert facts.values("document/ours", RDF("type")) == [ASM("SourceDocument").value]
    assert facts.values("document/ours", DCT("title")) == ["Catálogo 2031"]
    assert facts.values("document/ours", ASM("layout")) == ["program-catalogue"]
    assert facts.values("document/ours", ASM("sha256")) == ["a" * 64]
    assert facts.values("document/ours", DCT("publisher")) == []
    assert facts.of_class(ASM("ProgramName"))[0].startswith("program/7-E003/name/")
    assert found.notices == ("look",)


@pytest.mark.parametrize(
    ("beginning", "title", "publisher"),
    [
        ("asm", "Seguimiento a Aspectos Susceptibles de Mejora 2007-2008", "agency/sedesol"),
        ("eed", "Evaluación Específica de Desempeño 2009-2010", "agency/coneval"),
    ],
)
def test_a_text_is_described_with_its_publisher(beginning: str, title: str, publisher: str) -> None:
    (path,) = (one for one in DOCUMENTS if one.name.startswith(beginning))
    facts = Facts(EXTRACTOR.extract(load(path), "ours").quads)
    assert facts.values("document/ours", DCT("title"))[0].startswith(title)
    assert facts.values("document/ours", DCT("publisher")) == [publisher]
