"""The queries of the pages: files whose data blocks take typed terms, asked of one release."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from asm_graph.engine.interface import EngineQuery
from asm_graph.library.question import BLOCK
from asm_graph.query.scanner import normalized
from asm_graph.rdf.query_files import read_query_file
from asm_graph.rdf.vocabulary import Base
from asm_graph.results import JSON, Rows, read_results
from asm_graph.web.services.answer_cache import AnswerKey
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.release_rows import KeptRows

if TYPE_CHECKING:
    import re
    from collections.abc import Awaitable, Callable, Iterable

    from pyoxigraph import Literal, NamedNode
    from starlette.requests import Request

    from asm_graph.engine.interface import Answer, Engine
    from asm_graph.engine.serving.following import FollowingEngine, Serving
    from asm_graph.releases import Release
    from asm_graph.web.services.site import Site

_WEB = Path(__file__).parents[1]
_LARGEST = 100_000_000
"""Bytes of an answer that a page reads; the files have all of it."""
T = TypeVar("T")


def page_query(name: str, **terms: NamedNode | Literal | Iterable[NamedNode | Literal]) -> str:
    """Return a page query; the given terms replace the content of the data blocks of their names."""

    def block(match: re.Match[str]) -> str:
        given = terms.get(match["name"])
        if given is None:
            return match[0]
        content = " ".join(map(str, given if isinstance(given, tuple | list | set) else (given,)))
        return f"VALUES ?{match['name']} {{ {content} }}"

    return BLOCK.sub(block, _text(name))


def page_query_names() -> tuple[str, ...]:
    """List the queries of all features, as `feature/query`."""
    paths = sorted(_WEB.glob("*/queries/**/*.rq"))
    return tuple(
        "/".join(part for part in path.relative_to(_WEB).with_suffix("").parts if part != "queries")
        for path in paths
    )


@cache
def _text(name: str) -> str:
    """Return a query without comments and in even white space, as the keys of caches have it."""
    feature, _, query = name.partition("/")
    lines = read_query_file(_WEB / feature / "queries" / f"{query}.rq").text.splitlines()
    return normalized("\n".join(line for line in lines if not line.lstrip().startswith("#")))


@dataclass(frozen=True, slots=True)
class ReleaseReader:
    """What pages read from: the engine, within its limits, for as long as it serves one release.

    An older release is read from an engine of its own, which is `archived`; `client` is whom it is read for.
    """

    site: Site
    serving: Serving
    archived: bool = False
    client: str = ""

    @property
    def release(self) -> Release:
        """The release that is read."""
        return self.serving.release

    @property
    def base(self) -> Base:
        """Where the entities of the release live."""
        return Base(self.release.manifest.base)

    @property
    def engine(self) -> Engine | FollowingEngine:
        """What answers from the release as long as it is the current one, or from an older one."""
        return self.serving.engine if self.archived else self.site.engine

    @property
    def is_current(self) -> bool:
        """Whether what was just answered is of the release that is read: the engine may have gone on."""
        return self.archived or self.site.engine.release_name == self.release.name

    async def rows(self, text: str, seconds: float | None = None) -> Rows:
        """Answer a SELECT within the given seconds or the engine's limit; answers are cached.

        Raises:
            QueryError: the engine does not answer.
        """
        return _rows(await self._body(text, seconds))

    async def shared_rows(self, text: str) -> Rows:
        """Answer a SELECT that all readers of a release are shown alike: it is asked once for a release.

        Raises:
            QueryError: the engine does not answer.
        """
        key = self.release.name, text
        kept = self.site.release_rows.get(key)
        if kept is None:
            body = await _read(await self.engine.answer(self._query(text)))
            kept = KeptRows(_rows(body), len(body))
            if self.is_current:
                self.site.release_rows.put(key, kept)
        return kept.rows

    async def large_rows(self, text: str) -> Rows:
        """Answer a SELECT of many rows, which a thread of its own reads as far as a page goes.

        Raises:
            QueryError: the engine does not answer.
        """
        return await asyncio.to_thread(_rows, await self._body(text))

    async def _body(self, text: str, seconds: float | None = None) -> bytes:
        """Return an answer in JSON, or so much of it that it shows to be too large for a page.

        Whole answers are cached; those of the library are kept by themselves.
        """
        query = self._query(text, seconds)
        key = AnswerKey.of(self.release.name, query, JSON)
        if (body := self.site.cache.get(key)) is not None:
            return body
        if (kept := self.site.library_answers.get(key)) is not None:
            return await _read(kept)
        body = await _read(await self.engine.answer(query))
        if self.is_current and len(body) <= _LARGEST:  # others are served the cached answer as a whole
            self.site.cache.put(key, body)
        return body

    def _query(self, text: str, seconds: float | None = None) -> EngineQuery:
        return EngineQuery(text, JSON, seconds=seconds, client=self.client)


def _rows(body: bytes) -> Rows:
    """Read the rows of an answer as far as a page goes."""
    return read_results(body[:_LARGEST], is_whole=len(body) <= _LARGEST)


async def _read(answer: Answer) -> bytes:
    pieces, size = [], 0
    try:
        async for piece in answer.body:
            pieces.append(piece)
            size += len(piece)
            if size > _LARGEST:
                break
    finally:
        await answer.body.aclose()
    return b"".join(pieces)


async def read_release(request: Request, site: Site, work: Callable[[ReleaseReader], Awaitable[T]]) -> T:
    """Run work that reads from a single release; it starts over if another becomes current.

    The release is the one of the path parameter `release`, else the current one.

    Raises:
        QueryError: there is no release, the engine does not answer, or the client asks too much at once.
        ReleaseError: there is none of this name, or it is damaged.
        ClientDisconnect: the client has gone, and the work ended with it.
    """
    client = client_of(request)

    async def read() -> T:
        if "release" in request.path_params:
            async with site.archive.serving(request.path_params["release"]) as serving:
                return await work(ReleaseReader(site, serving, archived=True, client=client))
        while True:
            reading = ReleaseReader(site, await site.engine.serving(), client=client)
            result = await work(reading)
            if site.engine.release_name == reading.release.name:
                return result

    return await site.clients.serve(request, read)
