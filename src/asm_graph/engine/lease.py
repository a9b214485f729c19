"""One query on one worker, from its question to the last byte of its answer."""

from __future__ import annotations

import asyncio
import json
import signal
from typing import TYPE_CHECKING, Any, Protocol

from asm_graph.engine.frames import Kind
from asm_graph.errors import EngineFailure, QueryError, QueryLimitExceeded, QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from asm_graph.engine.engine import EngineQuery
    from asm_graph.engine.process import WorkerProcess


class TakeBack(Protocol):
    """Called once with a lease that has ended, and whether its worker is fit for another query."""

    def __call__(self, lease: Lease, *, reusable: bool) -> None:
        """Take the worker back."""
        ...


class Lease:
    """The body of an answer. The worker is killed when `seconds` are over, however much was sent."""

    def __init__(self, worker: WorkerProcess, seconds: float, take_back: TakeBack) -> None:
        self.worker = worker
        self._seconds = seconds
        self._take_back = take_back
        self._timer = asyncio.get_running_loop().call_later(seconds, self._expire)
        self._expired = False
        self._first: bytes | None = None
        self._whole = False
        self._open = True

    async def begin(self, query: EngineQuery) -> tuple[Kind, bytes]:
        """Ask, and wait for the first frame; errors of the query are raised here.

        An answer that is whole gives its worker back at once: nobody's slow reading holds it.
        """
        try:
            await self.worker.ask(query, self._seconds)
        except ConnectionError:
            raise await self._death() from None
        kind, payload = await self._next()
        self._first = payload
        if kind is Kind.WHOLE:
            await self.aclose()
        return kind, payload

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces of the answer; a `QueryError` where it breaks off."""
        if self._first is None:
            return
        yield self._first
        while not self._whole:
            _, payload = await self._next()
            if payload:
                yield payload

    async def aclose(self) -> None:
        """Give the worker back, or have it killed where its answer is unfinished."""
        if not self._open:
            return
        self._open = False
        self._timer.cancel()
        self._take_back(self, reusable=self._whole and self.worker.alive and not self._expired)

    def end(self) -> None:
        """Kill the worker at once; whoever reads the answer is told."""
        self.worker.end()

    async def _next(self) -> tuple[Kind, bytes]:
        try:
            kind, payload = await self.worker.receive()
        except asyncio.IncompleteReadError:
            raise await self._death() from None
        if kind is Kind.ERROR:
            failure = json.loads(payload)
            self._whole = failure["code"] != "memory"  # a worker that ran out of memory is not used again
            raise self._failure(failure)
        self._whole = kind in {Kind.WHOLE, Kind.END}
        return kind, payload

    def _expire(self) -> None:
        self._expired = True
        self.worker.end()

    async def _death(self) -> QueryError:
        code = await self.worker.kill()
        if self._expired:
            message = f"ended after {self._seconds:g} s; ask for less, with LIMIT or closer patterns."
            return QueryLimitExceeded(message, "time")
        if code == -signal.SIGABRT:
            return self._failure({"code": "memory"})
        return EngineFailure("the engine broke on this query; make it simpler.")

    @staticmethod
    def _failure(failure: dict[str, Any]) -> QueryError:
        match failure["code"]:
            case "syntax":
                return QuerySyntaxError(
                    failure["message"], failure["line"], failure["column"], failure["hint"]
                )
            case "bytes":
                return QueryLimitExceeded("the answer is too large; ask for less, with LIMIT.", "bytes")
            case "memory":
                message = "the query needs too much memory; sort, group or join less at a time."
                return QueryLimitExceeded(message, "memory")
            case _:
                return EngineFailure(failure["message"])
