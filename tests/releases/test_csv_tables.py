"""Each table has its rows, and CSVW describes each column."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from asm_graph.errors import InputError
from asm_graph.kept_files import KeptFiles
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.kept_results import KeptResults
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS
from asm_graph.releases import Release
from asm_graph.releases.csv_tables import METADATA, write_tables

EXPECTED = {
    "programs": {"key": "20-S061", "label": "Programa 3x1 para Migrantes"},
    "objectives": {
        "kind": "Axis",
        "notation": "1",
        "label": "Igualdad de oportunidades",
        "verification": "verified",
    },
    "alignments": {"year": "2009"},
    "asms": {
        "cycle": "2007-2008",
        "classification": "specific",
        "text": 'Definir "cobertura",\nsin duda',
        "actions": "1",
    },
    "actions": {"progress": "75.5", "dueDate": "2009-12", "completionDate": ""},
    "indicators": {"label": "Municipios atendidos", "year": "2009", "level": ""},
    "indicator-values": {"kind": "target", "value": "", "missing": "not-available", "printed": "ND"},
    "statements": {"kind": "strength", "text": "'=1+1 es fortaleza"},
    "documents": {
        "title": "Documento",
        "pages": "3",
        "capturedOn": "2026-03-01",
        "license": "https://e.org/l",
    },
    "findings": {"messageEs": "Sin fecha", "messageEn": "No date"},
}
MANY = {
    ("programs", "formerNames"): {"3x1", "Iniciativa Ciudadana"},
    ("actions", "responsibleUnits"): {f"https://w3id.org/asm-graph/id/unit/{unit}" for unit in "ab"},
}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture
def metadata(release: Release) -> Any:
    return json.loads((release.path / "dumps" / METADATA).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_has_a_row_for_each_thing(release: Release, name: str) -> None:
    (row,) = read(release.path / "dumps" / f"{name}.csv")
    assert EXPECTED[name].items() <= row.items()
    assert next(iter(row.values())).startswith("https://w3id.org/asm-graph/id/")


@pytest.mark.parametrize(("table", "column"), MANY)
def test_many_values_of_a_cell_are_parted_as_described(
    release: Release, metadata: Any, table: str, column: str
) -> None:
    (described,) = (item for item in metadata["tables"] if item["url"] == f"{table}.csv")
    (separator,) = (
        item["separator"] for item in described["tableSchema"]["columns"] if item["name"] == column
    )
    (row,) = read(release.path / "dumps" / f"{table}.csv")
    assert set(row[column].split(separator)) == MANY[table, column]


def test_csvw_describes_the_header_of_each_file(release: Release, metadata: Any) -> None:
    assert {table["url"] for table in metadata["tables"]} == {f"{name}.csv" for name in EXPECTED}
    for table in metadata["tables"]:
        header = (release.path / "dumps" / table["url"]).read_text(encoding="utf-8-sig").splitlines()[0]
        assert header.split(",") == [column["titles"] for column in table["tableSchema"]["columns"]]
        assert {text["@language"] for text in table["dc:title"]} == {"es", "en"}


HEADER = """#+ title.es = "T"
#+ title.en = "T"
#+ [columns]
#+ s = { es = "S", en = "S" }
"""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT ?s { ?s ?p ?o }", "header of the table"),
        ("#+ title = \nSELECT ?s { ?s ?p ?o }", "header is no TOML"),
        (HEADER + "SELECT ?s { ?s ?p ", "cannot be parsed"),
        (HEADER + "ASK { ?s ?p ?o }", "SELECT"),
        (HEADER + "SELECT ?o { ?s ?p ?o }", "selects o"),
    ],
)
def test_a_query_file_that_does_not_hold_is_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "t.rq").write_text(text)
    with pytest.raises(InputError, match=rf"t\.rq: .*{reason}"):
        write_tables(
            Store(), KeptResults(KeptFiles(tmp_path)), tmp_path, tmp_path, "http://example.org/licence"
        )


def test_hostile_text_comes_back_from_csv(tmp_path: Path) -> None:
    hostile = '";,\r\n\t=cmd|"\'\n| ñ 😀'
    node = NamedNode("http://example.org/a")
    store = Store()
    store.add(Quad(node, node, Literal(hostile)))
    (tmp_path / "t.rq").write_text(HEADER + "SELECT (?o AS ?s) { ?a ?p ?o }")
    write_tables(store, KeptResults(KeptFiles(tmp_path)), tmp_path, tmp_path, "http://example.org/licence")
    assert read(tmp_path / "t.csv") == [{"s": hostile}]


def test_the_description_tells_of_the_guard(release: Release, metadata: Any) -> None:
    told = {text["@language"]: text["@value"] for text in metadata["dc:description"]}
    assert "apóstrofo" in told["es"]
    assert "apostrophe" in told["en"]
    for table in metadata["tables"]:
        assert (release.path / "dumps" / table["url"]).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("key", ["12E010", "04E002", "20S061", "6E1"])
def test_a_key_is_written_as_spreadsheets_keep_it(tmp_path: Path, key: str) -> None:
    node, key_of = NamedNode("https://w3id.org/asm-graph/id/program/x"), ASM("programKey")
    store = Store()
    store.extend([
        Quad(node, RDF("type"), ASM("Program")), Quad(node, RDFS("label"), Literal("P", language="es")),
        Quad(node, key_of, Literal(key)),
    ])  # fmt: skip
    queries = tmp_path / "queries"
    queries.mkdir()
    query = Knowledge.default().sparql / "tables" / "programs.rq"
    (queries / "programs.rq").write_text(query.read_text(encoding="utf-8"), encoding="utf-8")
    write_tables(store, KeptResults(KeptFiles(tmp_path)), queries, tmp_path, "http://example.org/licence")
    (row,) = read(tmp_path / "programs.csv")
    assert row["key"] == re.sub("(?=[ES])", "-", key)


def test_only_texts_are_guarded(tmp_path: Path) -> None:
    header = HEADER + '#+ v = { datatype = "decimal", es = "V", en = "V" }\n'
    node = NamedNode("http://example.org/a")
    store = Store()
    store.add(Quad(node, node, Literal("=A1")))
    (tmp_path / "t.rq").write_text(header + "SELECT (?o AS ?s) (-0.5 AS ?v) { ?a ?p ?o }")
    write_tables(store, KeptResults(KeptFiles(tmp_path)), tmp_path, tmp_path, "http://example.org/licence")
    assert read(tmp_path / "t.csv") == [{"s": "'=A1", "v": "-0.5"}]
