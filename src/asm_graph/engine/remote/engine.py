"""The remote engine: queries go to a SPARQL 1.1 Protocol endpoint within the same limits as our own.

The text is put as our workers put it: the rewriting of what Oxigraph gets wrong holds for any engine, for it
changes no meaning. A query is sent anew only where no connection came about. What the engine needs besides is
its dialect, which each of its answers tells.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import httpx

from asm_graph.engine.interface import Answer
from asm_graph.engine.remote.body import BodyLimits, RemoteBody, cut, out_of_reach, over_time, refusal
from asm_graph.engine.remote.dialect import STANDARD, Dialect, dialect_of
from asm_graph.engine.workers.idle_workers import WorkerCounters
from asm_graph.errors import EngineBusy, EngineFailure, EngineUnreachable, QuerySyntaxError
from asm_graph.query.dataset import dataset_asked, without_clauses
from asm_graph.query.evaluation import best_put

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from asm_graph.engine.interface import EngineQuery
    from asm_graph.engine.remote.address import EngineAddress
    from asm_graph.engine.remote.virtuoso_answers import VirtuosoAnswer

CONNECT_SECONDS = 3.0
_CONNECTION_RETRIES = 1
_NO_GRAPH = "urn:asm-graph:no-graph"
_SAID_BYTES = 2000
"""How much of an engine's complaint is read."""


@dataclass(frozen=True, slots=True)
class RemoteLimits:
    """Concurrent queries, seconds to wait, seconds per query, and limits of an answer."""

    queries: int
    queue_seconds: float
    seconds: float
    body: BodyLimits


class Connection:
    """The connections to one engine, a limited number in use at once.

    Neither proxies nor credentials are taken from the environment at large: only what our settings name.
    `dialect` is that of the last answer.
    """

    def __init__(
        self, address: EngineAddress, limits: RemoteLimits, tally: WorkerCounters | None = None
    ) -> None:
        self.limits = limits
        self._tally = tally or WorkerCounters()
        self.dialect = STANDARD
        self._address = address
        self._permits = asyncio.Semaphore(limits.queries)
        self._client = httpx.AsyncClient(
            auth=address.auth,
            headers={"Accept-Encoding": "identity"},
            timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
            transport=httpx.AsyncHTTPTransport(
                retries=_CONNECTION_RETRIES, limits=httpx.Limits(max_keepalive_connections=limits.queries)
            ),
            trust_env=False,
        )

    async def answer(self, query: EngineQuery, dialect: Dialect = STANDARD) -> Answer:
        """Send a query in a dialect and return the answer as it is.

        Raises:
            EngineBusy: as many are under way as may be, and none ended within the waiting time.
            EngineUnreachable: the engine does not answer, or does not answer as one.
            QueryError: the engine refuses the query, or it ends at a limit.
        """
        seconds = min(query.seconds or self.limits.seconds, self.limits.seconds)
        async with contextlib.AsyncExitStack() as undo:
            await self._enter()
            undo.callback(self._leave)
            deadline = asyncio.get_running_loop().time() + seconds
            try:
                async with asyncio.timeout_at(deadline):
                    response = await self._send(query, dialect, seconds)
                    undo.push_async_callback(response.aclose)
                    self.dialect = dialect_of(response.headers)
                    await _accept(response, dialect.asked_for(query.media_type), seconds)
            except TimeoutError:
                raise over_time(seconds) from None
            except httpx.HTTPError as error:
                raise out_of_reach(error) from error
            pieces = _pieces(response, dialect.written_anew(query.media_type))
            body = RemoteBody(pieces, query.media_type, self.limits.body, deadline, seconds)
            length = await body.begin()
            body.closing = undo.pop_all()
            if length is not None:
                await body.aclose()
        return Answer(body, length)

    async def close(self) -> None:
        """Break every connection."""
        await self._client.aclose()

    async def _enter(self) -> None:
        self._tally.waiting += 1
        try:
            async with asyncio.timeout(self.limits.queue_seconds):
                await self._permits.acquire()
            self._tally.under_way += 1
        except TimeoutError:
            message = f"no place became free within {self.limits.queue_seconds:g} s; try again shortly."
            raise EngineBusy(message) from None
        finally:
            self._tally.waiting -= 1

    def _leave(self) -> None:
        self._tally.under_way -= 1
        self._permits.release()

    async def _send(self, query: EngineQuery, dialect: Dialect, seconds: float) -> httpx.Response:
        form: Mapping[str, str | list[str]] = {
            "query": query.text,
            "default-graph-uri": list(query.default_graphs),
            "named-graph-uri": list(query.named_graphs),
            **self._address.time_parameter(seconds, dialect.timeout),
        }
        accept = {"Accept": dialect.asked_for(query.media_type)}
        request = self._client.build_request("POST", self._address.query, data=form, headers=accept)
        return await self._client.send(request, stream=True)


class RemoteEngine:
    """Answers from one release held by a remote engine; its named graphs are `graphs`."""

    def __init__(self, connection: Connection, graphs: tuple[str, ...], dialect: Dialect = STANDARD) -> None:
        self._connection = connection
        self._graphs = graphs
        self._dialect = dialect

    async def answer(self, query: EngineQuery) -> Answer:
        """Answer a query after rewriting it; see `Connection.answer` for errors."""
        query = _with_base(query)
        put = await asyncio.to_thread(self._best_put, query)
        try:
            return await self._connection.answer(put, self._dialect)
        except QuerySyntaxError:
            if put.text == query.text:
                raise
            return await self._connection.answer(self._with_dataset(query), self._dialect)

    async def drain(self) -> None:
        """There is nothing of one release to wait for: its queries end by themselves."""

    async def close(self) -> None:
        """Do nothing: the connection's owner closes it."""

    def _best_put(self, query: EngineQuery) -> EngineQuery:
        dataset = dataset_asked(query.text, query.default_graphs, query.named_graphs)
        text = best_put(query.text, self._graphs if dataset is None else dataset.named)
        return self._with_dataset(replace(query, text=self._dialect.put(text)))

    def _with_dataset(self, query: EngineQuery) -> EngineQuery:
        """Add the dataset to the query, for an engine whose default is another."""
        if not self._dialect.default_graph:
            return query
        dataset = dataset_asked(query.text, query.default_graphs, query.named_graphs)
        if dataset is None:
            return replace(query, default_graphs=(self._dialect.default_graph,), named_graphs=self._graphs)
        text = without_clauses(query.text)
        named = dataset.named or (_NO_GRAPH,)
        return replace(query, text=text, default_graphs=dataset.default or (_NO_GRAPH,), named_graphs=named)


def _with_base(query: EngineQuery) -> EngineQuery:
    """Put the base into the text of a query, since the protocol has no parameter for it."""
    if not query.base:
        return query
    return replace(query, text=f"BASE <{query.base}> {query.text}", base="")


async def _pieces(response: httpx.Response, anew: VirtuosoAnswer | None) -> AsyncIterator[bytes]:
    """Yield the answer piece by piece, converted where needed."""
    if anew is None:
        async for piece in response.aiter_bytes():
            yield piece
        return
    try:
        async for piece in response.aiter_bytes():
            yield anew.take(piece)
        yield anew.finish()
    except (SyntaxError, ValueError) as error:
        raise EngineFailure(f"the remote engine's answer cannot be read ({error}); ask again.") from error


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
    if (limit := cut(response.headers, seconds)) is not None:
        raise limit


async def _said(response: httpx.Response) -> str:
    said = b""
    async for piece in response.aiter_bytes():
        said += piece
        if len(said) >= _SAID_BYTES:
            break
    return said[:_SAID_BYTES].decode(errors="replace")
