"""Requests paths from the application itself and keeps each response as a file."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import httpx

from asm_graph.errors import ExportFailed
from asm_graph.export.links import FIRST, file_of, links_of
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.web.app import create_app
from asm_graph.web.services.library_answers import LibraryAnswers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path, PurePosixPath

    from asm_graph.settings import Settings

_HTML = "text/html"
_OK, _SERVER_ERROR = 200, 500
_AT_ONCE = 4
_ENDLESS = httpx.Timeout(None)
"""The engine has its limits."""
_ALONE = {
    "catalog_page": 1_000_000,
    "workers": 2,
    "slow_workers": 1,
    "queue_seconds": 600.0,
    "cache_bytes": 20_000_000,
}
"""A file has no second page. Nobody else asks, so two workers do; what is remembered of answers is what the
languages and formats of a thing have in common."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The application whose responses are kept: the current release of its settings, at an address."""

    settings: Settings
    address: str


class FetchedPages(NamedTuple):
    """The pages kept, by file name, and the addresses they link to."""

    pages: list[PurePosixPath]
    links: set[str]


def fetch(origin: Origin, folder: Path, paths: Sequence[str]) -> FetchedPages:
    """Keep the responses to these paths in a folder, pages in every language.

    Raises:
        ExportFailed: the application fails to answer.
    """
    return asyncio.run(_fetch(origin, folder, paths))


async def _fetch(origin: Origin, folder: Path, paths: Iterable[str]) -> FetchedPages:
    app = create_app(origin.settings.model_copy(update=_ALONE))
    app.state.site = replace(app.state.site, library_answers=LibraryAnswers((), 0))  # nobody asks for them
    parts = urlsplit(origin.address)
    transport = httpx.ASGITransport(app, root_path=parts.path.rstrip("/"))
    site = f"{parts.scheme}://{parts.netloc}"
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=site, timeout=_ENDLESS) as client,
    ):
        visitor = _Visitor(client, folder, deque(paths))
        outcomes = await asyncio.gather(*(visitor.visit() for _ in range(_AT_ONCE)), return_exceptions=True)
    # raised in there, a failure would come out as one of a group
    for failure in filter(None, outcomes):
        raise failure
    return visitor.fetched


@dataclass(slots=True)
class _Visitor:
    """Visits path after path; the links it finds are for the caller to follow."""

    client: httpx.AsyncClient
    folder: Path
    waiting: deque[str]
    fetched: FetchedPages = field(default_factory=lambda: FetchedPages([], set()))

    async def visit(self) -> None:
        try:
            while self.waiting:
                await self._keep(self.waiting.popleft())
        finally:
            self.waiting.clear()  # where one fails, the others go no further

    async def _keep(self, path: str) -> None:
        answer = await self._ask(path, FIRST)
        if answer.status_code != _OK:
            return
        media_type = str(answer.headers.get("content-type", "")).partition(";")[0]
        name = self._write(path, media_type, FIRST, answer.content)
        if media_type != _HTML:
            return
        self.fetched.pages.append(name)
        self.fetched.links.update(links_of(answer.text))
        for language in LANGUAGES[1:]:
            translated = await self._ask(path, language)
            self.fetched.pages.append(self._write(path, media_type, language, translated.content))

    async def _ask(self, path: str, language: str) -> httpx.Response:
        accept = {"Accept": f"{_HTML}, */*;q=0.5", "Accept-Language": language}
        answer = await self.client.get(path, headers=accept)
        if answer.status_code >= _SERVER_ERROR:
            raise ExportFailed(
                Message(
                    "{path}: the site answers {status}; look at it with `serve`, give slow "
                    "pages more time (ASM_GRAPH_QUERY_SECONDS), or build again if earlier software "
                    "wrote the release.",
                    path=path,
                    status=answer.status_code,
                )
            )
        return answer

    def _write(self, path: str, media_type: str, language: str, content: bytes) -> PurePosixPath:
        name = file_of(path, media_type, language)
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return name
