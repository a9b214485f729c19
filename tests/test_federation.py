"""The real files of the federation and of a state, from files to a checked release."""

from __future__ import annotations

import csv
import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook
from tests.open_data import open_data
from tests.search.test_queries import FIRST, WITHIN_FIVE, queries, shares

from asm_graph.build.pipeline import build, founding_documents
from asm_graph.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release

MIR, SPENDING = "federal/mir-2022.xlsx", "federal/cuenta-publica-2008-2018.csv"
WITHOUT_LAYOUT = {"alignment", "official"}
"""Folders of tables that no layout reads yet."""
PLACE = "https://w3id.org/asm-graph/"


@pytest.fixture(scope="module")
def data() -> Path:
    return open_data()


@pytest.fixture(scope="module")
def federation(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    tables = [path for path in sorted((data / "federal").iterdir()) if path.name not in WITHOUT_LAYOUT]
    sources = [*founding_documents(), *tables, data / "state"]
    return build(sources, tmp_path_factory.mktemp("federation"))


@pytest.fixture(scope="module")
def matrix_rows(data: Path) -> list[dict[str, str]]:
    header, *rows = CalamineWorkbook.from_path(data / MIR).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, header), map(str, row), strict=True)) for row in rows]


def count(release: Release, pattern: str) -> int:
    (row,) = release.query(
        f"PREFIX asm: <{PLACE}ontology#> PREFIX g: <{PLACE}graph/source/> "
        "PREFIX prov: <http://www.w3.org/ns/prov#> "
        f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}"
    )
    return int(row["n"].value)


def spending_rows(data: Path) -> list[dict[str, str]]:
    with (data / SPENDING).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_matrices_and_indicators_are_those_of_the_file(
    federation: Release, matrix_rows: list[dict[str, str]]
) -> None:
    stated = "GRAPH g:mir-2022 { %s }"
    fid = Counter(row["KA_MATRIZ"] for row in matrix_rows if row["TIPO_NIVEL"] == "FID")
    rows = Counter(row["KA_MATRIZ"] for row in matrix_rows)
    assert count(federation, stated % "?x a asm:ResultsMatrix") == len(rows) == 901
    assert count(federation, stated % "?x a asm:Indicator") == len(matrix_rows) == 5968
    assert count(federation, stated % "?x asm:measures/a asm:Fid") == fid.total() == 818
    only_fid = stated % "?x a asm:ResultsMatrix MINUS { ?x asm:hasLevel/a asm:Fin }"
    assert count(federation, only_fid) == sum(rows[one] == fid[one] for one in rows) == 433


def test_targets_and_baselines_are_those_of_the_file(
    federation: Release, matrix_rows: list[dict[str, str]]
) -> None:
    kind = "asm:valueKind <https://w3id.org/asm-graph/id/code/value-kind/{}>"
    of_kind = f"GRAPH g:mir-2022 {{{{ ?x a asm:IndicatorValue ; {kind} }}}}"
    targets = [row for row in matrix_rows if row["META_ANUAL_PROGRAMADA"].strip()]
    baselines = [row for row in matrix_rows if row["LINEA_BASE"].strip()]
    dated = [row for row in baselines if row["CICLO_LINEA_BASE"].strip()[:2] in {"19", "20"}]
    dated = [row for row in dated if len(row["CICLO_LINEA_BASE"].strip()) == 4]
    assert count(federation, of_kind.format("target")) == len(targets)
    assert count(federation, of_kind.format("baseline")) == len(dated)


def test_spending_is_that_of_the_file(federation: Release, data: Path) -> None:
    rows = spending_rows(data)
    assert count(federation, "GRAPH g:cuenta-publica-2008-2018 { ?x a asm:Spending }") == len(rows) == 11375
    programs = {(row["ID_RAMO"], row["ID_MODALIDAD"], row["ID_PP"]) for row in rows}
    stated = "GRAPH g:cuenta-publica-2008-2018 { [] a asm:Spending ; asm:program ?x }"
    assert count(federation, stated) == len(programs)


def test_both_forms_of_the_state_table_state_the_same_commitments(federation: Release) -> None:
    table = "?x a asm:Asm ; prov:wasDerivedFrom ?{0} . ?{0} asm:layout 'state-asm-table' ."
    assert count(federation, table.format("file")) == 181
    both = f"{table.format('csv')} {table.format('workbook')} FILTER (?csv != ?workbook)"
    assert count(federation, both) == 181


def test_one_program_is_one_history(federation: Release) -> None:
    """S061: two founding documents, eleven years of spending, links to SDG, and the extension of 2008."""
    query = f"""
        PREFIX asm: <{PLACE}ontology#> PREFIX id: <{PLACE}id/program/>
        SELECT DISTINCT ?class WHERE {{ ?x asm:program id:20-S061 ; a ?class }}"""
    classes = {row["class"].value.rpartition("#")[2] for row in federation.query(query)}
    assert classes >= {"Spending", "Asm", "Evaluation", "ResultsMatrix", "ProgramName"}
    extension = f"?x <{PLACE}ontology#legislativeExtensionOf> <{PLACE}id/program/20-S061>"
    assert count(federation, extension) == 1


def test_equal_keys_of_different_branches_stay_apart(federation: Release, data: Path) -> None:
    branches = {row["ID_RAMO"] for row in spending_rows(data) if row["RMP"].endswith("S071")}
    assert {"9", "16", "20"} <= branches
    named = " ".join(f"<{PLACE}id/program/{branch}-S071>" for branch in branches)
    assert count(federation, f"VALUES ?x {{ {named} }} ?x a asm:Program") == len(branches)


def test_what_people_type_finds_its_page(federation: Release) -> None:
    ranks = {query.text: query.rank_in(federation.path) for query in queries()}
    assert len(ranks) > 100
    first, near = shares(ranks)
    assert first >= FIRST, ranks
    assert near >= WITHIN_FIVE, ranks


def test_every_file_is_accounted_for(federation: Release) -> None:
    report = json.loads((federation.reports / "extraction.json").read_bytes())
    for document in report["documents"]:
        known = document.get("known", document.get("furniture"))
        whole = document.get("cells", document.get("characters"))
        assert document["facts"] + known + document["notUnderstood"] == whole, document["file"]
    noted = {document["file"]: document["notUnderstood"] for document in report["documents"]}
    assert noted["mir-2022.xlsx"] > 0
    assert noted["cuenta-publica-2008-2018.csv"] == 0


def test_broken_copies_are_refused(data: Path, tmp_path: Path) -> None:
    paths = sorted((data / "awkward").iterdir())
    assert paths
    for path in paths:
        with pytest.raises(InputError, match=path.name):
            build([path], tmp_path)
