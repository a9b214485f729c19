"""What a publisher comes for: a file of one's own, a workbook, a look before it is public, a correction."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests import filled_workbooks
from tests.browser.tasks.command_line import asm_graph
from tests.browser.tasks.small_federation import write_files
from tests.browser.visitor import Visitor
from tests.running_server import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

OWN = {"program": "Sembrando Huertos", "key": "20-S288", "agency": "Secretaría de Bienestar"}
ONE = {"workers": 1, "slow_workers": 1, "archive_releases": 1}


@pytest.fixture(scope="module")
def drafted(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a draft beside the release: 80 % instead of 60 %, and a program more."""
    folder = tmp_path_factory.mktemp("drafted")
    shutil.copytree(published, folder / "releases", symlinks=True)
    write_files(folder / "files", "80", OWN)
    code, said = asm_graph("build", "--draft", "--out", folder / "releases", folder / "files")
    assert code == 0, said
    assert "Es un borrador y todavía no se sirve a nadie" in said
    return folder / "releases"


@pytest.fixture(scope="module")
def draft_address(drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("draft") / "log"
    with running(drafted, log, draft=True, **ONE) as server:
        yield server.url


@pytest.fixture
def publisher(browser: Browser, draft_address: str) -> Iterator[Visitor]:
    """One who looks at the draft."""
    visitor = Visitor(browser, draft_address)
    yield visitor
    visitor.leave()


@pytest.fixture
def reader(browser: Browser, drafted: Path, tmp_path: Path) -> Iterator[Visitor]:
    """One who comes to the site after the draft was published."""
    folder = shutil.copytree(drafted, tmp_path / "releases", symlinks=True)
    code, said = asm_graph("publish", "--releases", folder)
    assert code == 0, said
    with running(folder, tmp_path / "log", **ONE) as server:
        visitor = Visitor(browser, server.url)
        yield visitor
        visitor.leave()


def test_a_table_with_headings_of_ones_own(tmp_path: Path) -> None:
    """M1: what is not understood is told which workbook takes it, in Spanish."""
    own = tmp_path / "mejoras.csv"
    own.write_text("Núm.,Aspecto por mejorar,Avance\n1,No hay diagnóstico,60\n", encoding="utf-8")
    code, said = asm_graph("read", own)
    assert code != 0
    assert "mejoras.csv: no es ninguno de los documentos que se entienden" in said
    assert "`asm-graph template asm` escribe el de aspectos susceptibles de mejora" in said


def test_a_cell_that_does_not_hold_is_named(tmp_path: Path) -> None:
    """New: sheet, cell, what is there, what was expected."""
    rows = {
        "Programas": [filled_workbooks.PROGRAM],
        "ASM": [filled_workbooks.ASM],
        "Actividades": [filled_workbooks.ACTION | {"progress": "sesenta"}],
    }
    code, said = asm_graph("read", filled_workbooks.filled(tmp_path, "asm", rows))
    assert code != 0
    assert "hoja 'Actividades', P3: 'sesenta'; se esperaba número de 0 a 100" in said


def test_a_workbook_becomes_the_page_of_its_program(publisher: Visitor, tmp_path: Path) -> None:
    """M2: the template is written; the name and the agency that were filled in are those of the page."""
    code, said = asm_graph("template", "asm", "-o", tmp_path / "asm.xlsx")
    assert code == 0, said
    assert (tmp_path / "asm.xlsx").read_bytes().startswith(b"PK")
    page = publisher.open("/search?q=sembrando+huertos")
    page.locator("ol.hits a").first.click()
    expect(page.locator("h1")).to_have_text("Sembrando Huertos")
    expect(page.locator("main")).to_contain_text("Secretaría de Bienestar")
    assert page.url.endswith("/doc/program/20-S288")


def test_a_draft_is_seen_by_its_publisher_alone(publisher: Visitor, person: Visitor) -> None:
    """M3: a banner on every page; on the public site nothing of it."""
    page = publisher.open("/doc/program/20-S288")
    expect(page.locator("main")).to_contain_text("Borrador. Solo se ve en este equipo")
    answer = person.open("/").request.get(f"{person.site}/doc/program/20-S288")
    assert answer.status == 404


def test_a_value_is_corrected(publisher: Visitor) -> None:
    """M4: the source is corrected and built as a draft; the old and the new value stand side by side."""
    page = publisher.open("/")
    page.get_by_role("link", name="Ver qué cambiaría").click()
    row = page.locator("tr", has_text="Contratar el estudio.").first
    expect(row.locator("td, th")).to_have_text(["Contratar el estudio.", "avance", "60", "80"])


def test_what_is_new_is_shared_by_its_address(reader: Visitor) -> None:
    """U4: after publication, what changed with both values, at an address that stays; in English too."""
    page = reader.open("/releases")
    page.locator("main a[href*='/changes/']").first.click()
    expect(page.locator("h1")).to_have_text("Qué cambió")
    row = page.locator("tr", has_text="Contratar el estudio.").first
    expect(row).to_contain_text("6080")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("What changed")
    expect(page.locator("tr", has_text="Contratar el estudio.").first).to_contain_text("80")
