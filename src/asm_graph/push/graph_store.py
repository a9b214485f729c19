"""A remote engine as a graph store: Graph Store Protocol to write, a query to count."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

import httpx

from asm_graph.engine.remote.dialect import STANDARD, dialect_of
from asm_graph.engine.remote.release_marker import ALL_QUERY
from asm_graph.errors import PushFailed
from asm_graph.messages import Message
from asm_graph.results import JSON, Rows, read_results

if TYPE_CHECKING:
    from asm_graph.engine.remote.address import EngineAddress

DEFAULT = ""
"""The name under which the default graph goes."""
_ATTEMPTS = 4
_FIRST_WAIT = 0.5
"""Seconds before the second attempt; each further wait is twice as long."""
_FOR_NOW = {500, 502, 503, 504}
"""Virtuoso answers 500 where two requests at once bring it the same new language, or wait for each other."""
_SECONDS = httpx.Timeout(300.0, connect=5.0)
"""An engine may take minutes to index a chunk, or to count a graph."""
_COUNT_QUERY = "SELECT (COUNT(*) AS ?count) { ?s ?p ?o }"
_LONGEST_COMPLAINT = 300


class RemoteStore:
    """The graphs of a remote engine. Every request is idempotent and may be repeated."""

    def __init__(self, address: EngineAddress) -> None:
        self._address = address
        self._dialect = STANDARD
        self._client = httpx.Client(auth=address.auth, timeout=_SECONDS, trust_env=False)

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the connections."""
        self._client.close()

    def put(self, graph: str, n_triples: bytes) -> None:
        """Replace the triples of a graph; raise `PushFailed` if the engine refuses."""
        self._write("PUT", graph, n_triples)

    def add(self, graph: str, n_triples: bytes) -> None:
        """Add triples without blank nodes to a graph."""
        self._write("POST", graph, n_triples)

    def remove(self, graph: str) -> None:
        """Delete a graph."""
        self._write("DELETE", graph, b"")

    def count(self, graph: str) -> int:
        """Count the triples of a graph."""
        return int(str(getattr(self._ask(_COUNT_QUERY, graph).rows[0][0], "value", -1)))

    def triples(self, graph: str) -> Rows:
        """Return all triples of a small graph: subject, predicate, object."""
        return self._ask(ALL_QUERY, graph)

    def _ask(self, query: str, graph: str) -> Rows:
        graph = graph or self._dialect.default_graph
        form = {"query": query, **({"default-graph-uri": graph} if graph else {})}
        request = self._client.build_request("POST", self._address.query, data=form, headers={"Accept": JSON})
        return read_results(self._send(request).content)

    def _write(self, method: str, graph: str, content: bytes) -> None:
        graph = graph or self._dialect.default_graph
        request = self._client.build_request(
            method,
            self._address.store,
            params={"graph": graph} if graph else {"default": ""},
            content=content,
            headers={"Content-Type": "application/n-triples"},
        )
        self._send(request)

    def _send(self, request: httpx.Request) -> httpx.Response:
        """Send a request, again while the engine is temporarily out of reach, and return the response."""
        for attempt in range(_ATTEMPTS):
            if attempt:
                time.sleep(_FIRST_WAIT * 2 ** (attempt - 1))
            try:
                response = self._client.send(request)
            except httpx.TransportError as error:
                complaint = Message(
                    "is out of reach ({error}); see whether the engine runs, and push again to go on.",
                    error=error,
                )
                continue
            self._dialect = dialect_of(response.headers)
            if response.is_success or (
                request.method == "DELETE" and response.status_code == httpx.codes.NOT_FOUND
            ):
                return response
            said = " ".join(response.text.split())[:_LONGEST_COMPLAINT]
            complaint = Message(
                "answers {status} to {method} ({said}); {remedy}",
                status=response.status_code,
                method=request.method,
                said=said,
                remedy=_remedy(response),
            )
            if response.status_code not in _FOR_NOW:
                break
        raise PushFailed(
            Message("{address}: {complaint}", address=request.url.copy_with(query=None), complaint=complaint)
        )


def _remedy(response: httpx.Response) -> Message:
    if response.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return Message(
            "check ASM_GRAPH_ENGINE_USER and ASM_GRAPH_ENGINE_PASSWORD, or ASM_GRAPH_ENGINE_TOKEN."
        )
    if response.status_code in {httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED}:
        return Message("check the address, and that of the graph store (--store).")
    return Message("see the engine's own log, and push again to go on.")
