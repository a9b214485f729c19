"""Evidence in a real browser: the place on the page, the whole page, and all pages of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.visitor import PHONE, Visitor, barriers, overflow
from tests.running_server import running
from tests.web.entities import paged_release
from tests.web.entities.paged_release import DOCUMENT, QUOTES, STATEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def paged_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a release of a document with pages."""
    folder = tmp_path_factory.mktemp("paged")
    paged_release.write(folder / "releases")
    with running(folder / "releases", folder / "server.log", workers=2) as server:
        yield server.url


@pytest.fixture
def reader(browser: Browser, paged_site: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, paged_site)
    yield visitor
    visitor.leave()


def pictures_shown(page: Page) -> int:
    """How many pictures of pages have been loaded and are seen."""
    return int(
        page.evaluate(
            "[...document.querySelectorAll('.sheet img')]"
            ".filter(each => each.complete && each.naturalWidth > 0).length"
        )
    )


def test_why_leads_to_the_place_on_the_page_without_script(reader: Visitor) -> None:
    page = reader.open(f"/doc/{STATEMENT}/2", java_script_enabled=False)
    page.locator("details.why summary").first.click()
    crop = page.get_by_role("img", name=QUOTES[2][0])
    expect(crop).to_be_visible()
    with page.expect_response(f"**{DOCUMENT}/pages/2.webp"):
        crop.click()
    expect(page).to_have_url(f"{reader.site}{DOCUMENT}/pages/2#e2")
    expect(page.locator("g#e2 rect")).to_be_visible()


def test_a_mark_leads_to_its_fact(reader: Visitor) -> None:
    page = reader.open(f"{DOCUMENT}/pages/2")
    assert pictures_shown(page) == 1
    page.locator("g#e1 rect").first.click()
    expect(page).to_have_url(f"{reader.site}/doc/{STATEMENT}/1#facts")


def test_marks_lie_on_what_they_mark(reader: Visitor) -> None:
    page = reader.open(f"{DOCUMENT}/pages/2")
    sheet, mark = page.locator(".sheet img").bounding_box(), page.locator("g#e2 rect").bounding_box()
    assert sheet is not None
    assert mark is not None
    left, top, width, _ = map(float, QUOTES[2][2][0].split(","))
    scale = sheet["width"] / paged_release.WIDTH
    assert mark["x"] - sheet["x"] == pytest.approx(left * scale, abs=4)
    assert mark["y"] - sheet["y"] == pytest.approx(top * scale, abs=4)
    assert mark["width"] == pytest.approx(width * scale, abs=8)


@pytest.mark.parametrize("path", [DOCUMENT, f"{DOCUMENT}/pages/2", f"/doc/{STATEMENT}/3"])
def test_nobody_meets_a_barrier_and_a_phone_has_room(reader: Visitor, path: str) -> None:
    page = reader.open(path)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert barriers(page) == []
    small = reader.open(path, "en-GB", viewport=PHONE, color_scheme="dark")
    small.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert barriers(small) == []
    assert overflow(small) == 0
