"""Real servers, in processes of their own on free ports, over a small release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from tests.running_server import Server, running
from tests.web.engines import served

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS, XSD, Base
from asm_graph.releases import Input, ReleaseContent, write_release

if TYPE_CHECKING:
    import contextlib
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx
    from tests.web.engines import StartEngine

    from asm_graph.releases import Release

BASE = Base()
ENTITIES = 600


def _quads(label: str) -> list[Quad]:
    """A program whose matrix leaves blank what it contributes to."""
    program, matrix = BASE.id("program/20-S061"), BASE.id("mir/20-S061/2009")
    blank = BASE.id("document/d1/blank/1")
    source, evidence = BASE.graph("source/d1"), BASE.graph("evidence/d1")
    described = [
        Quad(program, RDF("type"), ASM("Program"), source),
        Quad(program, RDFS("label"), Literal(label, language="es"), source),
        Quad(program, SKOS("altLabel"), Literal('=1+1 "<b>"', language="es"), source),
        Quad(BASE.id("document/d1/excerpt/1"), ASM("quote"), Literal("prueba"), evidence),
        Quad(blank, RDF("type"), ASM("Blank"), source),
        Quad(blank, ASM("property"), ASM("alignedTo"), source),
        Quad(blank, ASM("subject"), matrix, source),
        Quad(blank, ASM("document"), BASE.id("document/d1"), source),
        Quad(matrix, ASM("program"), program, source),
        Quad(matrix, ASM("year"), Literal("2009", datatype=XSD("gYear")), source),
    ]
    many = (
        Quad(NamedNode(f"http://e/s{i}"), NamedNode(f"http://e/p{j}"), Literal(f"valor {i}"), source)
        for i in range(ENTITIES)
        for j in range(5)
    )
    return [*described, *many]


def _content(label: str) -> ReleaseContent:
    return ReleaseContent(
        quads=_quads(label),
        inputs=(Input("d1.txt", "ab" * 32, 12, "d1", "sedesol-asm-follow-up", "text/plain"),),
        version="1.0",
        base=BASE,
        knowledge=Knowledge.default(),
        faults=(),
        checks={"violations": 0},
        reports={"validation.json": b'{"conforms": true}', "audit.json": b'{"findings": []}'},
    )


@pytest.fixture(scope="session")
def publish() -> Callable[..., str]:
    """Publishes a release whose program has this label, or keeps it as a draft; tells its name."""

    def write(folder: Path, label: str, *, draft: bool = False) -> str:
        return write_release(folder, _content(label), draft=draft).name

    return write


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory, publish: Callable[[Path, str], str]) -> Path:
    folder = tmp_path_factory.mktemp("web") / "releases"
    publish(folder, "Programa 3x1 para Migrantes")
    return folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what answers from an engine with each of those that its module names as `ENGINES`."""
    if "engine" in metafunc.fixturenames and hasattr(metafunc.module, "ENGINES"):
        metafunc.parametrize("engine", metafunc.module.ENGINES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> StartEngine | None:
    """What starts the remote engine behind a server; none: it has workers of its own."""
    return getattr(request, "param", None)


@pytest.fixture(scope="session")
def server(
    engine: StartEngine | None, releases: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    limits = {"workers": 3, "query_seconds": 2, "query_bytes": 20_000, "result_bytes": 20_000_000}
    with served(engine, releases, tmp_path_factory.mktemp("server"), **limits) as server:
        yield server


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


@pytest.fixture(scope="session")
def site(
    engine: StartEngine | None, founding_release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("site")
    with served(engine, founding_release.path.parent, folder, workers=2) as server:
        yield server


@pytest.fixture(scope="session")
def reader(site: Server) -> Iterator[httpx.Client]:
    with site.client() as client:
        yield client


@pytest.fixture(scope="session")
def run() -> Callable[..., contextlib.AbstractContextManager[Server]]:
    """Starts a server for a module of tests."""
    return running


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., contextlib.AbstractContextManager[Server]]:
    """Starts a server of a test's own."""

    def begin(
        releases: Path, said: Path | None = None, **settings: object
    ) -> contextlib.AbstractContextManager[Server]:
        return running(releases, tmp_path / "server.log", said, **settings)

    return begin
