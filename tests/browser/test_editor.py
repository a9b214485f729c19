"""`/sparql`: the editor from the keyboard to the answer, and the plain form where no script runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.browser.visitor import PHONE, barriers, overflow

from asm_graph.web.sparql.completions import editor_script

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from tests.browser.visitor import Visitor

COUNTED = "/sparql?query=" + quote("SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } GROUP BY ?class")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

built = pytest.mark.skipif(
    editor_script() is None, reason="the editor is not built: `make setup` does, with npm"
)


def editor(page: Page) -> Locator:
    """The text of the editor, which has taken the place of the plain field."""
    text = page.locator(".editor .cm-content")
    expect(text).to_be_visible()
    return text


def write(page: Page, text: str) -> None:
    editor(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


@built
def test_a_query_is_completed_asked_sorted_and_shared(visitor: Visitor) -> None:
    page = visitor.open("/sparql")
    write(page, "SELECT ?program { ?program a ")
    page.keyboard.type("programa", delay=20)  # the Spanish word for it
    choice = page.locator(".cm-tooltip-autocomplete li", has_text="asm:Program").first
    expect(choice).to_be_visible()
    choice.click()
    page.keyboard.insert_text(" }")
    expect(editor(page)).to_contain_text("PREFIX asm: <https://w3id.org/asm-graph/ontology#>")
    page.keyboard.press("Control+Enter")
    link = page.locator("#answer td a").first
    expect(link).to_have_attribute("href", re.compile(r"^/doc/program/"))
    assert "query=PREFIX" in page.url
    shared = visitor.open(page.url.removeprefix(visitor.site))
    expect(shared.locator("#answer td a").first).to_have_text(link.inner_text())
    expect(editor(shared)).to_contain_text("asm:Program")
    assert barriers(shared) == []


@built
def test_headings_sort_by_number_and_by_word(visitor: Visitor) -> None:
    page = visitor.open(COUNTED)
    first = page.locator("#answer tbody tr").first
    page.get_by_role("button", name="n", exact=True).press("Enter")
    lowest = int(first.locator("td").nth(1).inner_text())
    page.get_by_role("button", name="n", exact=True).press("Enter")
    highest = int(first.locator("td").nth(1).inner_text())
    assert lowest < highest
    expect(page.locator("th[aria-sort=descending]")).to_have_text("n")


@built
def test_an_error_is_marked_at_its_line(visitor: Visitor) -> None:
    page = visitor.open("/sparql", "en")
    write(page, "SELECT ?s\nWHERE { ?s ?p }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer [role=alert]")).to_contain_text("SPARQL")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    expect(page.locator(".listing mark")).to_have_text("WHERE { ?s ?p }")
    assert barriers(page) == []
    visitor.forgive("400")


@built
def test_a_long_query_is_canceled(visitor: Visitor) -> None:
    page = visitor.open("/sparql")
    write(page, RUNAWAY)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Cancelar").click()
    expect(page.get_by_role("status")).to_have_text("Cancelada.")
    expect(page.get_by_role("button", name="Cancelar")).to_be_hidden()


@built
def test_the_editor_fits_a_phone_in_the_dark(visitor: Visitor) -> None:
    page = visitor.open(COUNTED, viewport=PHONE, color_scheme="dark")
    editor(page)
    assert overflow(page) == 0
    assert barriers(page) == []


def test_without_scripts_the_form_answers(visitor: Visitor) -> None:
    page = visitor.open("/sparql", java_script_enabled=False)
    page.get_by_role("button", name="Consultar").click()
    expect(page.locator("#answer tbody tr").first).to_contain_text("asm:Strategy")
    expect(page.locator("#answer svg rect").first).to_be_visible()
    page.locator("#query").fill("SELECT ?s\nWHERE { ?s ?p }")
    page.locator("#query").press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".listing mark")).to_have_text("WHERE { ?s ?p }")
    visitor.forgive("400")
