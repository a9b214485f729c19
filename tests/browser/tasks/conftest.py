"""The tasks that people come with, done on the site over the founding documents and a small federation."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.browser.tasks.small_federation import write_files
from tests.browser.visitor import Visitor
from tests.made_once import made_once
from tests.running_server import running

from asm_graph.build.pipeline import WORKSHOP, build, founding_documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from asm_graph.releases import Release


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, founding_release: Release) -> Path:
    """A folder of one release, built once; nobody writes to it."""
    read = founding_release.path.parent / WORKSHOP
    return made_once(tmp_path_factory, "small-federation", lambda folder: _publish(folder, read))


def _publish(folder: Path, read: Path) -> Path:
    releases = folder / "releases"
    if not releases.exists():
        shutil.copytree(read, folder / "building" / WORKSHOP, dirs_exist_ok=True)
        build([*founding_documents(), *write_files(folder / "files")], folder / "building")
        (folder / "building").rename(releases)
    return releases


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
