"""An engine's answer as an HTTP response: errors become problems, and a cut answer breaks the connection."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from asm_graph.errors import AsmGraphError
from asm_graph.web.problems import Problem
from asm_graph.web.site import site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import Receive, Scope, Send

    from asm_graph.engine.engine import Answer, EngineQuery

_log = logging.getLogger(__name__)


class EngineResponse(Response):
    """Answers a query when it is sent; ends it when the client goes away.

    The status line waits for the first piece of the answer. `convert` makes another format of a whole answer.
    """

    def __init__(
        self,
        query: EngineQuery,
        content_type: str,
        headers: Mapping[str, str] | None = None,
        convert: Callable[[bytes], bytes] | None = None,
    ) -> None:
        always = {"Content-Type": content_type, "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
        super().__init__(headers={**always, **(headers or {})})
        del self.headers["content-length"]
        self._query = query
        self._convert = convert

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer or the problem."""
        work = asyncio.create_task(self._answer(Request(scope, receive), send))
        departure = asyncio.create_task(_departure(receive))
        try:
            await asyncio.wait({work, departure}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            departure.cancel()
            work.cancel()
            await asyncio.gather(departure, work, return_exceptions=True)
        if work.done() and not work.cancelled():
            work.result()

    async def _answer(self, request: Request, send: Send) -> None:
        try:
            answer = await site_of(request).engine.answer(self._query)
            whole = await self._converted(answer)
        except AsmGraphError as error:
            _log.info("a query was not answered: %s", error)
            problem = site_of(request).problem(Problem.of(error), request)
            await problem(request.scope, request.receive, send)
            return
        if whole is not None:
            await self._send_start(send, len(whole))
            await send({"type": "http.response.body", "body": b"" if request.method == "HEAD" else whole})
        else:
            await self._stream(answer, send, head=request.method == "HEAD")

    async def _converted(self, answer: Answer) -> bytes | None:
        if self._convert is None:
            return None
        return await asyncio.to_thread(self._convert, await answer.read())

    async def _stream(self, answer: Answer, send: Send, *, head: bool) -> None:
        """Send the pieces as they come. Returning before the last makes the server drop the connection."""
        try:
            await self._send_start(send, answer.length)
            if not head:
                async for piece in answer.body:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        except AsmGraphError as error:
            _log.warning("an answer under way was broken off: %s", error)
            return
        finally:
            await answer.body.aclose()
        await send({"type": "http.response.body", "body": b""})

    async def _send_start(self, send: Send, length: int | None) -> None:
        headers = list(self.raw_headers)
        if length is not None:
            headers.append((b"content-length", str(length).encode()))
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})


async def _departure(receive: Receive) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
