"""Asks the application itself for everything that links lead to, and keeps each answer as a file."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from asm_graph.errors import ExportFailed
from asm_graph.export.files import FIRST, exported_path, file_of
from asm_graph.export.links import Links
from asm_graph.graph.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import httpx

    from asm_graph.releases.content import Progress

_HTML = "text/html"
_OK, _SERVER_ERROR = 200, 500
_STEP = 200
"""So many answers between two words of progress."""


@dataclass
class Crawl:
    """What has been asked for, and the files that hold the answers, by path and language of the page."""

    client: httpx.AsyncClient
    folder: Path
    progress: Progress
    formats: frozenset[str]
    files: dict[tuple[str, str], PurePosixPath] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)
    _waiting: deque[str] = field(default_factory=deque)

    async def fetch(self, addresses: Iterable[str], at_once: int) -> None:
        """Keep what is at these addresses, and at all that their pages link to.

        Raises:
            ExportFailed: the application fails to answer.
        """
        self._found(addresses)
        while self._waiting:
            paths = [self._waiting.popleft() for _ in range(min(at_once, len(self._waiting)))]
            for failure in await asyncio.gather(*map(self._fetch, paths), return_exceptions=True):
                if failure is not None:
                    raise failure

    async def _fetch(self, path: str) -> None:
        answer = await self._ask(path, FIRST)
        if answer.status_code != _OK:
            return
        media_type = _media_type(answer)
        self._keep(path, media_type, FIRST, answer.content)
        if media_type != _HTML:
            return
        self._found(Links(answer.text).found)
        for language in LANGUAGES[1:]:
            translated = await self._ask(path, language)
            self._keep(path, media_type, language, translated.content)
        if not len(self.files) % _STEP:
            self.progress(f"{len(self.files):,} files, {len(self._waiting):,} addresses to go")

    async def _ask(self, path: str, language: str) -> httpx.Response:
        accept = {"Accept": f"{_HTML}, */*;q=0.5", "Accept-Language": language}
        answer = await self.client.get(path, headers=accept)
        if answer.status_code >= _SERVER_ERROR:
            raise ExportFailed(
                f"{path}: the site answers {answer.status_code}; look at it with `serve`, and build "
                "the release again if earlier software wrote it."
            )
        return answer

    def _keep(self, path: str, media_type: str, language: str, content: bytes) -> None:
        name = file_of(path, media_type, language)
        self.files[path, language] = name
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def _found(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            path = exported_path(address)
            if path is None or path in self._known or not self._wanted(path):
                continue
            self._known.add(path)
            self._waiting.append(path)

    def _wanted(self, path: str) -> bool:
        """Data of a thing only in the formats that are wanted; all of the rest."""
        suffix = PurePosixPath(path).suffix.removeprefix(".")
        return not path.startswith("/doc/") or suffix not in {"ttl", "nt", "rdf", "jsonld"} - self.formats


def _media_type(answer: httpx.Response) -> str:
    return str(answer.headers.get("content-type", "")).partition(";")[0]
