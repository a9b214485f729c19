"""What a journalist comes for: a program's money, a filtered table, a story, a chart to print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.browser.tasks.small_federation import BILL
from tests.browser.tasks.taking_home import cells, csv_rows, downloaded
from tests.browser.visitor import PHONE, overflow

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor


def test_the_money_of_a_well_known_program(person: Visitor) -> None:
    """J1: from the name of a program to its amounts, their kind, a picture with its source, and a file."""
    page = person.open("/")
    page.get_by_label("Busque un programa").fill("sembrando vida")
    page.keyboard.press("Enter")
    page.locator("ol.hits a").first.click()
    expect(page.locator("h1")).to_have_text("Sembrando Vida")
    figure = page.locator("figure", has_text="Presupuesto y gasto por año")
    expect(figure.locator("figcaption").first).to_contain_text("Millones de pesos · 2025–2027")
    expect(figure).to_contain_text("Fuente: PPEF 2027")
    picture = page.request.get(
        person.site + str(figure.get_by_role("link", name="PNG").get_attribute("href"))
    )
    assert picture.body().startswith(b"\x89PNG")
    kinds = page.get_by_role("region", name="Presupuesto y gasto por año").locator("td").all_inner_texts()
    assert "Presupuesto (la fuente no dice si es aprobado o ejercido)" in kinds
    assert "Proyecto de presupuesto" in kinds
    section = page.locator("section", has=page.locator("#spending"))
    section.get_by_role("link", name="Ver la tabla completa y descargar").click()
    rows = csv_rows(downloaded(page, page.get_by_role("link", name="CSV", exact=True)))
    assert sorted((int(row["year"]), float(row["amount"])) for row in rows) == list(BILL)


def test_health_programs_and_their_targets(person: Visitor) -> None:
    """J2: the source has no results of 2022, and the table says so instead of columns without values."""
    page = person.open("/")
    page.get_by_role("navigation", name="Secciones").get_by_role("link", name="Explorar").click()
    page.locator("main").get_by_role("link", name="Indicadores").first.click()
    page.locator("#branch-12").check()
    expect(page.locator(".chips")).to_contain_text("Salud")
    page.locator("#year-2022").check()
    expect(page).to_have_url(re.compile(r"branch=12&year=2022$"))
    expect(page.locator(".lacking")).to_have_text(
        "De estos renglones las fuentes no traen: Resultado del año; Cumplimiento de la meta."
    )
    for order, targets in (("descending", ["90", "70", ""]), ("ascending", ["70", "90", ""])):
        page.get_by_role("columnheader", name="Meta del año").get_by_role("link").click()
        expect(page.locator(f"th[aria-sort={order}]")).to_contain_text("Meta del año")
        assert cells(page, "Meta del año") == targets
    assert set(cells(page, "Último resultado")) == {"64", "95", ""}
    assert set(cells(page, "Programa")) == {"Programa de vacunación"}


def test_open_asm_of_a_state_by_agency(person: Visitor) -> None:
    """J3: the commitments of Zacatecas that nobody reports complete, by agency, as a chart and as a file."""
    page = person.open("/explore/asm")
    page.locator("#facet-state summary").click()
    page.locator("#state-mx-zac").check()
    expect(page.locator(".chips")).to_contain_text("Zacatecas")
    page.locator("#status-no-actions").check()
    expect(page.locator(".chips")).to_contain_text("Sin actividades ni avance en las fuentes")
    assert set(cells(page, "Dependencia")) == {
        "Secretaría de Educación de Zacatecas", "Secretaría de Economía de Zacatecas"
    }  # fmt: skip
    rows = csv_rows(downloaded(page, page.get_by_role("link", name="CSV", exact=True)))
    assert [row["state"] for row in rows] == ["Zacatecas"] * 3
    page.get_by_role("link", name="Gráfica").click()
    page.get_by_label("Según", exact=True).select_option("agency")
    page.get_by_role("button", name="Mostrar").click()
    expect(page.locator("figcaption").first).to_contain_text("Número de ASM según dependencia")
    page.get_by_text("Las mismas cifras en una tabla").click()
    numbers = page.locator(".view-numbers tbody tr")
    expect(numbers.filter(has_text="Secretaría de Educación de Zacatecas")).to_contain_text("2")
    expect(numbers.filter(has_text="Secretaría de Economía de Zacatecas")).to_contain_text("1")


def test_a_story_from_the_home_page(person: Visitor) -> None:
    """J4: a sentence on the home page leads to the program and to the two figures that prove it."""
    page = person.open("/")
    story = page.locator(".stories li", has_text="por debajo de lo ya alcanzado")
    expect(story).to_contain_text("1 de los 3 indicadores")
    story.get_by_role("link").first.click()
    page.locator("ol.findings h3 a").first.click()
    expect(page.locator("h1")).to_contain_text("meta de 90 para 2022")
    expect(page.locator("h1")).to_contain_text("Programa de vacunación (12E036)")
    proof = page.locator("main figure").first
    expect(proof).to_contain_text(re.compile(r"INDICADOR_2021\s*95"))
    expect(proof).to_contain_text(re.compile(r"META_ANUAL_PROGRAMADA\s*90"))


def test_numbers_of_the_home_page_lead_to_their_tables(person: Visitor) -> None:
    """New: a number on the home page is the number of rows of the table behind it."""
    page = person.open("/")
    number = page.locator("main a[href='/explore/spending']")
    shown = number.inner_text().strip()
    number.click()
    expect(page.locator(".table-status")).to_contain_text(f"{shown} importes")


def test_a_name_with_typos_is_found_on_a_phone(person: Visitor) -> None:
    """New: two wrong letters, typed on a phone; the program comes first, and its page fits."""
    page = person.open("/", viewport=PHONE)
    page.get_by_label("Busque un programa").fill("senbrando bida")
    page.keyboard.press("Enter")
    expect(page.locator(".instead")).to_contain_text("sembrando vida")
    page.locator("ol.hits a").first.click()
    expect(page.locator("h1")).to_have_text("Sembrando Vida")
    assert overflow(page) == 0
