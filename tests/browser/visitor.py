"""One who opens pages in a browser, and notes what the pages ask for and complain about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
_IN_ITSELF = ("data:", "blob:")
_ONLY_BARRIERS = {"resultTypes": ["violations"]}
"""All rules; but what passes is not gathered node by node, which takes most of the time on long pages."""


@dataclass
class Visitor:
    """Opens pages, each in a context of its own, with the language, width and colors it is told."""

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, language: str = "es-MX", **options: Any) -> Page:
        """A page of the site, loaded. `options` are those of a browser context."""
        context = self.browser.new_context(**{"locale": language, "viewport": WIDE, **options})
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self._note(request.url))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.site}{path}")
        return page

    def forgive(self, words: str) -> None:
        """Forget the complaints with these words: the test asked for them, and they must be there."""
        assert any(words in each for each in self.complaints)
        self.complaints = [each for each in self.complaints if words not in each]

    def leave(self) -> None:
        """Close everything; no page may have asked another host, broken its policy or set a cookie."""
        cookies = [cookie for context in self.contexts for cookie in context.cookies()]
        for context in self.contexts:
            context.close()
        assert self.elsewhere == []
        assert self.complaints == []
        assert cookies == []

    def _note(self, address: str) -> None:
        if not address.startswith((f"{self.site}/", *_IN_ITSELF)):
            self.elsewhere.append(address)


def barriers(page: Page) -> list[str]:
    """What axe finds on a page: rules of WCAG 2.2 A and AA and good practice, each with its places."""
    found = Axe().run(page, options=_ONLY_BARRIERS).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {node['html'][:200]} {node['failureSummary'].splitlines()[1:]}"
        for each in found
        for node in each["nodes"]
    ]


def overflow(page: Page) -> int:
    """How many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
