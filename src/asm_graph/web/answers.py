"""An engine's answer as an HTTP response: errors become problems, and a cut answer breaks the connection."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from asm_graph.engine.engine import Answer
from asm_graph.errors import AsmGraphError
from asm_graph.web.answer_cache import AnswerKey
from asm_graph.web.connection import RESET
from asm_graph.web.problems import Problem
from asm_graph.web.site import Site, site_of
from asm_graph.web.validators import NO_STORE, Validators

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import Receive, Scope, Send

    from asm_graph.engine.current import Serving
    from asm_graph.engine.engine import EngineQuery

_NOT_MODIFIED = 304
_CANONICAL_LENGTH = 4_000
"""Longer addresses are not sent back: servers and proxies cut the headers of an answer."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be answered, and how.

    `volatile` says that the same query may have another answer the next time. `address` is where this very
    answer can be had by GET. `convert` makes another format of the whole answer.
    """

    query: EngineQuery
    content_type: str
    volatile: bool
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    convert: Callable[[bytes], bytes] | None = None


class EngineResponse(Response):
    """Answers a query when it is sent; ends it when the client goes away.

    The status line waits for the first piece of the answer.
    """

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(
            headers={
                "Content-Type": wanted.content_type,
                "Vary": "Accept",
                "X-Content-Type-Options": "nosniff",
                **wanted.headers,
            }
        )
        del self.headers["content-length"]
        if len(wanted.address) <= _CANONICAL_LENGTH:
            self.headers["Content-Location"] = wanted.address
        self._wanted = wanted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer or the problem."""
        work = asyncio.create_task(self._respond(Request(scope, receive), send))
        departure = asyncio.create_task(_departure(receive))
        try:
            await asyncio.wait({work, departure}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            departure.cancel()
            work.cancel()
            await asyncio.gather(departure, work, return_exceptions=True)
        if work.done() and not work.cancelled():
            work.result()

    async def _respond(self, request: Request, send: Send) -> None:
        site, started = site_of(request), time.perf_counter()
        try:
            serving = await site.engine.serving()
            key = AnswerKey.of(serving.release.name, self._wanted.query, self._wanted.content_type)
            if self._known(key, serving, request):
                await self._send_start(send)
                await _send_last(send, b"")
                return
            with site.clients.query_of(request.client.host if request.client else ""):
                answer, source = await self._answer(key, site, serving)
                self.headers["Server-Timing"] = _timing(source, started)
                if answer.length is None:
                    await self._stream(answer, request, send)
                else:
                    body = await answer.read()
                    await self._send_start(send, answer.length)
                    await _send_last(send, b"" if request.method == "HEAD" else body)
        except AsmGraphError as error:
            _log.info("a query was not answered: %s", error)
            problem = site.problem(Problem.of(error), request)
            await problem(request.scope, request.receive, send)

    def _known(self, key: AnswerKey, serving: Serving, request: Request) -> bool:
        """Whether the client has the answer already; what it can know it by goes into the headers."""
        if self._wanted.volatile:
            self.headers["Cache-Control"] = NO_STORE
            return False
        validators = Validators.of(key, serving.since)
        self.headers.update(validators.headers)
        if validators.hold(request):
            self.status_code = _NOT_MODIFIED
            del self.headers["content-type"]
            return True
        return False

    async def _answer(self, key: AnswerKey, site: Site, serving: Serving) -> tuple[Answer, str]:
        """The answer, and which of engine and cache it is from."""
        wanted = self._wanted
        if not wanted.volatile and (kept := site.cache.get(key)) is not None:
            return Answer.whole(kept), "cache"
        answer = await serving.engine.answer(wanted.query)
        if wanted.convert is not None:
            answer = Answer.whole(await asyncio.to_thread(wanted.convert, await answer.read()))
        if answer.length is not None and not wanted.volatile:
            body = await answer.read()
            site.cache.put(key, body)
            answer = Answer.whole(body)
        return answer, "engine"

    async def _stream(self, answer: Answer, request: Request, send: Send) -> None:
        """Send the pieces as they come. Returning before the last makes the server drop the connection.

        HTTP/1.0 takes the end of a connection for that of the answer: there the connection is reset.
        """
        try:
            await self._send_start(send)
            if request.method != "HEAD":
                async for piece in answer.body:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        except AsmGraphError as error:
            _log.warning("an answer under way was broken off: %s", error)
            if request.scope["http_version"] == "1.0":
                request.scope["state"][RESET]()
            return
        finally:
            await answer.body.aclose()
        await _send_last(send, b"")

    async def _send_start(self, send: Send, length: int | None = None) -> None:
        headers = list(self.raw_headers)
        if length is not None:
            headers.append((b"content-length", str(length).encode()))
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})


async def _send_last(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body})


def _timing(source: str, started: float) -> str:
    """The milliseconds until the first piece of the answer was there (Server Timing, 3)."""
    return f"{source};dur={1000 * (time.perf_counter() - started):.2f}"


async def _departure(receive: Receive) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
