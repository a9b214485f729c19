"""Home over small releases: it tells what there is data for, and leaves out what there is none for."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.told_release import told

from asm_graph.explorer.index import EXPLORER
from asm_graph.records.origin import Origin
from asm_graph.releases import Input, write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


SPANISH = {"Accept": "text/html", "Accept-Language": "es"}
MONEY = (("1", "1-A", "2018", "75.0"), ("2", "2-B", "2018", "25.0"), ("3", "2-B", "2017", "9999.0"))
STATES = ("completed", "in-progress", "canceled")
ALIGNED = (
    ("plan/p2/axis/1", "1-A"),
    ("plan/p2/axis/2", "1-A"),
    ("plan/p2/objective/2.1", "2-B"),
    ("plan/p1/axis/1", "1-A"),
)
DATA = """
<id/document/d1> a asm:SourceDocument ; dct:title "Cuenta de prueba"@es ; asm:coverage <id/coverage/1> ;
    asm:asOf "2018-12-31"^^xsd:date ; asm:capturedOn "2024-05-02"^^xsd:date .
<id/coverage/1> asm:onClass asm:Spending ; asm:year "2018"^^xsd:gYear .
<id/program/1-A> a asm:Program ; rdfs:label "Programa uno"@es .
<id/program/2-B> a asm:Program ; rdfs:label "Programa dos"@es .
<id/plan/p1> a asm:Plan ; rdfs:label "Plan viejo"@es ; asm:startYear "2013"^^xsd:gYear .
<id/plan/p2> a asm:Plan ; rdfs:label "Plan nuevo"@es ; asm:startYear "2019"^^xsd:gYear .
<id/plan/p1/axis/1> a asm:Axis ; skos:inScheme <id/plan/p1> ; rdfs:label "Eje viejo"@es .
<id/plan/p2/axis/1> a asm:Axis ; skos:inScheme <id/plan/p2> ; rdfs:label "Eje uno"@es .
<id/plan/p2/axis/2> a asm:Axis ; skos:inScheme <id/plan/p2> ; rdfs:label "Eje dos"@es .
<id/plan/p2/objective/2.1> skos:inScheme <id/plan/p2> ; skos:broader <id/plan/p2/axis/2> .
<id/denominator/1> a asm:RuleDenominator ; asm:rule <shapes#TargetBelowLastValue> ;
    asm:evaluable 40 ; asm:found 7 .
<id/denominator/2> a asm:RuleDenominator ; asm:rule <shapes#TargetBelowLastValue> ;
    asm:document <id/document/d1> ; asm:evaluable 4 ; asm:found 1 .
"""
DATA += "".join(
    f"<id/spending/{number}> a asm:Spending ; asm:program <id/program/{program}> ; asm:scale 1000000 ;"
    f' asm:year "{year}"^^xsd:gYear ; asm:amount {amount} .\n'
    for number, program, year, amount in MONEY
)
DATA += "".join(
    f"<id/asm/{state}> a asm:Asm ; asm:program <id/program/1-A> ; asm:classification <id/code/class/x> ;"
    f" asm:state <id/code/asm-state/{state}> ; prov:wasDerivedFrom <id/document/d1> .\n"
    for state in STATES
)
DATA += "".join(
    f"<id/alignment/{number}> a asm:Alignment ; asm:alignedTo <id/{aim}> ;"
    f" asm:program <id/program/{program}> ; prov:wasDerivedFrom <id/document/d1> .\n"
    for number, (aim, program) in enumerate(ALIGNED)
)
DOCUMENT = Input(
    "d1.csv",
    "ab" * 32,
    12,
    "d1",
    "spending",
    "document",
    "Cuenta de prueba",
    ("2017", "2018"),
    Origin(publisher="Secretaría de Pruebas", captured=dt.date(2024, 5, 2)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "releases"
    write_release(folder, told(DATA, DOCUMENT))
    return folder


@pytest.fixture(scope="module")
def home(folder: Path, run: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with run(folder, tmp_path_factory.mktemp("log") / "log", workers=2) as server, server.client() as client:
        yield client.get("/", headers=SPANISH).text


def plain(page: str) -> str:
    return re.sub(r"<[^>]*>", "", page)


def stories(page: str) -> list[str]:
    found = re.search(r'<ul class="stories">(.*?)</ul>', page, re.DOTALL)
    return [plain(each) for each in re.findall(r"<li>(.*?)</li>", found[1])] if found else []


def test_it_says_whose_the_data_are_and_up_to_when(home: str) -> None:
    assert "1 documento público, con datos de 2017–2018. Quién publica: Secretaría de Pruebas." in plain(home)
    assert "La fecha de corte más reciente es el 31 de diciembre de 2018." in home
    assert "El archivo más reciente se obtuvo el 2 de mayo de 2024." in home
    assert '<a href="/doc/document/d1">Cuenta de prueba</a>' in home


def test_it_tells_what_the_data_tell(home: str) -> None:
    targets, money, asms, alignment = stories(home)
    assert targets.startswith("En 7 de los 40 indicadores")
    assert "100.0 millones de pesos para 2 programas" in money
    assert "Programa uno, con 75.0 (75 %)" in money
    assert "De 3 aspectos" in asms
    assert (
        "hay 1 con reporte de conclusión (33 %) y 1 sin reporte de conclusión, cancelación ni fusión" in asms
    )
    assert alignment == "Al eje «Eje dos» del Plan nuevo contribuyen 2 programas, más que a ningún otro."


def test_its_figures_lead_to_their_tables(home: str) -> None:
    figures = dict(re.findall(r'<dt>([^<]*)</dt><dd>(?:<a href="[^"]*">)?([0-9,]+)', home))
    assert figures["Programas"] == "2"
    assert "Evaluaciones" not in figures, "there are none"
    assert re.search(r'<dd><a href="/explore/programs">2</a>', home)
    assert re.search(r'<a href="/explore/asm\?status=completed"><span>1</span></a>', home)
    assert re.search(r'<a href="/explore/spending\?year=2018"><span>100.0</span></a>', home)


def test_without_tables_figures_lead_to_what_is_nearest(tmp_path: Path, run: Callable[..., Any]) -> None:
    release = write_release(tmp_path / "releases", told(DATA, DOCUMENT))
    (release.path / EXPLORER).unlink()
    files = {name: facts for name, facts in release.manifest.files.items() if name != EXPLORER}
    release.manifest.model_copy(update={"files": files}).write(release.path)
    with run(tmp_path / "releases", tmp_path / "log", workers=2) as server, server.client() as client:
        page = client.get("/", headers=SPANISH).text
    assert "/explore/" not in page
    assert len(stories(page)) == 4
    assert re.search(r'<dd><a href="/browse">2</a>', page)


def test_what_has_no_data_is_left_out(tmp_path: Path, run: Callable[..., Any]) -> None:
    unknown = replace(DOCUMENT, origin=Origin(), years=None)
    write_release(tmp_path / "releases", told("<id/program/1-A> a asm:Program .", unknown))
    with run(tmp_path / "releases", tmp_path / "log", workers=2) as server, server.client() as client:
        page = client.get("/", headers=SPANISH).text
    assert "1 documento público." in page
    assert stories(page) == []
    assert "<figure" not in page
    assert "corte más reciente" not in page
    assert re.findall(r"<dt>([^<]*)</dt>", page) == ["Programas"]


def test_a_publisher_that_the_graph_alone_knows_is_named(tmp_path: Path, run: Callable[..., Any]) -> None:
    said = """
    <id/document/d1> a asm:SourceDocument ; dct:publisher <id/agency/pruebas> .
    <id/agency/pruebas> a asm:Agency ; rdfs:label "Agencia de Pruebas"@es .
    """
    write_release(tmp_path / "releases", told(said))
    with run(tmp_path / "releases", tmp_path / "log", workers=2) as server, server.client() as client:
        page = client.get("/", headers=SPANISH).text
    assert "Quién publica: Agencia de Pruebas." in plain(page)
    assert 'href="/doc/agency/pruebas"' in page
    assert "no se ha declarado" not in page


def test_what_two_documents_say_counts_once_and_a_tie_has_no_first(
    tmp_path: Path, run: Callable[..., Any]
) -> None:
    twice = "<id/spending/1> asm:amount 80.0 . <id/asm/completed> asm:program <id/program/2-B> .\n"
    tied = (
        "<id/alignment/9> a asm:Alignment ; asm:program <id/program/2-B> ;"
        " asm:alignedTo <id/plan/p2/axis/1> ."
    )
    write_release(tmp_path / "releases", told(DATA + twice + tied))
    with run(tmp_path / "releases", tmp_path / "log", workers=2) as server, server.client() as client:
        page = client.get("/", headers=SPANISH).text
    assert any("100.0 millones de pesos" in each for each in stories(page))
    assert any("De 3 aspectos" in each for each in stories(page))
    assert not any(each.startswith("Al eje") for each in stories(page))
