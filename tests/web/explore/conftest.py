"""A server over the founding documents, one for all tests of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

    from asm_graph.releases import Release


@pytest.fixture(scope="package")
def reader(
    founding_release: Release, run: Callable[..., object], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    log = tmp_path_factory.mktemp("explore") / "log"
    with run(founding_release.path.parent, log, workers=2) as server, server.client() as client:
        yield client
