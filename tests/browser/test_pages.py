"""Every kind of page before axe and on a phone, in both languages, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.visitor import PHONE, barriers, overflow

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.visitor import Visitor

KINDS = [
    "/",
    "/search?q=migrantes",
    "/search?q=migramtes",
    "/search?q=xqzwvk",
    "/explore",
    "/explore/asm?class=specific",
    "/explore/indicators",
    "/explore/asm?view=chart",
    "/explore/asm?view=timeline",
    "/explore/indicators?view=chart&show=pair.target.actual",
    "/browse/branch/20",
    "/alignment",
    "/alignment?program=20-S061",
    "/browse/plan/pnd-2007-2012",
    "/scoreboard",
    "/compare?program=20-S061&add=programa",
    "/scoreboard?branch=20",
    "/queries",
    "/queries/indicator-series?program=20-S061",
    "/queries/asm-status?sort=-progress&columns=program,cycle,program-iri",
    "/audit",
    "/audit?view=table&sort=rule",
    "/sparql",
    "/releases",
    "/ontology",
    "/catalog",
    "/doc/program/20-S061",
    "/doc/plan/pnd-2007-2012",
    "/doc/plan/pnd-2007-2012/axis/3",
    "/doc/mir/20-S061/2009",
    "/doc/mir/20-S061/2009/indicator/results-2",
    "/doc/asm/20-S061/2007-2008/institutional/1",
    "/doc/evaluation/20-S061/eed-2009-2010",
    "/doc/unit/sedesol/unidad-de-microrregiones",
    "/doc/document/eed-2009-2010-3x1",
    "/doc/mir/20-S061/2009/indicator/results-1/2009/target",
    "/doc/finding/76b2c6702a03a55c900f",
    "/doc/document/eed-2009-2010-3x1/excerpt/7a962d08d4f1",
    "/embed/alignment?plan=pnd-2007-2012",
    "/embed/scoreboard/cycles",
    "/embed/queries/units-workload?theme=dark",
    "/embed/queries/units-workload/chart?theme=light",
]
SHEET = (702, 942)
"""Letter paper within its margins, in pixels of CSS."""
BEYOND = """() => {
  const edge = document.documentElement.clientWidth + 1
  const beyond = each => each.checkVisibility() && each.getBoundingClientRect().right > edge
  return [...document.querySelectorAll("main *")].filter(beyond).map(each => each.outerHTML.slice(0, 80))
}"""


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_and_it_fits_a_phone_and_a_sheet(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    assert barriers(page) == []
    if not path.startswith("/embed/"):  # paper gets what frames it
        assert beyond_the_sheet(page) == []
    small = visitor.open(path, "en-GB", viewport=PHONE, color_scheme="dark")
    assert small.locator("html").get_attribute("lang") == "en"
    assert barriers(small) == []
    assert overflow(small) == 0


def beyond_the_sheet(page: Page) -> list[str]:
    """What of a page stands beyond the right edge of its sheet of paper."""
    page.emulate_media(media="print")
    lies = page.locator(".data-table.many, svg.flow").count()
    width, height = reversed(SHEET) if lies else SHEET
    page.set_viewport_size({"width": width, "height": height})
    return page.evaluate(BEYOND)


def tab_to(page: Page, selector: str) -> None:
    """From one stop of the keyboard to the next, until one fits; each must be seen to have the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus-visible")
        assert focused.evaluate("each => getComputedStyle(each).outlineStyle") != "none"
        if focused.evaluate("(each, selector) => each.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_a_question_is_asked_with_the_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.open("/queries/objectives-without-program")
    tab_to(page, "a.skip")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    tab_to(page, "#plan")
    page.keyboard.press("ArrowDown")
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    expect(page.locator("table.data-table tbody tr").first).to_be_visible()
    tab_to(page, "table.data-table tbody a")
    tab_to(page, ".elsewhere summary")
    page.keyboard.press("Enter")
    expect(page.locator("details[open]")).to_contain_text("pandas")


def test_a_printed_finding_is_complete(visitor: Visitor) -> None:
    page = visitor.open("/doc/finding/76b2c6702a03a55c900f")
    folded = page.locator(".citation details h3").first
    address = page.locator(".on-paper")
    assert not folded.is_visible()
    assert not address.is_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})  # a sheet of letter size, at 96 dots an inch
    assert address.is_visible()
    assert "/doc/finding/76b2c6702a03a55c900f" in address.inner_text()
    assert overflow(page) == 0
    assert (
        page.evaluate("getComputedStyle(document.querySelector('details'), '::details-content').display")
        == "block"
    )
