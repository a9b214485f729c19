"""The remote engine: queries go to a SPARQL 1.1 Protocol endpoint, under the same limits as with our own.

The text is put as our workers put it: the rewriting of what Oxigraph gets wrong holds for any engine, for it
changes no meaning. A query is sent anew only where no connection came about.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import httpx

from asm_graph.engine.dataset import dataset_asked
from asm_graph.engine.engine import Answer
from asm_graph.engine.evaluation import best_put
from asm_graph.engine.remote_body import BodyLimits, RemoteBody
from asm_graph.engine.remote_failures import out_of_reach, over_time, refusal
from asm_graph.errors import EngineBusy, EngineUnreachable, QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.engine.address import EngineAddress
    from asm_graph.engine.engine import EngineQuery

CONNECT_SECONDS = 3.0
_CONNECTION_RETRIES = 1
_SAID_BYTES = 2000
"""How much of an engine's complaint is read."""


@dataclass(frozen=True, slots=True)
class RemoteLimits:
    """Queries at once, seconds that another waits, seconds that each has, and what its answer may be."""

    queries: int
    queue_seconds: float
    seconds: float
    body: BodyLimits


class Connection:
    """The connections to one engine, of which so many are used at once.

    Neither proxies nor credentials are taken from the environment at large: only what our settings name.
    """

    def __init__(self, address: EngineAddress, limits: RemoteLimits) -> None:
        self.limits = limits
        self._address = address
        self._permits = asyncio.Semaphore(limits.queries)
        self._client = httpx.AsyncClient(
            headers={**address.headers, "Accept-Encoding": "identity"},
            timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
            transport=httpx.AsyncHTTPTransport(
                retries=_CONNECTION_RETRIES, limits=httpx.Limits(max_keepalive_connections=limits.queries)
            ),
            trust_env=False,
        )

    async def answer(self, query: EngineQuery) -> Answer:
        """The answer to a query as it is.

        Raises:
            EngineBusy: as many are under way as may be, and none ended within the waiting time.
            EngineUnreachable: the engine does not answer, or does not answer as one.
            QueryError: the engine refuses the query, or it ends at a limit.
        """
        seconds = min(query.seconds or self.limits.seconds, self.limits.seconds)
        async with contextlib.AsyncExitStack() as undo:
            await self._enter()
            undo.callback(self._permits.release)
            deadline = asyncio.get_running_loop().time() + seconds
            try:
                async with asyncio.timeout_at(deadline):
                    response = await self._send(query, seconds)
                    undo.push_async_callback(response.aclose)
                    await _accept(response, query.media_type, seconds)
            except TimeoutError:
                raise over_time(seconds) from None
            except httpx.HTTPError as error:
                raise out_of_reach(error) from error
            body = RemoteBody(response, query.media_type, self.limits.body, deadline, seconds)
            length = await body.begin()
            body.closing = undo.pop_all()
            if length is not None:
                await body.aclose()
        return Answer(body, length)

    async def close(self) -> None:
        """Break every connection."""
        await self._client.aclose()

    async def _enter(self) -> None:
        try:
            async with asyncio.timeout(self.limits.queue_seconds):
                await self._permits.acquire()
        except TimeoutError:
            message = f"no place became free within {self.limits.queue_seconds:g} s; try again shortly."
            raise EngineBusy(message) from None

    async def _send(self, query: EngineQuery, seconds: float) -> httpx.Response:
        form: Mapping[str, str | list[str]] = {
            "query": query.text,
            "default-graph-uri": list(query.default_graphs),
            "named-graph-uri": list(query.named_graphs),
            **self._address.time_parameter(seconds),
        }
        request = self._client.build_request(
            "POST", self._address.query, data=form, headers={"Accept": query.media_type}
        )
        return await self._client.send(request, stream=True)


class RemoteEngine:
    """Answers from one release that a remote engine holds; its named graphs are `graphs`."""

    def __init__(self, connection: Connection, graphs: tuple[str, ...]) -> None:
        self._connection = connection
        self._graphs = graphs

    async def answer(self, query: EngineQuery) -> Answer:
        """The answer of the engine to the query as it is best put; see `Connection.answer` for errors."""
        text = await asyncio.to_thread(self._best_put, query)
        try:
            return await self._connection.answer(replace(query, text=text))
        except QuerySyntaxError:
            if text == query.text:
                raise
            return await self._connection.answer(query)

    async def drain(self) -> None:
        """There is nothing of one release to wait for: its queries end by themselves."""

    async def close(self) -> None:
        """The connection is closed by who made it."""

    def _best_put(self, query: EngineQuery) -> str:
        dataset = dataset_asked(query.text, query.default_graphs, query.named_graphs)
        return best_put(query.text, self._graphs if dataset is None else dataset.named)


async def _accept(response: httpx.Response, media_type: str, seconds: float) -> None:
    """Let a success in the right format through."""
    if response.status_code != httpx.codes.OK:
        raise refusal(response.status_code, await _said(response), seconds)
    answered = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answered != media_type:
        raise EngineUnreachable(
            f"the remote engine answers {answered or 'nothing known'} where {media_type} was asked for; "
            "check its address."
        )


async def _said(response: httpx.Response) -> str:
    said = b""
    async for piece in response.aiter_bytes():
        said += piece
        if len(said) >= _SAID_BYTES:
            break
    return said[:_SAID_BYTES].decode(errors="replace")
