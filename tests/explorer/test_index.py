"""The index holds each thing once, under a short key and its names; a query that does not hold is named."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from asm_graph.errors import InputError
from asm_graph.explorer.choice import Choice
from asm_graph.explorer.index import write_explorer_index
from asm_graph.explorer.reading import Explorer, explorer_of
from asm_graph.explorer.things import key_of
from asm_graph.knowledge import Knowledge

HEADER = """#+ title = { es = "T", en = "T" }
#+ lead = { es = "T", en = "T" }
#+ noun = { es = "uno|varios", en = "one|several" }
#+ order = []
#+ [columns]
#+ s = { kind = "thing", es = "S", en = "S" }
"""


def cells(explorer: Explorer, kind: str, *columns: str, language: str = "es") -> list[list[list[object]]]:
    rows = explorer.rows(Choice(kind), columns, "en" if language == "en" else "es")
    return [[[value.value for value in cell] for cell in row] for row in rows]


def test_an_indicator_has_its_values_in_one_row(explorer: Explorer) -> None:
    found = cells(
        explorer,
        "indicators",
        "indicator",
        "key",
        "year",
        "level",
        "target",
        "actual",
        "achievement",
        "latest",
        "baseline",
    )
    assert [["Tasa de mortalidad"], ["12-E010"], [2022], ["Fin"], [80], [100.5], [79.6], [100.5], []] in found
    assert [["Vacunas aplicadas"], ["12-E010"], [2022], [], [], [], [], [], [3]] in found
    assert [["Créditos"], [], [2021], [], [], [], [], [], []] in found


def test_amounts_are_in_millions_of_pesos(explorer: Explorer) -> None:
    assert cells(explorer, "spending", "program", "year", "moment", "amount") == [
        [["Ñandú para la niñez"], [2022], ["Ejercido"], [90.5]],
        [["Árboles"], [2021], [], [2]],
    ]


def test_a_cell_may_have_several_values(explorer: Explorer) -> None:
    themes = {tuple(row[1]) for row in cells(explorer, "asm", "asm", "theme")}
    assert themes == {("Diseño", "Operación"), ("Diseño",)}


def test_a_state_program_has_its_state_and_a_federal_one_its_branch(explorer: Explorer) -> None:
    places = {row[0][0]: row[1:] for row in cells(explorer, "programs", "program", "branch", "state")}
    assert places == {
        "Árboles": [["Bienestar"], []],
        "Fondo Plata": [[], ["Zacatecas"]],
        "Ñandú para la niñez": [["Salud"], []],
    }


def test_names_are_in_the_language_of_the_reader(explorer: Explorer) -> None:
    assert [["No target"], ["Warning"], [2022]] in cells(
        explorer, "findings", "finding", "severity", "year", language="en"
    )
    assert [["Sin meta"], ["Advertencia"], [2022]] in cells(
        explorer, "findings", "finding", "severity", "year"
    )


def test_what_has_no_name_is_called_by_what_it_is_made_of(explorer: Explorer) -> None:
    assert cells(explorer, "evaluations", "evaluation", "asms") == [[["Evaluación de diseño 2018"], [1]]]


def test_a_cell_leads_to_its_evidence(explorer: Explorer) -> None:
    rows = explorer.rows(Choice("indicators", {"level": ("fin",)}), ("indicator", "target"), "es")
    ((indicator,), (target,)) = next(rows)
    assert indicator.iri == "https://w3id.org/asm-graph/id/i/1"
    assert target.iri == "https://w3id.org/asm-graph/id/i/1/2022/target"


def test_a_table_without_rows_is_written(tmp_path: Path) -> None:
    write_explorer_index(Store(), Knowledge.default(), tmp_path / "explorer.sqlite")
    explorer = explorer_of(tmp_path)
    assert explorer
    assert explorer.page(Choice("asm"), 1, "es").total == 0


def test_a_release_of_earlier_software_has_no_explorer(tmp_path: Path) -> None:
    assert explorer_of(tmp_path) is None


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT ?s { ?s ?p ", "cannot be parsed"),
        ("ASK { ?s ?p ?o }", "SELECT"),
        ("SELECT ?o { ?s ?p ?o }", "selects o, but its header describes s"),
    ],
)
def test_a_query_that_does_not_hold_is_named(tmp_path: Path, query: str, reason: str) -> None:
    (tmp_path / "sparql" / "explore").mkdir(parents=True)
    (tmp_path / "seeds" / "registers").mkdir(parents=True)
    (tmp_path / "seeds" / "registers" / "jurisdictions.csv").write_text("jurisdiction,label\n")
    (tmp_path / "sparql" / "explore" / "t.rq").write_text(HEADER + query)
    with pytest.raises(InputError, match=rf"t\.rq: .*{reason}"):
        write_explorer_index(Store(), Knowledge(tmp_path), tmp_path / "explorer.sqlite")


def test_keys_are_short_and_stable() -> None:
    base = "https://w3id.org/asm-graph/id/"
    assert key_of(f"{base}plan/pnd-2019-2024/objective/1.1") == "pnd-2019-2024/objective/1.1"
    assert key_of(f"{base}branch/12") == "12"
    assert key_of("http://www.w3.org/ns/shacl#Warning") == "Warning"
