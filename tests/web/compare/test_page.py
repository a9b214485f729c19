"""Programs side by side over a release of our own, as page, picture and spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook
from tests.web.told_release import told

from asm_graph.releases import write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

HTML = {"Accept": "text/html", "Accept-Language": "es"}
BOTH = {"program": ["20-S001", "20-S002"]}
_OF_EACH = """
<id/program/20-S00{0}> a asm:Program ; rdfs:label "{1}"@es ; asm:programKey "20S00{0}" ;
  asm:branch <id/branch/20> ; asm:modality <id/code/modality/S> .
<id/alignment/{0}> a asm:Alignment ; asm:program <id/program/20-S00{0}> ; asm:statedIn <id/document/d1> ;
  asm:alignedTo <id/plan/pnd/axis/1> ; asm:year "2031"^^xsd:gYear, "2032"^^xsd:gYear .
"""
_SHARED = """
asm:Axis rdfs:label "Eje"@es . asm:Fin rdfs:label "Fin"@es .
<id/branch/20> rdfs:label "Bienestar"@es .
<id/plan/pnd/axis/1> a asm:Axis ; skos:prefLabel "Igualdad"@es ; skos:inScheme <id/plan/pnd> .
<id/plan/pnd> skos:prefLabel "Plan de Prueba"@es .
<id/document/d1> a asm:SourceDocument ; dct:title "Cuenta de Prueba"@es .
<id/code/spending-kind/exercised> skos:prefLabel "Ejercido"@es .
<id/code/asm-state/completed> skos:prefLabel "Concluido"@es .
<id/code/asm-class/specific> skos:prefLabel "Específico"@es .
<id/asm/20-S001/2031/specific/1> a asm:Asm ; asm:program <id/program/20-S001> ;
  asm:state <id/code/asm-state/completed> ; asm:classification <id/code/asm-class/specific> .
<id/mir/20-S001/2031> a asm:ResultsMatrix ; asm:program <id/program/20-S001> ; asm:year "2031"^^xsd:gYear ;
  asm:hasLevel <id/mir/20-S001/2031/fin> ; asm:hasIndicator <id/mir/20-S001/2031/indicator/1> .
<id/mir/20-S001/2031/fin> a asm:Fin ; asm:narrative "Contribuir a la igualdad."@es .
<id/mir/20-S001/2031/indicator/1> a asm:Indicator ; rdfs:label "Hogares"@es ;
  asm:unitOfMeasure "Porcentaje"@es ; asm:measures <id/mir/20-S001/2031/fin> .
<id/mir/20-S001/2031/indicator/1/2031/target> a asm:IndicatorValue ; asm:year "2031"^^xsd:gYear ;
  asm:indicator <id/mir/20-S001/2031/indicator/1> ; asm:value 1250.5 ;
  asm:valueKind <id/code/value-kind/target> .
<id/code/value-kind/target> skos:prefLabel "Meta"@es .
<id/finding/1> a asm:Finding ; asm:program <id/program/20-S002> ;
  asm:rule <https://w3id.org/asm-graph/shapes#R> ; sh:resultSeverity sh:Warning .
"""
_MONEY = """
<id/spending/20-S00{0}/{1}/exercised> a asm:Spending ; asm:program <id/program/20-S00{0}> ; asm:amount {2} ;
  asm:year "{1}"^^xsd:gYear ; asm:spendingKind <id/code/spending-kind/exercised> ; asm:scale 1000000.0 ;
  asm:currency "MXN" ; prov:wasDerivedFrom <id/document/d1> .
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., object]) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("compare")
    programs = [_OF_EACH.format(number, name) for number, name in enumerate(("Uno", "Dos"), start=1)]
    money = [_MONEY.format(number, year, 1000 * number) for number in (1, 2) for year in (2031, 2032)]
    many = [
        f'<id/program/20-S1{n:02}> a asm:Program ; rdfs:label "Apoyo {n}"@es ; asm:programKey "20S1{n:02}" .'
        for n in range(12)
    ]
    write_release(folder / "releases", told("\n".join([*programs, _SHARED, *money, *many])))
    with run(folder / "releases", folder / "log", workers=2) as server, server.client() as client:
        yield client


def page(client: httpx.Client, **parameters: object) -> str:
    answer = client.get("/compare", params=parameters, headers=HTML)
    assert answer.status_code == 200
    return answer.text


def rows(text: str) -> dict[str, list[str]]:
    """The cells of each row, without markup."""
    found = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', text, re.DOTALL)

    def plain(markup: str) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", markup).split())

    return {
        plain(what): [plain(cell) for cell in re.findall(r"<td.*?</td>", cells, re.DOTALL)]
        for what, cells in found
    }


def test_each_row_has_a_cell_of_each_program(client: httpx.Client) -> None:
    found = rows(page(client, **BOTH))
    assert found["Ramo"] == ["Bienestar", "Bienestar"]
    assert found["Plan de Prueba Eje"] == ["Igualdad 2031–2032"] * 2
    assert found["2032 · Ejercido"] == ["1,000.0", "2,000.0"]
    assert found["Fin"] == ["Hogares meta: 1,250.5; Porcentaje", "sin dato"]
    assert found["Concluido Situación"] == ["1", "sin dato"]
    assert found["Advertencias"] == ["0", "1"]


def test_what_a_source_lacks_is_said(client: httpx.Client) -> None:
    text = page(client, **BOTH)
    assert re.search(r'no traen ASM de: <a href="/doc/program/20-S002"', text)
    assert "La fuente no trae valores alcanzados de ningún indicador de «Uno»" in text


def test_a_program_is_added_by_its_key_or_name_and_removed(client: httpx.Client) -> None:
    for typed in ("20S002", "dos"):
        added = client.get("/compare", params={"program": "20-S001", "add": typed}, headers=HTML)
        assert added.headers["location"] == "/compare?program=20-S001&program=20-S002"
    several = page(client, program="20-S001", add="apoyo")
    assert several.count('href="/compare?program=20-S001&amp;program=20-S1') > 5
    assert "Ningún otro programa se llama «uno»" in page(client, program="20-S001", add="uno")
    assert "Ningún otro programa se llama «zzzz»" in page(client, program="20-S001", add="zzzz")
    assert 'href="/compare?program=20-S001">Quitar' in page(client, **BOTH)


def test_programs_beyond_the_limit_and_unknown_ones_are_told(client: httpx.Client) -> None:
    keys = [f"20-S1{n:02}" for n in range(7)]
    text = page(client, program=keys)
    assert "Quedaron fuera: 20-S105, 20-S106" in text.replace("\n", " ")
    assert 'name="add"' not in text
    assert "ningún programa con la clave 20-S999" in page(client, program=["20-S001", "20-S999"])
    assert client.get("/compare?program=20-S999", headers=HTML).status_code == 404
    assert client.get("/compare?program=<b>&program=a/../b", headers=HTML).status_code == 404


def test_spreadsheets_have_numbers_and_every_row(client: httpx.Client) -> None:
    body = client.get("/compare.csv", params=BOTH, headers={"Accept-Language": "es"}).content
    told = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert told[0][2:] == ["Uno (20-S001)", "Dos (20-S002)"]
    assert ["Presupuesto y gasto por año (millones de pesos)", "2031 · Ejercido", "1000", "2000"] in told
    book = client.get("/compare.xlsx", params=BOTH, headers={"Accept-Language": "es"}).content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(sheet) == len(told) > 10
    assert [row[2:] for row in sheet if row[1] == "2031 · Ejercido"] == [[1000.0, 2000.0]]


def test_the_picture_says_what_it_shows(client: httpx.Client) -> None:
    picture = client.get("/compare.svg", params=BOTH, headers={"Accept-Language": "es"})
    assert picture.headers["content-type"] == "image/svg+xml"
    for text in ("ejercido", "Millones de pesos · 2031–2032", "Cuenta de Prueba", "20-S001 Uno", "2,000.0"):
        assert text in picture.text
    assert client.get("/compare.png", params=BOTH).content.startswith(b"\x89PNG")
    assert client.get("/embed/compare", params=BOTH, headers=HTML).status_code == 200
    assert client.get("/compare.svg", params={**BOTH, "kind": "nada"}).status_code == 404
    assert client.get("/compare.gif", params=BOTH).status_code == 404


def test_an_older_release_is_compared_at_its_own_address(client: httpx.Client) -> None:
    (name,) = re.findall(r'href="/releases/([^"/]+)"', page(client))[:1]
    text = client.get(f"/releases/{name}/compare", params=BOTH, headers=HTML).text
    assert rows(text)["2032 · Ejercido"] == ["1,000.0", "2,000.0"]
    assert f'href="/releases/{name}/doc/program/20-S001"' in text
    assert f'href="/releases/{name}/compare.csv?program=20-S001' in text


def test_in_english_words_are_english(client: httpx.Client) -> None:
    text = client.get("/compare", params={**BOTH, "lang": "en"}, headers={"Accept": "text/html"}).text
    assert "Compare programs" in text
    assert "sin dato" not in text


def test_the_page_of_a_program_leads_here(client: httpx.Client) -> None:
    assert 'href="/compare?program=20-S001"' in client.get("/doc/program/20-S001", headers=HTML).text
