"""The W3C's cases once more, with a remote engine behind the same front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.oxigraph_server import oxigraph_server
from tests.web.remote import push_to
from tests.web.test_w3c import *  # noqa: F403  every one of them
from tests.web.test_w3c import CASES, quads

from asm_graph.graph.vocabulary import Base
from asm_graph.knowledge import Knowledge
from asm_graph.releases import ReleaseContent, write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("w3c")
    content = ReleaseContent(tuple(quads(CASES)), (), "1.0", Base(), Knowledge.default(), (), {}, {})
    release = write_release(folder / "releases", content)
    with oxigraph_server(folder / "data") as engine:
        push_to(engine, release.path, 0)
        with run(folder / "releases", folder / "log", engine=engine.url) as server, server.client() as client:
            yield client
