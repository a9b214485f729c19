"""The page server beside workers: uvicorn without a listener, to which a supervisor hands connections."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from asm_graph.errors import EngineFailure
from asm_graph.query.guard import Guard
from asm_graph.releases.dumps import STORE
from asm_graph.releases.release import CURRENT
from asm_graph.web.query_workers.current_store import ServedRelease, pointer_of
from asm_graph.web.query_workers.shared_memory import SharedMemory
from asm_graph.web.query_workers.supervisor import Supervisor, SupervisorLimits
from asm_graph.web.query_workers.worker import WorkerRules
from asm_graph.web.transport.connection import Arrival

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Coroutine

    from fastapi import FastAPI

    from asm_graph.engine.serving.following import FollowingEngine
    from asm_graph.settings import Settings
    from asm_graph.web.services.site import Site
    from asm_graph.web.transport.connection import BoundedConnection

_MORE_THAN_PROCESSORS = 2
"""So that a processor is not idle while a worker waits for the disk, or is busy for long."""
_SETTLED_SECONDS = 0.1
"""How long connections handed over last may take to send their requests again to the parser."""


def has_query_workers(settings: Settings) -> bool:
    """Whether workers answer short queries: from the current release, on a system that has what they need."""
    return settings.engine is None and not settings.draft and sys.platform == "linux"


def serve_with_workers(
    config: uvicorn.Config, app: FastAPI, settings: Settings, listener: socket.socket
) -> None:
    """Serve until interrupted, with workers for short queries."""
    site: Site = app.state.site
    memory = SharedMemory.create()
    link = str(site.releases.folder / CURRENT)
    count = min(settings.workers, (os.cpu_count() or 1) + _MORE_THAN_PROCESSORS)
    rules = WorkerRules(
        link=link,
        guard=asdict(Guard.of(settings)),
        root=settings.root_path,
        memory=settings.worker_memory,
        cache_bytes=site.worker_cache_bytes // count,
        result_bytes=settings.result_bytes,
        result_rows=settings.result_rows,
        idle_seconds=min(config.timeout_keep_alive, settings.request_seconds),
        header_bytes=settings.header_bytes,
        logs=settings.access_log,
    )
    config.load()
    proxies = ProxyHeadersMiddleware(config.loaded_app, config.forwarded_allow_ips).trusted_hosts
    limits = SupervisorLimits(count, settings.connections, proxies.__contains__)
    supervisor = Supervisor(listener, rules, memory, limits)
    app.state.query_workers = [memory.slot(index) for index in range(count + 1)]
    supervisor.start()
    HandedOverServer(config, supervisor, site.engine, link).run()


class HandedOverServer(uvicorn.Server):
    """A server without a listener, whose connections a supervisor hands over.

    `link` leads to the current release, which `engine` follows.
    """

    def __init__(
        self, config: uvicorn.Config, supervisor: Supervisor, engine: FollowingEngine, link: str
    ) -> None:
        super().__init__(config)
        self._supervisor = supervisor
        self._engine = engine
        self._link = link
        self._loop: asyncio.AbstractEventLoop | None = None
        self._taken = 0
        self._ended = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  there is none
        """Start, and let connections come."""
        await super().startup(sockets=[])
        self._loop = asyncio.get_running_loop()
        self._supervisor.open(self, await self._served())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  as above
        """Let the workers answer what they have, then stop."""
        taken = self._taken
        await asyncio.to_thread(self._supervisor.stop)
        if self._taken > taken:
            await asyncio.sleep(_SETTLED_SECONDS)
        await super().shutdown(sockets=[])

    def take(self, connection: socket.socket, unsent: bytes = b"", excess: int = 0) -> None:
        """Go on with a connection; called from another thread."""
        self._taken += 1
        if not self._do(partial(self._connect, connection, Arrival(unsent, excess, self._has_ended))):
            connection.close()

    def follow(self, tell: Callable[[ServedRelease], None]) -> None:
        """See which release is to be served, and tell; called from another thread."""

        async def follow() -> None:
            tell(await self._served())

        self._do(follow)

    def count(self) -> int:
        """Return how many connections there are."""
        return self._taken - self._ended

    def _do(self, work: Callable[[], Coroutine[None, None, None]]) -> bool:
        """Let the event loop do something; False where it does nothing any more."""
        if self._loop is None:
            return False
        try:
            self._loop.call_soon_threadsafe(self._begin, work)
        except RuntimeError:  # it is closed
            return False
        return True

    def _begin(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        task = asyncio.ensure_future(work())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connect(self, connection: socket.socket, arrival: Arrival) -> None:
        try:
            await asyncio.get_running_loop().connect_accepted_socket(
                partial(self._protocol, arrival), connection
            )
        except OSError:  # its client has gone
            self._has_ended()
            connection.close()

    def _protocol(self, arrival: Arrival) -> BoundedConnection:
        protocol: BoundedConnection = self.config.http_protocol_class(  # type: ignore[call-arg, assignment]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        protocol.arrival = arrival
        return protocol

    def _has_ended(self) -> None:
        self._ended += 1

    async def _served(self) -> ServedRelease:
        """Return the release that is served at this moment, and the pointer that was followed."""
        pointer = pointer_of(self._link)
        with contextlib.suppress(EngineFailure, OSError):  # the page server tells what is wrong
            serving = await self._engine.serving()
            store = str(serving.release.path / STORE)
            return ServedRelease(pointer, serving.release.name, store, serving.since)
        return ServedRelease(pointer)
