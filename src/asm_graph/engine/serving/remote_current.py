"""The remote engine over the release its mark names; manifest, reports and catalog are local."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.engine.interface import EngineQuery
from asm_graph.engine.remote import release_marker as mark
from asm_graph.engine.remote.engine import Connection, RemoteEngine
from asm_graph.engine.remote.parse_first import LocallyMergingEngine, Parser, ParsingEngine
from asm_graph.engine.remote.release_marker import ReleaseMark
from asm_graph.engine.serving.following import FollowingEngine, Serving
from asm_graph.errors import EngineFailure, NoRelease, QueryError, ReleaseError
from asm_graph.releases.dumps import STORE
from asm_graph.results import JSON, read_results

if TYPE_CHECKING:
    from asm_graph.engine.interface import Engine
    from asm_graph.engine.remote.address import EngineAddress
    from asm_graph.engine.remote.engine import RemoteLimits
    from asm_graph.engine.workers.pool import PoolLimits
    from asm_graph.releases.folder import Releases
    from asm_graph.releases.release import Release

_PATIENCE_SECONDS = 3.0
_READ_MARK = EngineQuery(mark.MARK_QUERY, JSON, (mark.GRAPH,), seconds=_PATIENCE_SECONDS)
_log = logging.getLogger(__name__)


class RemoteCurrentEngine(FollowingEngine):
    """Answers from the release a remote engine holds, whose mark it reads every second.

    While the engine is out of reach the release last seen stays: cached answers are still served, queries
    fail one by one, and answers resume as soon as the engine does. `workers` limits our own workers, which do
    what the engine cannot: parse queries, for an engine that takes invalid ones too, and merge graphs.
    """

    def __init__(
        self, releases: Releases, address: EngineAddress, limits: RemoteLimits, workers: PoolLimits
    ) -> None:
        super().__init__(releases, NoRelease("the remote engine was not asked yet."))
        self._connection = Connection(address, limits, self.tally)
        # A connection of its own, so that reading the mark never waits behind queries.
        self._mark_connection = Connection(address, replace(limits, queries=1))
        self._workers = workers
        self._parser: Parser | None = None
        self._read_again_at = 0.0

    def _is_stale(self) -> bool:
        return asyncio.get_running_loop().time() >= self._read_again_at

    async def close(self) -> None:
        """Close every connection; answers under way end with an `EngineFailure`."""
        await self._stop_following()
        connections = (self._connection, self._mark_connection)
        await asyncio.gather(*(each.close() for each in connections), self._drainer.close())
        if self._parser is not None:
            await self._parser.close()

    async def _follow(self) -> None:
        started = asyncio.get_running_loop().time()
        try:
            answer = await self._mark_connection.answer(_READ_MARK)
            await self._serve_marked(ReleaseMark.read(read_results(await answer.read())))
        except QueryError as error:
            _log.warning("the mark of the remote engine cannot be read: %s", error)
            if isinstance(error, EngineFailure):
                self._missing = error
        finally:
            self._read_again_at = started + mark.SECONDS

    async def _serve_marked(self, seen: ReleaseMark) -> None:
        """Serve the release that the mark names."""
        if seen.release is not None and seen.release == self.release_name:
            return
        self._serve(None)
        if seen.release is None:
            self._missing = NoRelease("the remote engine holds no whole release; `asm-graph push` loads one.")
            return
        try:
            release = await asyncio.to_thread(self._releases.open, seen.release)
        except ReleaseError as error:
            self._missing = NoRelease(f"the remote engine holds {seen.release}: {error}")
            return
        engine = await self._start_engine(release)
        self._serve(Serving(release, engine, seen.since or dt.datetime.now(dt.UTC)))
        _log.info("serving release %s from the remote engine", release.name)

    async def _start_engine(self, release: Release) -> Engine:
        dialect = self._mark_connection.dialect
        engine: Engine = RemoteEngine(self._connection, tuple(release.manifest.graphs), dialect)
        if dialect.lenient:
            self._parser = self._parser or await Parser.start(self._workers)
            engine = ParsingEngine(self._parser, engine)
        return await LocallyMergingEngine.start(engine, release.path / STORE, self._workers, self.tally)
