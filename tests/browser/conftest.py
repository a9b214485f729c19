"""A real browser (Debian's Chromium) before a real server over the release of the founding documents."""

from __future__ import annotations

import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright
from tests.browser.visitor import Visitor
from tests.running_server import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from asm_graph.releases import Release

_CHROMIUM = shutil.which("chromium")
_OPTIONS = [
    "--no-sandbox",  # which the superuser of a container cannot have
    "--disable-dev-shm-usage",  # a container has little of it
]


expect.set_options(timeout=20_000)  # ms; by default 5,000, which is little on a busy machine


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Lives no longer than a module: its event loop would be in the way of other tests."""
    if _CHROMIUM is None:
        pytest.skip("there is no chromium: on Debian, install the package of that name")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=_CHROMIUM, args=_OPTIONS) as browser,
    ):
        yield browser


@pytest.fixture(scope="session")
def site(founding_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server."""
    log = tmp_path_factory.mktemp("browser") / "server.log"
    with running(founding_release.path.parent, log, query_seconds=5) as server:
        yield server.url


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visitor]:
    """One who opens pages of the site; afterwards, nothing may have gone wrong unseen."""
    visitor = Visitor(browser, site)
    yield visitor
    visitor.leave()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Another site on this machine: gives the address of a page with some code."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def address(code: str) -> str:
            (tmp_path / "page.html").write_text(
                f'<!doctype html><link rel="icon" href="data:,">{code}', encoding="utf-8"
            )
            return f"http://127.0.0.1:{server.server_port}/page.html"

        yield address
        server.shutdown()
