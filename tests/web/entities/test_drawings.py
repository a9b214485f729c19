"""The chart of a thing by itself: what is shown when a picture is passed on, and what has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from tests.web.told_release import told

from asm_graph.releases import write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

    from asm_graph.releases import Release

ASM = "asm/20-S061/2007-2008/institutional/1"
INDICATOR, PROGRAM = "mir/1-A/2022/indicator/1", "program/1-A"
SPANISH = {"Accept": "text/html", "Accept-Language": "es"}


def texts(reader: httpx.Client, address: str) -> list[str]:
    """The texts of a drawing, which must be well-formed."""
    answer = reader.get(address, headers=SPANISH)
    assert answer.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(answer.text)  # noqa: S314 - written by our own server
    return [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_picture_says_what_it_shows_whose_it_is_and_where_it_stands(reader: httpx.Client) -> None:
    page = reader.get(f"/doc/{ASM}", headers=SPANISH).text
    assert f'href="/drawing/{ASM}.png"' in page
    drawn = texts(reader, f"/drawing/{ASM}.svg")
    assert any(each.startswith("Fuente: ") for each in drawn)
    assert any("versión del" in each for each in drawn)
    assert any(f"{reader.base_url}/doc/{ASM}" in each for each in drawn)
    assert reader.get(f"/drawing/{ASM}.png").headers["content-type"] == "image/png"


@pytest.fixture(scope="module")
def small(run: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A site over one document: an indicator with an outlier among its values, and money of four years."""
    folder = tmp_path_factory.mktemp("drawn")
    said = [
        f'<id/{INDICATOR}> a asm:Indicator ; rdfs:label "Cobertura"@es ; asm:unitOfMeasure "Porcentaje" .',
        f'<id/{PROGRAM}> a asm:Program ; rdfs:label "Programa de prueba"@es .',
        '<id/document/d1> a asm:SourceDocument ; dct:title "Tabla de prueba"@es .',
        '<id/code/value-kind/actual> skos:prefLabel "Valor alcanzado"@es .',
        *(
            f'<id/value/{year}> asm:indicator <id/{INDICATOR}> ; asm:year "{year}"^^xsd:gYear ;'
            f" asm:valueKind <id/code/value-kind/actual> ; asm:value {value} ;"
            " prov:wasDerivedFrom <id/document/d1> ."
            for year, value in ((2019, "90"), (2020, "389039429"), (2021, "95.50"), (2022, "97"))
        ),
        *(
            f"<id/spending/{year}> a asm:Spending ; asm:program <id/{PROGRAM}> ;"
            f' asm:year "{year}"^^xsd:gYear ;'
            f" asm:amount {amount} ; asm:scale 1000000 ; prov:wasDerivedFrom <id/document/d1> ."
            for year, amount in ((2018, "100.5"), (2019, "120"), (2021, "130"))
        ),
    ]
    write_release(folder / "releases", told("\n".join(said)))
    with run(folder / "releases", folder / "log", workers=2) as server, server.client() as client:
        yield client


def test_a_series_has_unit_years_source_and_where_its_axis_is_cut(small: httpx.Client) -> None:
    drawn = texts(small, f"/drawing/{INDICATOR}.svg")
    assert drawn[:2] == ["Cobertura", "Porcentaje · 2019–2022"]
    assert {"0", "100", "2019", "2022", "Valor alcanzado", "Fuente: Tabla de prueba."} <= set(drawn)
    said = " ".join(drawn)
    assert "El eje se corta en 100: un valor queda fuera (Valor alcanzado 2020: 389,039,429)." in said
    page = small.get(f"/doc/{INDICATOR}", headers=SPANISH).text
    assert ">389,039,429</a>" in page, "the table has the same figures"


def test_money_has_unit_years_and_source_and_says_which_years_are_missing(small: httpx.Client) -> None:
    drawn = texts(small, f"/drawing/{PROGRAM}.svg")
    assert "Programa de prueba" in drawn[0]
    assert drawn[1] == "Millones de pesos · 2018–2021"
    assert {"2018", "2020", "130.0", "Fuente: Tabla de prueba."} <= set(drawn)
    page = small.get(f"/doc/{PROGRAM}", headers=SPANISH).text
    assert "Las fuentes no traen importes de: 2020." in page
    assert small.get(f"/embed/drawing/{PROGRAM}").status_code == 200


def test_an_older_release_has_pictures_of_its_own(reader: httpx.Client, founding_release: Release) -> None:
    root = f"/releases/{founding_release.name}"
    page = reader.get(f"{root}/doc/{ASM}", headers=SPANISH).text
    assert f'href="{root}/drawing/{ASM}.svg"' in page
    assert "Insertar en otra página" not in page
    assert any("versión del" in each for each in texts(reader, f"{root}/drawing/{ASM}.svg"))


@pytest.mark.parametrize(
    "address",
    [
        "/drawing/unit/sedesol.svg",
        "/drawing/program/99-X999.png",
        "/drawing/<b>.svg",
        f"/drawing/{ASM}.gif",
        "/drawing/.svg",
        f"/releases/none/drawing/{ASM}.svg",
    ],
)
def test_there_is_no_picture_of_what_has_none(reader: httpx.Client, address: str) -> None:
    answer = reader.get(address, headers=SPANISH)
    assert answer.status_code == 404
    assert "<b>" not in answer.text
