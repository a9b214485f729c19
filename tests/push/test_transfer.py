"""A release into a real remote engine: whole, taken up again, only what changed."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from tests.oxigraph_server import oxigraph_server
from tests.virtuoso_server import virtuoso_server

from asm_graph.commands import main as cli
from asm_graph.engine.remote import release_marker as mark
from asm_graph.engine.remote.address import EngineAddress
from asm_graph.engine.remote.release_marker import ReleaseMark
from asm_graph.errors import PushFailed, UsageError
from asm_graph.knowledge import Knowledge
from asm_graph.push import graph_loading as loading
from asm_graph.push import graph_store
from asm_graph.push.graph_store import DEFAULT, RemoteStore
from asm_graph.push.transfer import PushSummary, push
from asm_graph.rdf.vocabulary import RDFS, Base
from asm_graph.releases import Release, ReleaseContent, write_release
from asm_graph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.oxigraph_server import OxigraphServer

BASE = Base()
LINK = NamedNode("http://e/next")


def release(folder: Path, **labels: str) -> Release:
    """A release with a graph for each keyword, and a chain of blank nodes in all of them but `a`."""
    quads = []
    for name, label in labels.items():
        graph = BASE.graph(f"source/{name}")
        quads += [Quad(BASE.id(f"program/{name}"), RDFS("label"), Literal(label), graph)]
        if name != "a":
            nodes = [BlankNode(f"{name}{number}") for number in range(8)]
            quads += [Quad(one, LINK, other, graph) for one, other in pairwise(nodes)]
            quads += [Quad(nodes[-1], RDFS("label"), Literal(name), graph)]
        quads += [Quad(NamedNode(f"http://e/{i}"), LINK, Literal(label), graph) for i in range(20)]
    content = ReleaseContent(tuple(quads), (), "1.0", BASE, Knowledge.default(), (), {}, {})
    return write_release(folder, content)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphServer]:
    with oxigraph_server(tmp_path_factory.mktemp("engine")) as server:
        yield server


@pytest.fixture
def remote(engine: OxigraphServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteStore]:
    monkeypatch.setattr(loading, "_CHUNK", 7)  # so that a graph takes several requests
    with RemoteStore(EngineAddress.of(engine.url, Settings())) as store:
        yield store
        for graph in (*held(store).digests, mark.GRAPH):
            store.remove(graph)


def held(remote: RemoteStore) -> ReleaseMark:
    return ReleaseMark.read(remote.triples(mark.GRAPH))


def of_labels(remote: RemoteStore, graph: str) -> set[str]:
    rows = remote.triples(graph).rows
    return {o.value for _, p, o in rows if p == RDFS("label")}


def test_the_engine_has_what_the_release_has(remote: RemoteStore, tmp_path: Path) -> None:
    pushed = release(tmp_path, a="uno", b="dos", c="tres")
    assert push(pushed, remote, 0) == PushSummary(4, 0, 0)
    local = dict(pushed.manifest.graphs)
    assert {name: remote.count(name) for name in local} == local
    assert remote.count(DEFAULT) == sum(1 for _ in loading._triples(pushed.store(), DEFAULT))
    assert held(remote).release == pushed.name
    chain = "/".join(7 * ["<http://e/next>"])
    ends = f"SELECT ?label {{ ?start {chain} ?end . ?end ?p ?label FILTER(isBlank(?end)) }}"
    assert {str(row[0].value) for row in remote._ask(ends, DEFAULT).rows} == {"b", "c"}


def test_only_what_changed_is_sent(remote: RemoteStore, tmp_path: Path) -> None:
    push(release(tmp_path / "1", a="uno", b="dos"), remote, 0)
    second = release(tmp_path / "2", a="uno", c="tres")
    assert push(second, remote, 0) == PushSummary(2, 1, 1)  # c and the default graph; a stays; b goes
    assert remote.count(BASE.graph("source/b").value) == 0
    assert of_labels(remote, DEFAULT) == {"uno", "tres", "c"}
    since = held(remote).since
    assert push(second, remote, 0) == PushSummary(0, 3, 0)
    assert held(remote) == ReleaseMark(second.name, since, held(remote).digests)


def test_broken_off_at_any_request_it_is_taken_up_again(remote: RemoteStore, tmp_path: Path) -> None:
    first, second = release(tmp_path / "1", a="uno", b="dos"), release(tmp_path / "2", a="UNO", b="dos")
    push(first, remote, 0)
    for patience in range(1, 40):
        broken = Broken(remote, patience)
        try:
            push(second, broken, 0)
        except PushFailed:
            assert held(remote).release in {None, *([first.name] if patience == 1 else [])}
            push(first, remote, 0)  # another release may follow in between
            assert of_labels(remote, DEFAULT) == {"uno", "dos", "b"}
        else:
            break
    assert patience > 5
    assert held(remote).release == second.name
    assert of_labels(remote, DEFAULT) == {"UNO", "dos", "b"}


@pytest.mark.parametrize("at_once", [1, 3])
def test_so_many_graphs_are_loaded_at_once(
    at_once: int, remote: RemoteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed = release(tmp_path, **dict.fromkeys("abcdefgh", "x"))
    begun: list[str] = []
    under_way: set[str] = set()
    most = 0
    lock, met = threading.Lock(), threading.Event()
    put = remote.put

    def noted(graph: str, n_triples: bytes) -> None:
        nonlocal most
        if graph == mark.GRAPH:
            put(graph, n_triples)
            return
        with lock:
            begun.append(graph)
            under_way.add(graph)
            most = max(most, len(under_way))
            if most == at_once:
                met.set()
        if graph == begun[0]:
            time.sleep(0.1)
            assert begun == [graph], "the first request goes alone"
        else:
            assert met.wait(10)
        put(graph, n_triples)
        with lock:
            under_way.discard(graph)

    monkeypatch.setattr(remote, "put", noted)
    told: list[str] = []
    push(pushed, remote, 0, lambda line: told.append(str(line)), at_once)
    assert most == at_once
    assert sum(line.startswith("graph ") for line in told) == 9
    assert "graph 9 of 9" in told[-1]
    assert held(remote).release == pushed.name


def test_a_failure_ends_the_other_graphs_too(
    remote: RemoteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed = release(tmp_path, **dict.fromkeys("abcdefgh", "x"))
    added: list[str] = []

    def refused(graph: str, n_triples: bytes) -> None:
        added.append(graph)
        raise PushFailed("refused")

    with monkeypatch.context() as patch:
        patch.setattr(remote, "add", refused)
        with pytest.raises(PushFailed, match="refused"):
            push(pushed, remote, 0, at_once=2)
    assert len(added) <= 3
    assert held(remote).release is None
    summary = push(pushed, remote, 0, at_once=4)
    assert summary.loaded + summary.left == 9
    assert held(remote).release == pushed.name


def test_virtuoso_takes_several_graphs_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_CHUNK", 7)
    pushed = release(tmp_path / "releases", **dict.fromkeys("abcdefgh", "x"))
    with virtuoso_server(tmp_path / "virtuoso") as server:
        settings = Settings(**server.settings, engine_store=server.store)
        with RemoteStore(EngineAddress.of(server.url, settings)) as remote:
            assert push(pushed, remote, 0, at_once=4) == PushSummary(9, 0, 0)
            assert held(remote).release == pushed.name
            local = dict(pushed.manifest.graphs)
            assert {name: remote.count(name) for name in local} == local


class Broken(RemoteStore):
    """A connection that breaks at its nth writing request."""

    def __init__(self, remote: RemoteStore, patience: int) -> None:
        self._address, self._client = remote._address, remote._client
        self._patience = patience

    def _write(self, method: str, graph: str, content: bytes) -> None:
        self._patience -= 1
        if self._patience == 0:
            raise PushFailed("broken off")
        super()._write(method, graph, content)


def test_a_graph_that_somebody_changed_is_loaded_anew(remote: RemoteStore, tmp_path: Path) -> None:
    pushed = release(tmp_path, a="uno")
    push(pushed, remote, 0)
    remote.add(BASE.graph("source/a").value, b"<http://e/x> <http://e/y> <http://e/z> .\n")
    assert push(pushed, remote, 0) == PushSummary(1, 1, 0)


def test_the_command_says_what_it_did(
    engine: OxigraphServer, remote: RemoteStore, tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    name = release(tmp_path, a="uno").name
    code, said = run("push", engine.url, "--releases", str(tmp_path))
    assert code == 0
    assert f"{name} is whole in the engine: 2 graphs loaded" in said
    code, said = run("push", engine.url, "--releases", str(tmp_path), "--store", f"{engine.url}/nothing")
    assert (code, "0 graphs loaded" in said) == (0, True)


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    def begin(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["asm-graph", *arguments])
        monkeypatch.setattr("asm_graph.push.graph_store._FIRST_WAIT", 0.01)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0), capsys.readouterr().err

    return begin


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("ftp://e/query", 2, "is no HTTP address"),
        ("http://user:secret@e/query", 2, "give them in the environment"),
        ("http://127.0.0.1:9/query", 1, "out of reach"),
    ],
)
def test_a_wrong_address_is_told(
    url: str, code: int, words: str, tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    release(tmp_path, a="uno")
    ended, said = run("push", url, "--releases", str(tmp_path))
    assert (ended, words in said) == (code, True)
    assert "secret" not in said


class Busy(BaseHTTPRequestHandler):
    """An engine that refuses the first two requests, and takes the third."""

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.statuses.pop(0))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_a_request_that_was_refused_for_now_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_store, "_FIRST_WAIT", 0)
    with HTTPServer(("127.0.0.1", 0), Busy) as server:
        server.statuses = [500, 503, 201]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            address = EngineAddress.of(f"http://127.0.0.1:{server.server_port}/query", Settings())
            with RemoteStore(address) as remote:
                remote.put("http://e/g", b"")
        finally:
            server.shutdown()
            thread.join()
        assert server.statuses == []


class Locked(BaseHTTPRequestHandler):
    """An engine that lets nobody in without the right header."""

    def do_POST(self) -> None:
        wanted = self.headers.get("Authorization") == self.server.wanted
        body = b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[]}}' if wanted else b"no"
        self.send_response(200 if wanted else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({"ENGINE_USER": "ana", "ENGINE_PASSWORD": "clave"}, "Basic YW5hOmNsYXZl"),
        ({"ENGINE_TOKEN": "t0k"}, "Bearer t0k"),
    ],
)
def test_credentials_come_from_the_environment(
    settings: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HTTPServer(("127.0.0.1", 0), Locked) as server:
        server.wanted = wanted
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/query"
        try:
            with (
                RemoteStore(EngineAddress.of(url, Settings())) as remote,
                pytest.raises(PushFailed) as caught,
            ):
                remote.triples(mark.GRAPH)
            assert "ASM_GRAPH_ENGINE_TOKEN" in str(caught.value)
            for name, value in settings.items():
                monkeypatch.setenv(f"ASM_GRAPH_{name}", value)
            address = EngineAddress.of(url, Settings())
            with RemoteStore(address) as remote:
                assert remote.triples(mark.GRAPH).rows == ()
        finally:
            server.shutdown()
            thread.join()
    assert wanted.split()[1] not in repr(address)


@pytest.mark.parametrize(
    ("url", "store", "expected"),
    [
        ("http://e:7878/query", None, "http://e:7878/store"),
        ("http://e/ds/sparql", "http://e/ds/data", "http://e/ds/data"),
    ],
)
def test_the_store_is_beside_the_query_address(url: str, store: str | None, expected: str) -> None:
    assert EngineAddress.of(url, Settings(engine_store=store)).store == expected


@pytest.mark.parametrize(
    ("template", "seconds", "expected"),
    [
        (None, 0.3, {"usual": "1"}),
        ("timeout={seconds}", 0.3, {"timeout": "1"}),
        ("timeout={milliseconds}", 0.3, {"timeout": "300"}),
        ("", 5.0, {}),
    ],
)
def test_the_time_limit_is_passed_on(template: str | None, seconds: float, expected: dict[str, str]) -> None:
    address = EngineAddress.of("http://e/query", Settings(engine_timeout=template))
    assert address.time_parameter(seconds, "usual={seconds}") == expected


def test_a_store_address_is_checked_too() -> None:
    with pytest.raises(UsageError):
        EngineAddress.of("http://e/query", Settings(engine_store="e/store"))
