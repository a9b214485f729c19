"""Engines over older releases, started on demand and few at a time."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.engine.serving.following import Serving
from asm_graph.engine.workers.pool import EmbeddedEngine
from asm_graph.errors import EngineBusy
from asm_graph.releases.dumps import STORE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from asm_graph.engine.workers.pool import PoolLimits
    from asm_graph.releases.folder import Releases


class Archive:
    """Up to `most` releases with one worker each; the least recently used makes room."""

    def __init__(self, releases: Releases, limits: PoolLimits, most: int) -> None:
        self._releases = releases
        self._limits = replace(limits, workers=1, lanes=replace(limits.lanes, slow_places=1))
        self._most = most
        self._open: OrderedDict[str, Serving] = OrderedDict()
        self._uses: Counter[str] = Counter()
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def serving(self, name: str) -> AsyncIterator[Serving]:
        """Yield a release by name with its engine, which runs while it is used.

        Raises:
            MissingRelease: there is none of this name.
            ReleaseError: it is damaged.
            EngineBusy: as many others as may be open are in use.
            EngineFailure: its store does not open.
        """
        async with self._opening:
            serving = self._open.get(name) or await self._start(name)
        self._open.move_to_end(name)
        self._uses[name] += 1
        try:
            yield serving
        finally:
            self._uses[name] -= 1

    async def close(self) -> None:
        """End every engine."""
        async with self._opening:
            await asyncio.gather(*(serving.engine.close() for serving in self._open.values()))
            self._open.clear()

    async def _start(self, name: str) -> Serving:
        release = await asyncio.to_thread(self._releases.open, name)
        if len(self._open) >= self._most:
            await self._make_room()
        engine = await EmbeddedEngine.start(release.path / STORE, self._limits)
        serving = self._open[name] = Serving(release, engine, release.manifest.created)
        return serving

    async def _make_room(self) -> None:
        idle = next((name for name in self._open if not self._uses[name]), None)
        if idle is None:
            raise EngineBusy("too many older releases are being read; try again shortly.")
        await self._open.pop(idle).engine.close()
