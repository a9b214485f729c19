"""Engine answers as HTTP responses: errors become problems, and a truncated answer aborts the connection."""

from __future__ import annotations

import logging
import time
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from asm_graph.errors import AsmGraphError
from asm_graph.web.answers.asked_release import asked_release, engine_of
from asm_graph.web.http.answer_headers import answer_headers, server_timing
from asm_graph.web.http.conditional import NO_STORE, Validators
from asm_graph.web.http.disconnect import DisconnectWatch
from asm_graph.web.services.answer_cache import AnswerKey
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.site import Site, site_of
from asm_graph.web.transport.connection import RESET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

    from asm_graph.engine.interface import Answer, Engine, EngineQuery
    from asm_graph.web.answers.answer_preview import Convert
    from asm_graph.web.answers.asked_release import AskedRelease

_NOT_MODIFIED = 304
_WHOLE_BYTES = 1_000_000
"""A longer answer leaves piece by piece, even if it is all there."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RequestedAnswer:
    """The query to answer, its format and its headers.

    `volatile` says that the same query may have another answer the next time. `address` is where this very
    answer can be had by GET. `convert` tells what makes another format of the answer.
    """

    query: EngineQuery
    content_type: str
    volatile: bool
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    convert: Convert | None = None


class EngineResponse(Response):
    """A response that runs its query when sent and cancels it when the client disconnects.

    The status line waits for the first piece of the answer.
    """

    def __init__(self, wanted: RequestedAnswer) -> None:
        super().__init__()
        self._wanted = wanted
        self._told = answer_headers(wanted.content_type, wanted.address, wanted.headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; errors before its first piece are raised."""
        request = Request(scope, receive)
        await self._respond(request, site_of(request), send)

    async def _respond(self, request: Request, site: Site, send: Send) -> None:
        """Answer from what is known, else ask the engine."""
        started = time.perf_counter()
        asked = await asked_release(request)
        if asked.serving is not None:
            site.library_answers.follow(asked.serving)
        key = AnswerKey.of(asked.release.name, self._wanted.query, self._wanted.content_type)
        if self._known(key, asked, request):
            await self._send_start(send)
            await _send_last(send, b"")
        elif (kept := site.cache.get(key)) is not None:
            self._told["Server-Timing"] = server_timing("cache", started)
            await self._send_whole(kept, request, send)
        else:
            async with DisconnectWatch(request.receive):
                async with site.clients.query_of(client_of(request)):
                    body = await self._answered(key, asked, request, send)
                if body is not None:  # whose slow reading takes nothing from the client's share
                    await self._send_whole(body, request, send)

    async def _answered(
        self, key: AnswerKey, asked: AskedRelease, request: Request, send: Send
    ) -> bytes | None:
        """Get the whole answer, or send a long one and return None."""
        cache = site_of(request).cache
        if (kept := cache.kept_since(key)) is not None:  # another client got it meanwhile
            return kept
        async with engine_of(request, asked) as engine:
            answer = await self._ask(key, asked, engine, request)
            if answer.length is None or answer.length > _WHOLE_BYTES:
                await self._stream(key, answer, request, send)
                return None
        body = await answer.read()
        return body if self._wanted.volatile else cache.keep(key, body)

    async def _ask(self, key: AnswerKey, asked: AskedRelease, engine: Engine, request: Request) -> Answer:
        """Return the engine's answer, or the cached one, in the requested format."""
        started, site = time.perf_counter(), site_of(request)
        query = replace(self._wanted.query, client=client_of(request))
        kept = site.library_answers.get(key._replace(content_type=query.media_type))

        async def ask() -> Answer:
            return kept or await engine.answer(query)

        if self._wanted.convert is None:
            answer = await ask()
        else:
            conversion = self._wanted.convert(asked.release)
            answer = await site.converter.convert(
                conversion, ask, query.client, lambda: site.cache.kept_since(key)
            )
        self._told["Server-Timing"] = server_timing("library" if kept else "engine", started)
        return answer

    def _known(self, key: AnswerKey, asked: AskedRelease, request: Request) -> bool:
        """Whether the client has the answer already; what it can know it by goes into the headers."""
        if self._wanted.volatile:
            self._told["Cache-Control"] = NO_STORE
            return False
        parts = key._replace(query=self._wanted.query.text)  # as query workers do, which normalize nothing
        validators = Validators.of(parts, asked.since)
        self._told.update(validators.headers)
        if validators.hold(request):
            self.status_code = _NOT_MODIFIED
            del self._told["Content-Type"]
            return True
        return False

    async def _stream(self, key: AnswerKey, answer: Answer, request: Request, send: Send) -> None:
        """Send the pieces as they come. Returning before the last makes the server drop the connection.

        HTTP/1.0 takes the end of a connection for that of the answer: there the connection is reset.
        """
        cache = site_of(request).cache
        sent, size = [], 0
        try:
            await self._send_start(send, answer.length)
            if request.method != "HEAD":
                async for piece in answer.body:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                    size += len(piece)
                    if size <= cache.largest:
                        sent.append(piece)
                    else:
                        sent.clear()
        except AsmGraphError as error:
            _log.warning("an answer under way was broken off: %s", error)
            if request.scope["http_version"] == "1.0":
                request.scope["state"][RESET]()
            return
        finally:
            await answer.body.aclose()
        if sent and not self._wanted.volatile:
            cache.put(key, b"".join(sent))
        await _send_last(send, b"")

    async def _send_whole(self, body: bytes, request: Request, send: Send) -> None:
        await self._send_start(send, len(body))
        await _send_last(send, b"" if request.method == "HEAD" else body)

    async def _send_start(self, send: Send, length: int | None = None) -> None:
        if length is not None:
            self._told["Content-Length"] = str(length)
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in self._told.items()]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})


class AnswerResponse(Response):
    """An answer of known length that is sent piece by piece."""

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        super().__init__(headers={**headers, "Content-Length": str(answer.length)})
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  as its parent
        """Send it."""
        async with aclosing(self._answer.body):
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if scope["method"] != "HEAD":
                async for piece in self._answer.body:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await _send_last(send, b"")


async def _send_last(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body})
