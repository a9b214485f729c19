"""The engines that a server under test may answer from: workers of its own, and real remote ones.

A module that has `ENGINES` has its tests run with each of them behind the fixtures `server` and `site`.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from tests.oxigraph_server import oxigraph_server
from tests.running_server import running
from tests.virtuoso_server import virtuoso_server

from asm_graph.engine.remote.address import EngineAddress
from asm_graph.push.graph_store import RemoteStore
from asm_graph.push.transfer import push
from asm_graph.releases import open_release
from asm_graph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.oxigraph_server import OxigraphServer
    from tests.running_server import Server
    from tests.virtuoso_server import VirtuosoServer

    RemoteEngine = OxigraphServer | VirtuosoServer
    StartEngine = Callable[[Path], contextlib.AbstractContextManager[RemoteEngine]]

EMBEDDED = pytest.param(None, id="embedded")
OXIGRAPH = pytest.param(oxigraph_server, id="oxigraph")
VIRTUOSO = pytest.param(virtuoso_server, id="virtuoso")
REMOTE_ENGINES = (OXIGRAPH, VIRTUOSO)
EVERY_ENGINE = (EMBEDDED, *REMOTE_ENGINES)


def push_to(engine: RemoteEngine, folder: Path, pause: float = 1.0) -> None:
    """Load the current release of a folder, or a release, into an engine."""
    settings = Settings(engine_store=engine.store, **engine.settings)
    with RemoteStore(EngineAddress.of(engine.url, settings)) as remote:
        push(open_release(folder), remote, pause)


@contextlib.contextmanager
def served(
    start_engine: StartEngine | None, releases: Path, folder: Path, **settings: object
) -> Iterator[Server]:
    """A server over releases, whose current one a remote engine holds; both write into a folder."""
    if start_engine is None:
        with running(releases, folder / "server.log", **settings) as server:
            yield server
        return
    with start_engine(folder / "data") as engine:
        push_to(engine, releases, 0)
        with running(releases, folder / "server.log", engine=engine.url, **settings) as server:
            yield server
