"""The remote engine over the release its mark names; manifest, reports and catalog are local.

It stands where `CurrentEngine` stands when queries go to workers of our own.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.engine.interface import EngineQuery
from asm_graph.engine.remote import release_marker as mark
from asm_graph.engine.remote.engine import Connection, RemoteEngine
from asm_graph.engine.remote.local_merges import LocalMerges
from asm_graph.engine.remote.parse_first import ParsedFirst, Parser
from asm_graph.engine.remote.release_marker import Mark
from asm_graph.engine.serving.current import Serving
from asm_graph.engine.serving.draining import EngineDrainer
from asm_graph.engine.workers.counters import WorkerCounters
from asm_graph.errors import EngineFailure, NoRelease, QueryError, ReleaseError
from asm_graph.releases.dumps import STORE
from asm_graph.results import JSON, read_results

if TYPE_CHECKING:
    from asm_graph.engine.interface import Answer, Engine
    from asm_graph.engine.remote.address import EngineAddress
    from asm_graph.engine.remote.engine import RemoteLimits
    from asm_graph.engine.workers.pool import PoolLimits
    from asm_graph.releases.folder import Releases
    from asm_graph.releases.release import Release

_PATIENCE_SECONDS = 3.0
_LOOK = EngineQuery(mark.MARK_QUERY, JSON, (mark.GRAPH,), seconds=_PATIENCE_SECONDS)
_log = logging.getLogger(__name__)


class RemoteCurrentEngine:
    """Answers from the release a remote engine holds, whose mark it checks every second.

    While the engine is out of reach the release last seen stays: what is kept in memory is still given out,
    queries fail one by one, and answers come again as soon as the engine does. `workers` is what workers of
    ours may use, that do what the engine cannot: parse queries, for one that takes others too; merge graphs.
    """

    def __init__(
        self, releases: Releases, address: EngineAddress, limits: RemoteLimits, workers: PoolLimits
    ) -> None:
        self._releases = releases
        self.tally = WorkerCounters()
        self._connection = Connection(address, limits, self.tally)
        self._looks = Connection(address, replace(limits, queries=1))  # never behind the queries
        self._workers = workers
        self._parser: Parser | None = None
        self._serving: Serving | None = None
        self._farewell = EngineDrainer()
        self._missing: EngineFailure = NoRelease("the remote engine was not asked yet.")
        self._look_at = 0.0
        self._looking: asyncio.Task[None] | None = None

    async def answer(self, query: EngineQuery) -> Answer:
        """Answer from the release the engine holds; see `serving` for errors."""
        serving = await self.serving()
        return await serving.engine.answer(query)

    async def serving(self) -> Serving:
        """Return the release that the engine holds.

        Raises:
            EngineUnreachable: the engine has not answered yet.
            NoRelease: it holds no whole release, or one that is not in the folder.
        """
        if asyncio.get_running_loop().time() >= self._look_at:
            self._looking = self._looking or asyncio.create_task(self._look())
            await asyncio.shield(self._looking)  # one client that leaves stops it for nobody
        if self._serving is None:
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
        """Whether the mark named this release less than a second ago."""
        return name == self.release_name and asyncio.get_running_loop().time() < self._look_at

    async def close(self) -> None:
        """Break every connection; answers under way end with an `EngineFailure`."""
        if self._looking is not None:
            await self._looking
        if self._serving is not None:
            self._farewell.bid(self._serving.engine)
        await asyncio.gather(self._connection.close(), self._looks.close(), self._farewell.close())
        if self._parser is not None:
            await self._parser.close()

    async def _look(self) -> None:
        started = asyncio.get_running_loop().time()
        try:
            seen = Mark.read(read_results(await (await self._looks.answer(_LOOK)).read()))
            await self._follow(seen)
        except QueryError as error:
            _log.warning("the mark of the remote engine cannot be read: %s", error)
            if isinstance(error, EngineFailure):
                self._missing = error
        finally:
            self._look_at = started + mark.SECONDS
            self._looking = None

    async def _follow(self, seen: Mark) -> None:
        """Serve what the mark names."""
        if seen.release is not None and seen.release == self.release_name:
            return
        if self._serving is not None:
            self._farewell.bid(self._serving.engine)
        self._serving = None
        if seen.release is None:
            self._missing = NoRelease("the remote engine holds no whole release; `asm-graph push` loads one.")
            return
        try:
            release = await asyncio.to_thread(self._releases.open, seen.release)
        except ReleaseError as error:
            self._missing = NoRelease(f"the remote engine holds {seen.release}: {error}")
            return
        engine = await self._engine_of(release)
        self._serving = Serving(release, engine, seen.since or dt.datetime.now(dt.UTC))
        _log.info("serving release %s from the remote engine", release.name)

    async def _engine_of(self, release: Release) -> Engine:
        dialect = self._looks.dialect
        engine: Engine = RemoteEngine(self._connection, tuple(release.manifest.graphs), dialect)
        if dialect.lenient:
            self._parser = self._parser or await Parser.start(self._workers)
            engine = ParsedFirst(self._parser, engine)
        return await LocalMerges.start(engine, release.path / STORE, self._workers, self.tally)
