"""Releases, what changed between them, findings followed through them: before axe, and by the keyboard."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect
from tests.browser.test_pages import tab_to
from tests.browser.visitor import PHONE, Visitor, barriers, overflow
from tests.running_server import running

from asm_graph.build.pipeline import build, founding_documents
from asm_graph.releases import Releases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from asm_graph.releases import Release

FINDING = "ol.findings h3 a"


class Followed(NamedTuple):
    """A server over two releases: the first of both founding documents, the second of one of them."""

    address: str
    names: tuple[str, ...]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory, founding_release: Release) -> Iterator[Followed]:
    folder = tmp_path_factory.mktemp("followed") / "releases"
    shutil.copytree(founding_release.path.parent, folder, symlinks=True)
    build(founding_documents()[1:], folder)
    log = tmp_path_factory.mktemp("followed") / "server.log"
    with running(folder, log, workers=2, slow_workers=1) as server:
        yield Followed(server.url, Releases(folder).list())


@pytest.fixture
def reader(browser: Browser, followed: Followed) -> Iterator[Visitor]:
    visitor = Visitor(browser, followed.address)
    yield visitor
    visitor.leave()


@pytest.mark.parametrize(
    "path",
    [
        "/releases/{before}",
        "/releases/{before}/changes/{after}",
        "/releases/{before}/sparql?query=ASK%20%7B%7D",
        "/audit?state=solved",
        "/audit/report.html",
        "/audit/report/TargetMissing.html",
    ],
)
def test_axe_finds_nothing_and_it_fits_a_phone(reader: Visitor, followed: Followed, path: str) -> None:
    before, after = followed.names
    address = path.format(before=before, after=after)
    assert barriers(reader.open(address)) == []
    small = reader.open(address, "en-GB", viewport=PHONE, color_scheme="dark")
    assert barriers(small) == []
    assert overflow(small) == 0


@pytest.mark.parametrize("state", ["persists", "solved"])
def test_a_finding_is_reached_and_read_with_the_keyboard_alone(reader: Visitor, state: str) -> None:
    page = reader.open(f"/audit?state={state}")
    tab_to(page, "main a.skip")
    page.keyboard.press("Enter")
    assert page.url.endswith("#results")
    tab_to(page, FINDING)
    page.keyboard.press("Enter")
    expect(page.locator("ol.history li").first).to_be_visible()
    assert barriers(page) == []
    tab_to(page, "main figure a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/document/**")
    assert "404" not in page.title()
    expect(page.locator("article.thing")).to_be_visible()


def test_from_home_to_what_changed_and_into_the_older_release(reader: Visitor, followed: Followed) -> None:
    before, after = followed.names
    page = reader.open("/")
    tab_to(page, f"a[href='/releases/{before}/changes/{after}']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Qué cambió")
    tab_to(page, f"main a[href^='/releases/{before}/doc/']")
    page.keyboard.press("Enter")
    expect(page.locator(".archived")).to_be_visible()
    tab_to(page, f"form[action='/releases/{before}/search'] input[type=search]")
    page.keyboard.type("migrantes")
    page.keyboard.press("Enter")
    expect(page.locator(f"ol.hits a[href^='/releases/{before}/doc/program/']").first).to_be_visible()
