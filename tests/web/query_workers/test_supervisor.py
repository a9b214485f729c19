"""Whatever happens to one worker, the other clients' requests are answered."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from asm_graph.rdf.vocabulary import ASM, RDFS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT = "ASK { ?s ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MUCH = "SELECT * { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server(
    releases: Path, tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]
) -> Iterator[Any]:
    log = tmp_path_factory.mktemp("supervised") / "server.log"
    with run(releases, log, workers=2, query_seconds=1, cache_bytes=0) as server:
        yield server


def request(query: str) -> bytes:
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: e\r\n\r\n".encode()


class Talk:
    """A connection."""

    def __init__(self, server: Any, address: str = "127.0.0.1") -> None:
        parts = urlsplit(server.url)
        self.socket = socket.create_connection(
            (parts.hostname or "", parts.port or 0), timeout=20, source_address=(address, 0)
        )
        self.received = b""

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def receive(self) -> tuple[int, bytes]:
        """The status and the body of an answer of known length; what came of the next one stays."""
        while b"\r\n\r\n" not in self.received:
            self._receive_more()
        head, _, self.received = self.received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split()[0])
        while len(self.received) < length:
            self._receive_more()
        body, self.received = self.received[:length], self.received[length:]
        return int(head.split()[1]), body

    def _receive_more(self) -> None:
        piece = self.socket.recv(65_536)
        assert piece, "the connection ended"
        self.received += piece

    def ask(self, query: str) -> tuple[int, bytes]:
        self.send(request(query))
        return self.receive()


def processes(server: Any) -> list[int]:
    """The process that starts query workers, and the workers themselves."""
    found = []
    for task in Path(f"/proc/{server.process.pid}/task").iterdir():
        with suppress(OSError):
            for child in children(task):
                if b"query_workers" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found += [child, *children(Path(f"/proc/{child}/task/{child}"))]
    return found


def children(task: Path) -> list[int]:
    return [int(child) for child in (task / "children").read_text().split()]


def test_who_waits_behind_a_runaway_is_answered_by_others(server: Any) -> None:
    with ExitStack() as held:
        talks = [held.enter_context(Talk(server)) for _ in range(8)]
        assert {talk.ask(SHORT)[0] for talk in talks} == {200}
        talks[0].send(request(RUNAWAY))
        for _ in range(5):
            assert {talk.ask(SHORT)[0] for talk in talks[1:]} == {200}
        status, body = talks[0].receive()
        assert (status, json.loads(body)["type"]) == (503, "urn:asm-graph:problem:time")


def test_requests_outlive_the_workers_that_were_to_answer_them(server: Any) -> None:
    while len(workers := processes(server)[1:]) < 3:  # one is a spare
        time.sleep(0.02)
    with ExitStack() as held:
        talks = [held.enter_context(Talk(server)) for _ in range(8)]
        assert {talk.ask(SHORT)[0] for talk in talks} == {200}
        time.sleep(0.5)  # what is killed while it sends leaves open what was sent
        for worker in workers:
            os.kill(worker, signal.SIGSTOP)
        for talk in talks:
            talk.send(request(SHORT))
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        assert {talk.receive()[0] for talk in talks} == {200}
    while len(set(processes(server)[1:]) - set(workers)) < 3:
        time.sleep(0.05)
    with Talk(server) as talk:
        assert talk.ask(SHORT)[0] == 200


def test_clients_that_leave_end_no_worker(server: Any) -> None:
    """Each leaves about when its query turns out to have a long answer, which is the page server's."""
    while len(before := processes(server)) < 4:
        time.sleep(0.02)
    for _ in range(300):
        with Talk(server) as talk:
            talk.send(request(MUCH))
            time.sleep(0.0005)
            talk.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with Talk(server) as talk:
        assert talk.ask(SHORT)[0] == 200
    assert processes(server) == before


def test_workers_come_back_after_the_process_that_starts_them(server: Any) -> None:
    while len(before := processes(server)) < 4:
        time.sleep(0.02)
    with ExitStack() as held:
        talks = [held.enter_context(Talk(server)) for _ in range(8)]
        assert {talk.ask(SHORT)[0] for talk in talks} == {200}
        time.sleep(0.1)  # what is killed while it sends leaves open what was sent
        os.kill(before[0], signal.SIGKILL)
        assert {talk.ask(SHORT)[0] for talk in talks} == {200}
    while len(after := processes(server)) < 4:
        time.sleep(0.05)
    assert not set(after) & set(before)


def test_connections_wait_where_no_more_files_may_be_open(start: Callable[..., Any], releases: Path) -> None:
    with start(releases, workers=1) as server, ExitStack() as held:
        while len(processes(server)) < 3:
            time.sleep(0.02)
        limits = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
        open_files = len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (open_files + 10, limits[1]))
        talks = [held.enter_context(Talk(server)) for _ in range(30)]
        for talk in talks:
            talk.send(request(SHORT))
        assert talks[0].receive()[0] == 200
        time.sleep(1.2)
        told = server.log.read_text().count("cannot be accepted")
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, limits)
        assert {talk.receive()[0] for talk in talks[1:]} == {200}
        assert 0 < told < 10


def test_more_comes_than_a_worker_answers(server: Any) -> None:
    with Talk(server) as talk:
        assert talk.ask(SHORT)[0] == 200
        talk.send(request(SHORT) + request(f"{MUCH} LIMIT 2900") + request(SHORT))
        assert [talk.receive()[0] for _ in range(3)] == [200] * 3


def test_pieces_of_a_request_find_each_other(server: Any) -> None:
    data = request(SHORT)
    with Talk(server) as talk:
        for pause in (0.002, 0.1):  # quickly enough for a worker, and too slowly
            talk.send(data[:30])
            time.sleep(pause)
            talk.send(data[30:])
            assert talk.receive()[0] == 200


def test_an_answer_that_its_client_does_not_read_goes_on_later(server: Any) -> None:
    """Answers fill what the system keeps for a client; all of them come, in order, once it reads."""
    queries = [f"{MUCH} LIMIT {300 + number}" for number in range(60)]
    with Talk(server) as talk:
        talk.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        sending = b"".join(map(request, queries))
        with ThreadPoolExecutor(1) as others:
            sent = others.submit(talk.send, sending)
            time.sleep(0.5)
            received = b""
            while received.count(b"HTTP/1.1 200 OK") < 60 or not received.endswith(b"]}}"):
                received += talk.socket.recv(65_536)
            sent.result()
    counts = [answer.count(b'"s":') for answer in received.split(b"HTTP/1.1 200 OK")[1:]]
    assert counts == [300 + number for number in range(60)]


def test_a_crowd_of_one_client_leaves_others_their_turn(server: Any) -> None:
    with ExitStack() as held:
        crowd = [held.enter_context(Talk(server)) for _ in range(100)]
        other = held.enter_context(Talk(server, "127.0.0.2"))
        for talk in crowd:
            talk.send(request(SHORT))
        assert other.ask(SHORT)[0] == 200
        assert {talk.receive()[0] for talk in crowd} == {200}


def test_a_worker_has_no_network_and_ends_with_its_server(start: Callable[..., Any], releases: Path) -> None:
    with start(releases, workers=1) as server:
        while len(found := processes(server)) < 3:
            time.sleep(0.02)
        ours = Path("/proc/self/ns/net").readlink()
        seen = {Path(f"/proc/{process}/ns/net").readlink() for process in found}
        environment = Path(f"/proc/{found[1]}/environ").read_bytes()
        server.process.kill()
        server.process.wait()
        end = time.monotonic() + 10
        while any(Path(f"/proc/{process}").exists() for process in found) and time.monotonic() < end:
            time.sleep(0.02)
        assert not any(Path(f"/proc/{process}").exists() for process in found)
    assert b"ASM_GRAPH" not in environment
    if ours in seen:
        pytest.skip("this system forbids an empty network namespace")


def test_no_request_is_lost_while_releases_follow_one_another(
    start: Callable[..., Any], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    names = [publish(folder, "uno")]
    query = f"SELECT ?l {{ ?p a {ASM('Program')} ; {RDFS('label')} ?l }}"

    def ask_until(done: Callable[[], bool]) -> list[str]:
        seen = []
        with Talk(server) as talk:
            while not done():
                status, body = talk.ask(query)
                assert status == 200
                seen.append(json.loads(body)["results"]["bindings"][0]["l"]["value"])
        return seen

    with start(folder, workers=2) as server, ThreadPoolExecutor(4) as clients:
        is_over: list[bool] = []
        asking = [clients.submit(ask_until, lambda: bool(is_over)) for _ in range(4)]
        for label in ("dos", "tres"):
            time.sleep(0.3)
            names.append(publish(folder, label))
        with Talk(server) as talk:
            assert json.loads(talk.ask(query)[1])["results"]["bindings"][0]["l"]["value"] == "tres"
        is_over.append(True)
        for seen in (each.result() for each in asking):
            assert [label for label in ("uno", "dos", "tres") if label in seen] == list(dict.fromkeys(seen))
            assert seen[-1] == "tres"
