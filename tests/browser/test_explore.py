"""The explorer in a browser: a choice shows at once and in place; without script a button shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Route
    from tests.browser.visitor import Visitor


def test_a_filter_shows_at_once_in_place(visitor: Visitor) -> None:
    page = visitor.open("/explore/asm")
    page.evaluate("window.same = true")
    rows = page.locator("tbody tr")
    before = rows.count()
    page.locator("#class-specific").check()
    expect(page).to_have_url(re.compile(r"/explore/asm\?class=specific$"))
    expect(page.locator(".chips")).to_contain_text("Específico")
    assert 0 < rows.count() < before
    expect(page.locator("#class-specific")).to_be_focused()
    page.get_by_role("columnheader", name="Avance reportado").get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"sort=-progress$"))
    expect(page.locator('th[aria-sort="descending"]')).to_have_count(1)
    page.locator(".chips li").first.get_by_role("link").click()
    expect(page.locator(".chips")).to_have_count(0)
    expect(rows).to_have_count(before)
    page.go_back()
    expect(page.locator(".chips")).to_contain_text("Específico")
    assert page.evaluate("window.same") is True


def test_what_is_chosen_before_the_script_came_shows_when_it_comes(visitor: Visitor) -> None:
    page = visitor.open("/explore/programs")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/explore.js", hold)
    page.goto(f"{visitor.site}/explore/asm", wait_until="commit")
    page.locator("#class-specific").check()
    expect(page.locator(".chips")).to_have_count(0)
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator(".chips")).to_contain_text("Específico")
    expect(page).to_have_url(re.compile(r"/explore/asm\?class=specific$"))


def test_words_and_columns_are_chosen_by_their_forms(visitor: Visitor) -> None:
    page = visitor.open("/explore/indicators")
    page.get_by_label("Texto", exact=True).fill("redes")
    page.get_by_label("Texto", exact=True).press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=redes$"))
    page.get_by_text("Ordenar y elegir columnas").click()
    page.get_by_role("checkbox", name="Ramo").uncheck()
    page.get_by_role("button", name="Aplicar", exact=True).click()
    expect(page).to_have_url(re.compile(r"q=redes&columns=indicator,program,key,"))
    expect(page.get_by_role("columnheader", name="Ramo")).to_have_count(0)


def test_everything_works_without_script(visitor: Visitor) -> None:
    page = visitor.open("/explore/asm", java_script_enabled=False)
    page.locator("#class-specific").check()
    page.get_by_role("button", name="Aplicar filtros").first.click()
    assert page.url.endswith("/explore/asm?class=specific")
    page.get_by_role("link", name="Quitar todos los filtros").click()
    assert page.url.endswith("/explore/asm")
