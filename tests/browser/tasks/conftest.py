"""The tasks that people come with, done on the site over the founding documents and a small federation."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

import pytest
from tests.browser.tasks.small_federation import write_files
from tests.browser.visitor import Visitor
from tests.running_server import running

from asm_graph.build.pipeline import build, founding_documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one release, built once for all processes of pytest-xdist; nobody writes to it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return _publish(tmp_path_factory.mktemp("small-federation"))
    shared = tmp_path_factory.getbasetemp().parent / "small-federation"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return shared / "releases" if (shared / "releases").exists() else _publish(shared)


def _publish(folder: Path) -> Path:
    build([*founding_documents(), *write_files(folder / "files")], folder / "building")
    return (folder / "building").rename(folder / "releases")


@pytest.fixture(scope="session")
def address(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site."""
    log = tmp_path_factory.mktemp("tasks") / "server.log"
    with running(published, log, workers=2, slow_workers=1) as server:
        yield server.url


@pytest.fixture
def person(browser: Browser, address: str) -> Iterator[Visitor]:
    """One who comes with a task."""
    visitor = Visitor(browser, address)
    yield visitor
    visitor.leave()
