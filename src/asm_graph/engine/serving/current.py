"""The engine over the current release: it follows the pointer of a folder of releases."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
from typing import TYPE_CHECKING

from asm_graph.engine.serving.following import FollowingEngine, Serving
from asm_graph.engine.workers.pool import EmbeddedEngine, PoolLimits
from asm_graph.errors import EngineFailure, NoRelease, ReleaseError
from asm_graph.releases.dumps import STORE
from asm_graph.releases.release import CURRENT

if TYPE_CHECKING:
    from asm_graph.releases.folder import Releases

_log = logging.getLogger(__name__)


class CurrentEngine(FollowingEngine):
    """Answers from the current release of a folder, by workers of our own."""

    def __init__(self, releases: Releases, limits: PoolLimits) -> None:
        super().__init__(
            releases, NoRelease("there is no release to answer from; build one with `asm-graph build`.")
        )
        self._limits = limits
        self._link = str(releases.folder / CURRENT)
        self._seen: str | None = None

    def _is_stale(self) -> bool:
        return self._pointer() != self._seen

    async def _follow(self) -> None:
        """Follow the pointer; a release that does not open leaves the previous one in service."""
        pointer = self._pointer()
        try:
            await self._serve_current()
        except (ReleaseError, EngineFailure) as error:
            _log.error("the current release cannot be served; the previous one stays: %s", error)
        self._seen = pointer

    def _pointer(self) -> str | None:
        try:
            return os.readlink(self._link)  # noqa: PTH115  it is read before every query: twice as fast
        except OSError:
            return None

    def _since(self) -> dt.datetime:
        """Return when the pointer was moved: it is made anew each time."""
        moved = (self._releases.folder / CURRENT).lstat().st_mtime
        return dt.datetime.fromtimestamp(int(moved), dt.UTC)

    async def _serve_current(self) -> None:
        """Start the new engine before the old one is drained."""
        release = await asyncio.to_thread(self._releases.current)
        if release is None:
            return
        engine = await EmbeddedEngine.start(release.path / STORE, self._limits, self.tally)
        self._serve(Serving(release, engine, self._since()))
        _log.info("serving release %s", release.name)
