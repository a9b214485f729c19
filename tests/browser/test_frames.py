"""Parts of the site in frames of another page, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from tests.browser.visitor import Visitor


def host(visitor: Visitor, address: str) -> tuple[Page, list[str]]:
    """A page of another site, and what the browser complains about there."""
    page, complaints = visitor.open("/embed/scoreboard/cycles").context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(address)
    return page, complaints


def test_a_copied_frame_shows_the_chart_on_another_page(
    visitor: Visitor, other: Callable[[str], str]
) -> None:
    page = visitor.open("/queries/units-workload")
    page.locator("details.embedding summary").first.click()
    code = page.locator("details.embedding code").first.inner_text()
    shown, complaints = host(visitor, other(code))
    inner = shown.frame_locator("iframe")
    expect(inner.locator("svg.answer-chart")).to_be_visible()
    expect(inner.locator("footer a")).to_have_attribute("href", "/queries/units-workload")
    assert complaints == []


def test_themes_are_what_the_address_says_whatever_the_device(visitor: Visitor) -> None:
    shade = "() => getComputedStyle(document.body).backgroundColor"
    light = visitor.open("/embed/scoreboard/cycles?theme=light", color_scheme="dark").evaluate(shade)
    dark = visitor.open("/embed/scoreboard/cycles?theme=dark", color_scheme="light").evaluate(shade)
    own = visitor.open("/embed/scoreboard/cycles", color_scheme="dark").evaluate(shade)
    assert light == "rgb(255, 255, 255)"
    assert dark == own != light


def test_no_other_page_opens_in_a_frame(visitor: Visitor, other: Callable[[str], str]) -> None:
    page, complaints = host(visitor, other(f'<iframe src="{visitor.site}/doc/program/20-S061"></iframe>'))
    assert any("frame-ancestors" in each for each in complaints)
    assert page.frame_locator("iframe").locator("article").count() == 0
