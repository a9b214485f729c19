"""An engine that follows the release to serve, so that no query is lost when another release takes over.

`CurrentEngine` follows the pointer of a folder of releases, `RemoteCurrentEngine` that of a remote engine.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.engine.workers.idle_workers import WorkerCounters

if TYPE_CHECKING:
    import datetime as dt

    from asm_graph.engine.interface import Answer, Engine, EngineQuery
    from asm_graph.errors import EngineFailure
    from asm_graph.releases.folder import Releases
    from asm_graph.releases.release import Release


@dataclass(frozen=True, slots=True)
class Serving:
    """A release, its engine, and since when it has been current (UTC)."""

    release: Release
    engine: Engine
    since: dt.datetime


class EngineDrainer:
    """Engines that have been replaced: each stops once its running queries have ended."""

    def __init__(self) -> None:
        self._draining: dict[Engine, asyncio.Task[None]] = {}

    def drain(self, engine: Engine) -> None:
        """Close an engine once its queries are answered."""
        self._draining[engine] = asyncio.create_task(self._drain(engine))

    async def close(self) -> None:
        """Close all engines now."""
        await asyncio.gather(*(engine.close() for engine in self._draining), *self._draining.values())

    async def _drain(self, engine: Engine) -> None:
        await engine.drain()
        del self._draining[engine]


class FollowingEngine(ABC):
    """Answers from the release to serve; whether that has changed is checked before every query."""

    def __init__(self, releases: Releases, missing: EngineFailure) -> None:
        self.tally = WorkerCounters()
        self._releases = releases
        self._missing = missing
        self._serving: Serving | None = None
        self._following: asyncio.Task[None] | None = None
        self._drainer = EngineDrainer()

    @abstractmethod
    def _is_stale(self) -> bool:
        """Check whether another release may be the one to serve."""

    @abstractmethod
    async def _follow(self) -> None:
        """Find the release to serve and `_serve` it, or leave the reason in `_missing`."""

    async def answer(self, query: EngineQuery) -> Answer:
        """Answer from the release to serve; see `serving` for errors besides the engine's own."""
        serving = await self.serving()
        return await serving.engine.answer(query)

    async def serving(self) -> Serving:
        """Return the release to serve and its engine.

        Raises:
            NoRelease: there is none.
            EngineUnreachable: a remote engine has not answered yet.
        """
        if self._is_stale():
            self._following = self._following or asyncio.create_task(self._follow_once())
            # One client that disconnects must not cancel it for the others.
            await asyncio.shield(self._following)
        if self._serving is None:
            # A new instance: one exception raised for many clients would collect their tracebacks.
            raise type(self._missing)(*self._missing.args)
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
        """Check that the release of this name is the one to serve, as far as is known at this moment."""
        return name == self.release_name and not self._is_stale()

    async def close(self) -> None:
        """Close all engines, including those being drained."""
        await self._stop_following()
        await self._drainer.close()

    async def _stop_following(self) -> None:
        if self._following is not None:
            await self._following
        self._serve(None)

    def _serve(self, serving: Serving | None) -> None:
        """Serve from now on; the engine that served before is drained."""
        before, self._serving = self._serving, serving
        if before is not None:
            self._drainer.drain(before.engine)

    async def _follow_once(self) -> None:
        try:
            await self._follow()
        finally:
            self._following = None
