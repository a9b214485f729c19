"""The engine over the current release: it follows the pointer, and no query is lost at a switch."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.engine.serving.draining import EngineDrainer
from asm_graph.engine.workers.counters import WorkerCounters
from asm_graph.engine.workers.pool import EmbeddedEngine, PoolLimits
from asm_graph.errors import EngineFailure, NoRelease, ReleaseError
from asm_graph.releases.dumps import STORE
from asm_graph.releases.release import CURRENT

if TYPE_CHECKING:
    from asm_graph.engine.interface import Answer, Engine, EngineQuery
    from asm_graph.releases.folder import Releases
    from asm_graph.releases.release import Release

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Serving:
    """A release, its engine, and since when it has been current (UTC)."""

    release: Release
    engine: Engine
    since: dt.datetime


class CurrentEngine:
    """Answers from the current release of a folder, whose pointer it checks before every query."""

    def __init__(self, releases: Releases, limits: PoolLimits) -> None:
        self._releases = releases
        self._limits = limits
        self.tally = WorkerCounters()
        self._link = str(releases.folder / CURRENT)
        self._serving: Serving | None = None
        self._seen: str | None = None
        self._switching: asyncio.Task[None] | None = None
        self._farewell = EngineDrainer()

    async def answer(self, query: EngineQuery) -> Answer:
        """Answer from the current release; raise `NoRelease` where there is none."""
        serving = await self.serving()
        return await serving.engine.answer(query)

    async def serving(self) -> Serving:
        """Return the current release and its engine; raise `NoRelease` where there is none."""
        if self._pointer() != self._seen:
            self._switching = self._switching or asyncio.create_task(self._switch())
            await asyncio.shield(self._switching)  # one client that leaves stops it for nobody
        if self._serving is None:
            raise NoRelease("there is no release to answer from; build one with `asm-graph build`.")
        return self._serving

    @property
    def release(self) -> Release | None:
        """The release last answered from."""
        return self._serving.release if self._serving else None

    @property
    def release_name(self) -> str | None:
        """The name of the release last answered from."""
        return self.release.name if self.release else None

    def is_current(self, name: str) -> bool:
        """Whether the release of this name is the one to answer from, at this moment."""
        return name == self.release_name and self._pointer() == self._seen

    async def close(self) -> None:
        """End every engine, those of earlier releases included."""
        if self._switching is not None:
            await self._switching
        if self._serving is not None:
            self._farewell.bid(self._serving.engine)
        await self._farewell.close()

    def _pointer(self) -> str | None:
        try:
            return os.readlink(self._link)  # noqa: PTH115  it is read before every query: twice as fast
        except OSError:
            return None

    def _since(self) -> dt.datetime:
        """When the pointer was moved: each time it is made anew."""
        moved = (self._releases.folder / CURRENT).lstat().st_mtime
        return dt.datetime.fromtimestamp(int(moved), dt.UTC)

    async def _switch(self) -> None:
        """Follow the pointer; a release that does not open leaves the one before in service."""
        pointer = self._pointer()
        try:
            await self._serve_current()
        except (ReleaseError, EngineFailure) as error:
            _log.error("the current release cannot be served; the one before stays: %s", error)
        finally:
            self._switching = None
        self._seen = pointer

    async def _serve_current(self) -> None:
        """Start the new engine before the old one is let go."""
        release = await asyncio.to_thread(self._releases.current)
        if release is None:
            return
        engine = await EmbeddedEngine.start(release.path / STORE, self._limits, self.tally)
        before, self._serving = self._serving, Serving(release, engine, self._since())
        _log.info("serving release %s", release.name)
        if before is not None:
            self._farewell.bid(before.engine)
