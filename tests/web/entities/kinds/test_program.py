"""The page of a program over a release of our own: names, figures and findings as people read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.web.told_release import told

from asm_graph.releases import write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

_PROGRAM = """
<id/program/20-S001> a asm:Program ; rdfs:label "Apoyo a la Niñez"@es ; asm:programKey "20S001" .
<id/code/population-kind/target> skos:prefLabel "Población objetivo"@es .
<id/code/missing/not-available> skos:prefLabel "No disponible"@es ; skos:notation "not-available" .
<id/population/1> a asm:PopulationValue ; asm:program <id/program/20-S001> ; asm:year "2031"^^xsd:gYear ;
  asm:populationKind <id/code/population-kind/target> ; asm:value 6556201.0 ; asm:rawValue "6556201.0" .
<id/population/2> a asm:PopulationValue ; asm:program <id/program/20-S001> ; asm:year "2032"^^xsd:gYear ;
  asm:populationKind <id/code/population-kind/target> ; asm:missing <id/code/missing/not-available> .
<id/code/spending-kind/exercised> skos:prefLabel "Gasto ejercido"@es .
<id/spending/20-S001/2031/exercised> a asm:Spending ; asm:program <id/program/20-S001> ; asm:amount 90680.6 ;
  asm:year "2031"^^xsd:gYear ; asm:spendingKind <id/code/spending-kind/exercised> ; asm:scale 1000000.0 ;
  asm:currency "MXN" .
"""
_NAMED = """
<id/program/20-S001/name/{0}> a asm:ProgramName ; asm:program <id/program/20-S001> ; rdfs:label "{1}"@es ;
  asm:year "{2}"^^xsd:gYear .
"""
_ALIGNED = """
<id/plan/{0}> skos:prefLabel "Plan {0}"@es .
<id/plan/{0}/{1}/{2}> a asm:{3} ; skos:prefLabel "{4}"@es ; skos:inScheme <id/plan/{0}> .
<id/alignment/{0}-{1}-{2}> a asm:Alignment ; asm:program <id/program/20-S001> ;
  asm:statedIn <id/document/d1> ; asm:alignedTo <id/plan/{0}/{1}/{2}> ; asm:year "{5}"^^xsd:gYear .
"""
_FOUND = """
<id/finding/{0}> a asm:Finding ; asm:program <id/program/20-S001> ; sh:resultSeverity sh:{1} ;
  asm:rule <https://w3id.org/asm-graph/shapes#R> .
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., object]) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("program")
    names = [("a", "APOYO A LA NIÑEZ", 2030), ("b", "Apoyo a la Niñez", 2031), ("c", "Becas de Prueba", 2029)]
    aligned = [
        ("viejo", "objective", 1, "SectoralObjective", "Lo de antes", 2019),
        ("nuevo", "axis", 2, "Axis", "Bienestar", 2031),
        ("nuevo", "axis", 3, "Axis", "Innovación", 2031),
    ]
    parts = [
        _PROGRAM,
        *(_NAMED.format(*name) for name in names),
        *(_ALIGNED.format(*one) for one in aligned),
        *(_FOUND.format(n, severity) for n, severity in enumerate(("Warning", "Warning", "Info"))),
    ]
    write_release(folder / "releases", told("\n".join(parts)))
    with run(folder / "releases", folder / "log", workers=2) as server, server.client() as client:
        yield client


def text(client: httpx.Client, path: str, language: str = "es") -> str:
    answer = client.get(f"/doc/{path}", headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_names_that_differ_in_capitals_are_one(client: httpx.Client) -> None:
    page = text(client, "program/20-S001")
    assert "2029 Becas de Prueba 2030–2031 Apoyo a la Niñez" in page
    assert "APOYO" not in page.partition("A qué contribuye")[0]


def test_it_contributes_to_what_was_said_last(client: httpx.Client) -> None:
    page = text(client, "program/20-S001")
    assert re.search(r"Contribuye a « Bienestar » \( Plan nuevo \) ?\.", page)
    assert re.search(r"También contribuye a « Innovación » \( Plan nuevo \) ?\.", page)
    assert not re.search(r"ontribuye a « Lo de antes", page)


def test_findings_are_counted_by_severity(client: httpx.Client) -> None:
    assert "encontró 2 advertencias y 1 aviso" in text(client, "program/20-S001")
    assert "found 2 warnings and 1 notice" in text(client, "program/20-S001", "en")


def test_figures_have_their_thousands_and_say_what_is_missing(client: httpx.Client) -> None:
    page = text(client, "program/20-S001")
    assert "6,556,201" in page
    assert "6556201.0" not in page
    assert "No disponible" in page
    assert "not-available" not in page


def test_an_amount_is_told_in_millions(client: httpx.Client) -> None:
    page = text(client, "spending/20-S001/2031/exercised")
    assert re.search(r"Gasto ejercido de « Apoyo a la Niñez » en 2031 ?: 90,680\.6 millones de pesos", page)
