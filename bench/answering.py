"""Answering the questions of the library: our server over HTTP, to eight clients, and rdflib in process."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import httpx
from pyoxigraph import RdfFormat
from rdflib import Dataset

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from bench.measuring import Comparison, Way, in_turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.releases import Release

_ROUNDS = 2
_CLIENTS = 8
_REPETITIONS = 5
"""How often each client asks every question: a single pass would be over too soon to be timed."""
_PATIENCE_SECONDS = 30


def answering(release: Release) -> Comparison:
    """Seconds for a question; both sides parse it, answer it and write the answer as JSON.

    The server keeps no answers here. Questions that rdflib breaks on, or answers with other rows (it counts
    empty group where SPARQL has none), are left out; the amount says of how many.
    """
    dataset = _dataset(release)
    every = tuple(_texts())
    with _server(release) as address:
        texts = tuple(text for text in every if _rows(_served(address, text)) == _rows_of_peer(dataset, text))
        ours, peer = in_turn(
            (lambda: _crowd(address, texts), lambda: [_evaluated(dataset, text) for text in texts]), _ROUNDS
        )
    asked = _CLIENTS * _REPETITIONS * len(texts)
    return Comparison(
        "answering a library question",
        f"{len(texts)} of {len(every)} questions, {asked} requests",
        Way(f"our server, {_CLIENTS} clients", ours / asked),
        Way("rdflib in process", peer / len(texts)),
    )


def _texts() -> Iterator[str]:
    for question in Library.load(Knowledge.default().sparql):
        yield question.bind({each.name: each.example for each in question.parameters if each.required})


def _dataset(release: Release) -> Dataset:
    dataset = Dataset()
    dataset.parse(data=release.store().dump(format=RdfFormat.N_QUADS) or b"", format="nquads")
    return dataset


def _rows_of_peer(dataset: Dataset, text: str) -> int | None:
    try:
        return _rows(_evaluated(dataset, text))
    except TypeError:  # rdflib 7.6 cannot order rows by an expression that has no value in some of them
        return None


def _evaluated(dataset: Dataset, text: str) -> bytes:
    return dataset.query(text).serialize(format="json") or b""


def _served(address: str, text: str) -> bytes:
    return httpx.post(address, data={"query": text}, timeout=_PATIENCE_SECONDS).raise_for_status().content


def _rows(answer: bytes) -> int:
    return len(json.loads(answer)["results"]["bindings"])


def _crowd(address: str, texts: tuple[str, ...]) -> None:
    """Every client asks every question, each client on a connection of its own."""

    def ask_all(_client: int) -> None:
        with httpx.Client(timeout=_PATIENCE_SECONDS) as client:
            for text in texts * _REPETITIONS:
                client.post(address, data={"query": text}).raise_for_status()

    with ThreadPoolExecutor(_CLIENTS) as clients:
        list(clients.map(ask_all, range(_CLIENTS)))


@contextmanager
def _server(release: Release) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["serve", "--port", str(port), "--releases", str(release.path.parent)]
    process = subprocess.Popen(
        [sys.executable, "-m", "asm_graph", *arguments],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "ASM_GRAPH_CACHE_BYTES": "0"},
    )
    try:
        _wait(f"http://127.0.0.1:{port}/ready", process)
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        process.terminate()
        process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with suppress(httpx.TransportError):
            httpx.get(address, timeout=_PATIENCE_SECONDS).raise_for_status()
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
    raise RuntimeError("the server did not start; run `asm-graph serve` to see why.")
