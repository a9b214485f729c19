"""The real files of the federation and of a state, from files to a checked release.

Of the largest tables some whole programs and matrices stand for all: how the whole of each is read and mapped
is tested with its reader and its graph, and here it would take two minutes to check and to publish.
"""

from __future__ import annotations

import csv
import json
import operator
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook
from tests.matrix_tables import write_csv, write_xlsx
from tests.open_data import open_data
from tests.search.test_queries import FIRST, WITHIN_FIVE, known, queries, shares

from asm_graph.build.pipeline import build, founding_documents
from asm_graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asm_graph.releases import Release

MIR, SPENDING, LINKS = "mir-2022.xlsx", "cuenta-publica-2008-2018.csv", "sdg-links.csv"
ELSEWHERE = {"alignment", "official"}
"""Folders of tables that tests of their own read."""
ONE_IN = 8
KEPT = {"20S061", "20S361"}
"""Programs without which there is no history to test; those of number 71 are kept as well."""
PLACE = "https://w3id.org/asm-graph/"


@pytest.fixture(scope="module")
def data() -> Path:
    return open_data()


@pytest.fixture(scope="module")
def matrix_table(data: Path) -> list[list[str]]:
    """The header and the rows of one matrix in so many, all of each."""
    sheet = CalamineWorkbook.from_path(data / "federal" / MIR).get_sheet_by_index(0)
    header, *rows = ([str(cell) for cell in row] for row in sheet.to_python())
    key = header.index("KA_MATRIZ")
    chosen = set(sorted({row[key] for row in rows})[::ONE_IN])
    return [header, *(row for row in rows if row[key] in chosen)]


@pytest.fixture(scope="module")
def matrix_rows(matrix_table: list[list[str]]) -> list[dict[str, str]]:
    header, *rows = matrix_table
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def spending_table(data: Path) -> list[list[str]]:
    """The header and the rows of one program in so many, all years of each."""
    with (data / "federal" / SPENDING).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    key = header.index("RMP")
    chosen = set(sorted({row[key] for row in rows})[::ONE_IN]) | KEPT
    return [header, *(row for row in rows if row[key] in chosen or row[key].endswith("S071"))]


@pytest.fixture(scope="module")
def spending_rows(spending_table: list[list[str]]) -> list[dict[str, str]]:
    header, *rows = spending_table
    return [dict(zip(header, row, strict=True)) for row in rows]


def linked_programs(data: Path) -> list[list[str]]:
    """Return the header and the rows of the links to goals of one program in so many, all of each."""
    with (data / "federal" / LINKS).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    key = operator.itemgetter(*map(header.index, ("Ramo", "Modalidad", "Programa Presupuestario")))
    chosen = set(sorted({key(row) for row in rows})[::ONE_IN])
    return [header, *(row for row in rows if key(row) in chosen)]


@pytest.fixture(scope="module")
def federation(
    data: Path,
    matrix_table: Sequence[Sequence[str]],
    spending_table: Sequence[Sequence[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Release:
    folder = tmp_path_factory.mktemp("federation")
    tables = [path for path in sorted((data / "federal").iterdir()) if path.name not in ELSEWHERE]
    parts = [
        write_xlsx(folder / MIR, matrix_table),
        write_csv(folder / SPENDING, spending_table),
        write_csv(folder / LINKS, linked_programs(data)),
    ]
    whole = [path for path in tables if path.name not in {MIR, SPENDING, LINKS}]
    assert len(whole) == len(tables) - len(parts)
    return build([*founding_documents(), *whole, *parts, data / "state"], folder / "releases")


def count(release: Release, pattern: str) -> int:
    (row,) = release.query(
        f"PREFIX asm: <{PLACE}ontology#> PREFIX g: <{PLACE}graph/source/> "
        "PREFIX prov: <http://www.w3.org/ns/prov#> "
        f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}"
    )
    return int(row["n"].value)


def test_matrices_and_indicators_are_those_of_the_file(
    federation: Release, matrix_rows: list[dict[str, str]]
) -> None:
    stated = "GRAPH g:mir-2022 { %s }"
    fid = Counter(row["KA_MATRIZ"] for row in matrix_rows if row["TIPO_NIVEL"] == "FID")
    rows = Counter(row["KA_MATRIZ"] for row in matrix_rows)
    assert count(federation, stated % "?x a asm:ResultsMatrix") == len(rows) > 100
    assert count(federation, stated % "?x a asm:Indicator") == len(matrix_rows) > 600
    assert count(federation, stated % "?x asm:measures/a asm:Fid") == fid.total() > 60
    only_fid = stated % "?x a asm:ResultsMatrix MINUS { ?x asm:hasLevel/a asm:Fin }"
    assert count(federation, only_fid) == sum(rows[one] == fid[one] for one in rows) > 30


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


def test_spending_is_that_of_the_file(federation: Release, spending_rows: list[dict[str, str]]) -> None:
    assert (
        count(federation, "GRAPH g:cuenta-publica-2008-2018 { ?x a asm:Spending }")
        == len(spending_rows)
        > 1200
    )
    programs = {(row["ID_RAMO"], row["ID_MODALIDAD"], row["ID_PP"]) for row in spending_rows}
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


def test_equal_keys_of_different_branches_stay_apart(
    federation: Release, spending_rows: list[dict[str, str]]
) -> None:
    branches = {row["ID_RAMO"] for row in spending_rows if row["RMP"].endswith("S071")}
    assert {"9", "16", "20"} <= branches
    named = " ".join(f"<{PLACE}id/program/{branch}-S071>" for branch in branches)
    assert count(federation, f"VALUES ?x {{ {named} }} ?x a asm:Program") == len(branches)


def test_what_people_type_finds_its_page(federation: Release) -> None:
    there = known(federation.path)  # the federation of the tests has a part of the programs only
    ranks = {query.text: query.rank_in(federation.path) for query in queries() if query.right & there}
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
