"""What the one who runs a data portal comes for: the catalog, a harvest, parts for pages of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.browser.tasks.command_line import asm_graph
from tests.browser.tasks.small_federation import MATRIX_ROWS
from tests.browser.tasks.taking_home import csv_rows, downloaded
from tests.browser.test_frames import host

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.visitor import Visitor


def test_the_address_to_harvest(person: Visitor) -> None:
    """P1: from the foot of any page, in one click."""
    page = person.open("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Catálogo (DCAT)").click()
    address = page.locator("main code").first.inner_text()
    assert address == f"{person.site}/catalog"
    answer = page.request.get(address, headers={"Accept": "application/rdf+xml"})
    assert "dcat:Catalog" in answer.text()


def test_the_catalog_for_people(person: Visitor) -> None:
    """P2: what each table is, in words, and the file with its size."""
    page = person.open("/catalog")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ conjuntos de datos\.$"))
    table = page.locator("main section").filter(
        has=page.get_by_role("heading", name="Indicadores de las matrices", exact=True)
    )
    expect(table.locator("li")).to_have_text(re.compile(r"indicators\.csv \([\d.]+ kB\)"))
    expect(table).to_contain_text("Una fila por indicador de una matriz: programa, nivel que mide")
    rows = csv_rows(downloaded(page, table.get_by_role("link", name="indicators.csv")))
    of_2022 = [row for row in rows if "/2022/" in row["indicator"]]
    assert len(of_2022) == len(MATRIX_ROWS)
    page.get_by_role("link", name="Matrices de indicadores para resultados 2022").first.click()
    expect(page.locator("h1")).to_have_text("Matrices de indicadores para resultados 2022")


def test_a_harvest_is_tried_before_it_is_set_up(address: str, tmp_path: Path) -> None:
    """P3: the datasets a portal would make, under Spanish titles; nothing changes the second time."""
    saved = tmp_path / "harvest.json"
    code, said = asm_graph("check-harvest", f"{address}/catalog", "--save", saved)
    assert code == 0, said
    assert "Programas presupuestarios" in said
    assert "Budget programs" not in said
    assert "Axes and objectives" not in said
    code, again = asm_graph("check-harvest", f"{address}/catalog", "--previous", saved)
    assert code == 0, again
    new, changed, gone, unchanged = map(int, re.findall(r"\d+", again.strip().splitlines()[-1]))
    assert (new, changed, gone) == (0, 0, 0)
    assert unchanged > len(MATRIX_ROWS)


def test_the_chart_of_a_program_in_a_page_of_ones_own(person: Visitor, other: Callable[[str], str]) -> None:
    """P4: the code is copied from the page; the frame shows unit, source and the way back."""
    page = person.open("/doc/program/20-S287")
    figure = page.locator("figure", has_text="Presupuesto y gasto por año")
    figure.get_by_text("Insertar en otra página").click()
    shown, complaints = host(person, other(figure.locator("details.embedding code").inner_text()))
    inner = shown.frame_locator("iframe")
    expect(inner.locator("svg").first).to_be_visible()
    expect(inner.locator("figcaption")).to_contain_text("Millones de pesos")
    expect(inner.locator("body")).to_contain_text("Fuente: PPEF 2027")
    expect(inner.locator("footer a")).to_have_attribute("href", "/doc/program/20-S287")
    assert complaints == []


def test_a_filtered_chart_in_a_page_of_ones_own(person: Visitor, other: Callable[[str], str]) -> None:
    """New: what was filtered in the explorer is what the frame shows."""
    page = person.open("/explore/asm?state=mx-zac&view=chart&show=count&by=agency")
    page.get_by_text("Insertar en otra página").first.click()
    shown, complaints = host(person, other(page.locator("details.embedding code").first.inner_text()))
    inner = shown.frame_locator("iframe")
    expect(inner.locator("svg")).to_contain_text("Secretaría de Economía de Zacatecas")
    expect(inner.locator("figcaption")).to_contain_text("Entidad federativa: Zacatecas")
    assert complaints == []


def test_an_address_pasted_into_a_publishing_tool_becomes_a_frame(person: Visitor) -> None:
    """New: oEmbed, found in the head of the page."""
    page = person.open("/doc/program/20-S287")
    link = page.locator("link[type='application/json+oembed']").get_attribute("href")
    answer = page.request.get(str(link)).json()
    assert answer["type"] == "rich"
    assert "/embed/drawing/program/20-S287" in answer["html"]
