"""The views of the explorer in a browser: switched in place, chosen without script, reached by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor


def test_views_are_switched_and_keep_the_filters(visitor: Visitor) -> None:
    page = visitor.open("/explore/asm?class=specific")
    page.get_by_role("link", name="Gráfica").click()
    expect(page).to_have_url(re.compile(r"class=specific&view=chart$"))
    expect(page.locator("figure.drawing svg")).to_be_visible()
    expect(page.locator(".chips")).to_contain_text("Específico")
    page.get_by_role("link", name="Línea del tiempo").click()
    expect(page.locator("ol.timeline > li").first).to_be_visible()
    page.get_by_role("link", name="Tabla", exact=True).click()
    expect(page.locator("table.data-table")).to_be_visible()


def test_what_a_chart_shows_is_chosen_without_script(visitor: Visitor) -> None:
    page = visitor.open("/explore/asm?view=chart", java_script_enabled=False)
    page.get_by_label("Según", exact=True).select_option("class")
    page.get_by_role("button", name="Mostrar").click()
    assert re.search(r"view=chart&show=count&by=class$", page.url)
    expect(page.locator("figcaption")).to_contain_text("Número de ASM según clase")


def test_a_bar_leads_to_what_it_counts(visitor: Visitor) -> None:
    page = visitor.open("/explore/asm?view=chart&show=count&by=class")
    page.locator("svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/explore/asm\?class=[a-z-]+$"))
    expect(page.locator("table.data-table")).to_be_visible()


def test_the_numbers_stand_open_on_paper(visitor: Visitor) -> None:
    page = visitor.open("/explore/asm?view=chart&show=count&by=class")
    assert not page.locator(".view-numbers table").is_visible()
    page.emulate_media(media="print")
    expect(page.locator(".view-numbers table")).to_be_visible()
