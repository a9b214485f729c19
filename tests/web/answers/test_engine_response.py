"""Many clients, runaways, clients that leave, releases that change: nothing is lost and nothing is wrong."""

from __future__ import annotations

import random
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest
from bench.hostile_queries import hostile_queries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
RUNAWAY = ENDLESS.replace("*", "(COUNT(*) AS ?n)")
LABEL = "SELECT ?label { ?s a <https://w3id.org/asm-graph/ontology#Program> ; rdfs:label ?label }".replace(
    "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
)


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query})


def number_of(answer: httpx.Response) -> int:
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def connect(url: str) -> socket.socket:
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20)


def exhaust(connection: socket.socket) -> None:
    while connection.recv(1_000_000):
        pass


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_eight_clients_ask_a_thousand_queries(server: Any) -> None:
    def one_client(number: int) -> int:
        right = 0
        with server.client() as client:
            for i in range(125):
                thing = (number * 125 + i) % 600
                query = f"SELECT (COUNT(*) AS ?n) {{ <http://e/s{thing}> ?p 'valor {thing}' }}"
                answer = ask(client, query)
                right += answer.status_code == 200 and number_of(answer) == 5
        return right

    with ThreadPoolExecutor(8) as clients:
        assert list(clients.map(one_client, range(8))) == [125] * 8


def test_a_runaway_is_ended_at_the_limit_while_short_queries_go_on(server: Any) -> None:
    with ThreadPoolExecutor(1) as others, server.client() as client:
        runaway = others.submit(
            lambda: httpx.get(f"{server.url}/sparql", params={"query": RUNAWAY}, timeout=30)
        )
        for _ in range(50):
            assert ask(client, "ASK {}").status_code == 200
        answer = runaway.result()
    assert answer.status_code == 503
    assert answer.json()["limit"] == {"setting": "query_seconds", "value": 2.0}
    assert "retry-after" in answer.headers


def test_a_cut_answer_is_never_taken_for_a_whole_one(server: Any) -> None:
    with server.client() as client, pytest.raises(httpx.RemoteProtocolError):
        client.get("/sparql", params={"query": ENDLESS, "format": "csv"})


def test_a_cut_answer_is_no_whole_one_in_http_1_0_either(server: Any) -> None:
    query = ENDLESS.replace(" ", "%20")
    with connect(server.url) as connection:
        connection.sendall(f"GET /sparql?query={query}&format=csv HTTP/1.0\r\n\r\n".encode())
        with pytest.raises(ConnectionResetError):
            exhaust(connection)


def test_a_client_that_leaves_takes_its_query_along(server: Any, client: httpx.Client) -> None:
    before = settled(server)
    for _ in range(6):
        with connect(server.url) as leaving:
            leaving.sendall(
                f"GET /sparql?query={RUNAWAY.replace(' ', '+')} HTTP/1.1\r\nHost: e\r\n\r\n".encode()
            )
            time.sleep(0.05)
    assert ask(client, "ASK {}").status_code == 200
    assert eventually(lambda: len(set(server.workers()) - before) >= 1)
    assert len(settled(server)) == len(before)


def settled(server: Any) -> set[int]:
    """The workers, once none was started or ended for half a second."""
    seen: list[set[int]] = []

    def is_settled() -> bool:
        seen.append(set(server.workers()))
        return len(seen) > 10 and all(each == seen[-1] for each in seen[-10:])

    assert eventually(is_settled, 30)
    return seen[-1]


def test_five_thousand_brackets_do_no_harm(client: httpx.Client) -> None:
    query = "SELECT (" + "(" * 5000 + "1" + ")" * 5000 + " AS ?x) {}"
    answer = client.post("/sparql", data={"query": query})
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:asm-graph:problem:depth")
    assert ask(client, "ASK {}").status_code == 200


def test_what_breaks_an_engine_breaks_one_answer(client: httpx.Client) -> None:
    query = "ASK { " + "{ ?s ?p ?o }" * 400 + " }"  # joins in a row: the engine orders them for minutes
    assert client.post("/sparql", data={"query": query}).status_code == 503
    assert ask(client, "ASK {}").status_code == 200


@pytest.mark.parametrize("seed", range(3))
def test_hostile_bytes_leave_the_server_answering(server: Any, client: httpx.Client, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same bytes on every run
    for _ in range(60):
        body = chance.randbytes(chance.randrange(200))
        answer = client.post("/sparql", content=body, headers={"Content-Type": "application/sparql-query"})
        assert answer.status_code == 400
        with connect(server.url) as stranger:
            stranger.sendall(body + b"\r\n\r\n")
    assert ask(client, "ASK {}").status_code == 200


def test_a_body_that_never_ends_is_bounded(start: Callable[..., Any], releases: Path) -> None:
    with start(releases, workers=1, request_seconds=0.5) as server, connect(server.url) as slow:
        slow.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 1000\r\n\r\nASK"
        )
        answer = slow.recv(4096)
    assert answer.startswith(b"HTTP/1.1 408")


def test_a_full_server_says_so(start: Callable[..., Any], releases: Path) -> None:
    with (
        start(releases, workers=1, queue_seconds=0.1, query_seconds=3) as server,
        ThreadPoolExecutor(1) as others,
        server.client() as client,
    ):
        runaway = others.submit(
            lambda: httpx.get(f"{server.url}/sparql", params={"query": RUNAWAY}, timeout=30)
        )
        time.sleep(0.5)
        pooled = client.get("/sparql", params={"query": "ASK {}", "timeout": "2"})
        assert (pooled.status_code, pooled.json()["limit"]["setting"]) == (503, "queue_seconds")
        with server.client() as another:  # short, and no query worker is busy
            assert ask(another, "ASK {}").status_code == 200
        assert runaway.result().status_code == 503
        assert ask(client, "ASK {}").status_code == 200


def test_the_current_release_is_followed_fifty_times_and_no_answer_is_lost(
    start: Callable[..., Any], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    names = {publish(folder, label): label for label in ("uno", "dos")}
    with start(folder, workers=2) as server, ThreadPoolExecutor(3) as clients:
        done = threading.Event()

        def keep_asking(_: int) -> set[str]:
            seen = set()
            with server.client() as client:
                while not done.is_set():
                    answer = ask(client, LABEL)
                    assert answer.status_code == 200
                    seen.add(answer.json()["results"]["bindings"][0]["label"]["value"])
            return seen

        asking = clients.map(keep_asking, range(3))
        for name in [*names] * 25:  # fifty times; the server follows as fast as it can start workers
            link = folder / "next"
            link.symlink_to(name)
            link.replace(folder / "current")
            time.sleep(0.08)
        time.sleep(0.5)
        done.set()
        assert set().union(*asking) == {"uno", "dos"}
        with server.client() as client:
            last = ask(client, LABEL).json()["results"]["bindings"][0]["label"]["value"]
            assert client.get("/ready").json()["release"] == next(
                n for n, label in names.items() if label == last
            )
            assert last == "dos"
        assert eventually(lambda: len(server.workers()) == 3)


def is_right(client: httpx.Client, number: int) -> bool:
    """Whether one of four kinds of queries, by turns, is answered as it should be."""
    thing = number % 600
    match number % 4:
        case 0:
            label = ask(client, LABEL).json()["results"]["bindings"][0]["label"]["value"]
            return label in {"uno", "dos"}
        case 1:
            query = f"SELECT (COUNT(*) AS ?n) {{ <http://e/s{thing}> ?p 'valor {thing}' }}"
            return number_of(ask(client, query)) == 5
        case 2:
            return ask(client, f"CONSTRUCT WHERE {{ <http://e/s{thing}> ?p ?o }}").text.count("valor") == 5
        case _:
            return ask(client, "ASK { ?s ?p }").status_code == 400


def test_a_thousand_mixed_queries_while_runaways_run_and_releases_change(
    start: Callable[..., Any], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    names = [publish(folder, label) for label in ("uno", "dos")]

    def one_client(number: int) -> int:
        with server.client() as client:
            return sum(is_right(client, number * 63 + i) for i in range(63))

    with start(folder, query_seconds=6) as server, ThreadPoolExecutor(19) as clients:
        runaways = [
            clients.submit(httpx.get, f"{server.url}/sparql", params={"query": RUNAWAY}, timeout=30)
            for _ in range(2)
        ]
        time.sleep(0.5)
        asking = clients.map(one_client, range(16))
        for number in range(4):
            time.sleep(0.4)
            link = folder / "next"
            link.symlink_to(names[number % 2])
            link.replace(folder / "current")
        assert list(asking) == [63] * 16
        assert [runaway.result().status_code for runaway in runaways] == [503, 503]


def test_hostile_queries_are_answered_or_told(client: httpx.Client) -> None:
    for _, query in islice(hostile_queries(7), 240):
        answer = client.post(
            "/sparql?timeout=0.3", content=query, headers={"Content-Type": "application/sparql-query"}
        )
        assert answer.status_code in {200, 400, 413, 503}, query
        assert answer.status_code == 200 or answer.json()["type"].startswith("urn:asm-graph:problem:")
        assert b"127.0.0.1" not in answer.content
    assert ask(client, "ASK {}").status_code == 200


_QUERIES = [
    LABEL,
    "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { ?s ?q ?z . ?z ?r ?o } } GROUP BY ?s LIMIT 5",
    "PREFIX e: <http://e/> CONSTRUCT { ?s e:x ?o } FROM <urn:a> { GRAPH ?g { SELECT * { ?s e:p+ ?o } } }",
    "DESCRIBE <http://e/s1> FROM NAMED <urn:b> FROM <urn:c> FROM <urn:d>",
    "ASK { VALUES (?x ?y) { (1 UNDEF) } OPTIONAL { ?x ?y 'z'@es } MINUS { ?x ?y [] } }",
]


@pytest.mark.parametrize("seed", range(3))
def test_queries_with_errors_are_answered_or_told(client: httpx.Client, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same queries on every run
    alphabet = "{}()[]<>\"'?.;,#\\\x00\n *|^!\ud7ff aé" + "SELECT"
    for _ in range(100):
        text = list(chance.choice(_QUERIES))
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(text))
            match chance.randrange(3):
                case 0:
                    text[place] = chance.choice(alphabet)
                case 1:
                    del text[place : place + chance.randrange(9)]
                case _:
                    text[place:place] = text[: chance.randrange(30)]
        answer = client.post("/sparql", data={"query": "".join(text), "timeout": "0.5"})
        assert answer.status_code in {200, 400, 503}
        assert answer.status_code == 200 or answer.json()["type"].startswith("urn:asm-graph:problem:")
    assert ask(client, "ASK {}").status_code == 200
