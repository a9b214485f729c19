"""What an analyst comes for: flat tables, a query of one's own, series, names, comparisons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from playwright.sync_api import expect
from tests.browser.tasks.small_federation import MATRIX_ROWS
from tests.browser.tasks.taking_home import csv_rows, downloaded, workbook_rows

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

FORMER = "Reducción de enfermedades prevenibles por vacunación"
QUERY = """PREFIX asm: <https://w3id.org/asm-graph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?programa (SUM(?millones) AS ?importe) {
  ?s a asm:Spending ; asm:amount ?millones ; asm:program/rdfs:label ?programa
} GROUP BY ?programa"""


def test_a_flat_table_of_the_indicators_of_a_year(person: Visitor) -> None:
    """A1: one file with program, level, branch and target; nothing left to join."""
    page = person.open("/explore/indicators")
    page.locator("#year-2022").check()
    expect(page.locator(".table-status")).to_contain_text(f"{len(MATRIX_ROWS)} indicadores")
    rows = csv_rows(downloaded(page, page.get_by_role("link", name="CSV", exact=True)))
    assert {
        (row["indicator"], row["program"], row["level"], row["branch"], row["target"]) for row in rows
    } == {
        ("Cobertura de vacunación", "Programa de vacunación", "Fin", "Salud", "90"),
        ("Niñas y niños con esquema completo", "Programa de vacunación", "Propósito", "Salud", "70"),
        ("Dosis aplicadas", "Programa de vacunación", "Componente", "Salud", ""),
        ("Hectáreas sembradas", "Sembrando Vida", "Fin", "Bienestar", "1200"),
    }


def test_a_query_of_ones_own_as_a_chart_to_share(person: Visitor) -> None:
    """A2: asked and drawn, with names on the bars; its address gives another person the same."""
    page = person.open("/sparql", java_script_enabled=False)
    page.locator("#query").fill(QUERY)
    page.get_by_role("button", name="Consultar").click()
    expect(page.locator("#answer svg")).to_contain_text("Programa de vacunación")
    shared = person.open("/sparql?query=" + quote(QUERY))
    expect(shared.locator("#answer tbody tr")).to_have_count(3)
    expect(shared.locator("#answer")).to_contain_text("6,150.75")


def test_spending_against_achievement(person: Visitor) -> None:
    """A3: no values of 2022 were published; the program, the table and the comparison say so."""
    page = person.open("/doc/program/12-E036")
    expect(page.locator("main")).to_contain_text("La fuente no trae valores alcanzados en 2022.")
    page.get_by_role("link", name="Comparar con otro programa").click()
    page.get_by_label("Nombre o clave").fill("Sembrando Vida")
    page.get_by_role("button", name="Agregar").click()
    expect(page.locator("main")).to_contain_text("La fuente no trae valores alcanzados de ningún indicador")
    page.goto(f"{person.site}/explore/indicators?year=2022")
    expect(page.locator(".lacking")).to_contain_text("Cumplimiento de la meta")


def test_names_over_the_years_with_their_documents(person: Visitor) -> None:
    """A4: each name with its years, the document that says it, and the row where it is printed."""
    page = person.open("/search?q=vacunacion")
    page.locator("ol.hits a", has_text="Programa de vacunación").first.click()
    expect(page.locator("main")).to_contain_text(f"Antes se llamó «{FORMER}» (2016)")
    expect(page.locator("main")).to_contain_text(re.compile(r"2017–2018, 2022\s+Programa de vacunación"))
    page.locator("ol.names").get_by_role("link", name=FORMER, exact=True).click()
    expect(page.locator("main")).to_contain_text("Cuenta Pública 2016-2018")
    page.locator("details.why summary").first.click()
    expect(page.locator("details.why mark").first).to_have_text(FORMER)


def test_two_programs_side_by_side_as_a_workbook(person: Visitor) -> None:
    """New: compared on the page, and taken home with a column for each."""
    page = person.open("/compare?program=12-E036&program=20-S287")
    expect(page.get_by_role("columnheader", name="Sembrando Vida").first).to_be_visible()
    rows = workbook_rows(downloaded(page, page.get_by_role("link", name="XLSX", exact=True)))
    assert rows[0][2:] == ["Programa de vacunación (12-E036)", "Sembrando Vida (20-S287)"]
    money = "Presupuesto y gasto por año (millones de pesos)"
    assert [money, "2017 · Gasto ejercido", 2100.25, ""] in rows
    assert [money, "2027 · Proyecto de presupuesto", "", 40100.75] in rows


def test_a_map_of_states_says_how_much_lies_outside(person: Visitor) -> None:
    """New: where the commitments are, and how many are of no state."""
    page = person.open("/explore/asm?view=map")
    expect(page.locator("figure.drawing svg")).to_be_visible()
    page.get_by_text("Las mismas cifras en una tabla").click()
    numbers = page.locator(".view-numbers tbody tr")
    expect(numbers.filter(has_text="Zacatecas")).to_contain_text("3")
    expect(numbers.filter(has_text="Durango")).to_contain_text("1")
    expect(numbers.filter(has_text="Federal, o sin entidad en la fuente")).to_contain_text("10")
