"""Comparing two releases ends: in time, with the client, with the server; and it fails in words."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from asm_graph.errors import EngineFailure, QueryLimitExceeded
from asm_graph.releases import FileFacts, Releases
from asm_graph.web.services.comparisons import Comparisons

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.releases import Release

DUMP = "dumps/all.nq.gz"


class Pair(NamedTuple):
    small: Release
    endless: Release


@pytest.fixture(scope="module")
def pair(publish: Callable[[Path, str], str], tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Two releases that no build compared: one stands between them; the dump of the last never ends."""
    folder = tmp_path_factory.mktemp("compared") / "releases"
    names = [publish(folder, label) for label in ("uno", "dos", "tres")]
    releases = Releases(folder)
    small, endless = releases.open(names[0]), releases.open(names[2])
    endless.dump_path.unlink()
    os.mkfifo(endless.dump_path)
    files = endless.manifest.files | {DUMP: FileFacts(size=0, sha256="")}
    endless.manifest.model_copy(update={"files": files}).write(endless.path)
    return Pair(small, releases.open(names[2]))


def processes() -> list[str]:
    """The comparisons under way, by their command lines."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode()
        except OSError:  # it has ended meanwhile
            continue
        if "asm_graph.web.services.compare_process" in line:
            found.append(line)
    return found


def of(pair: Pair) -> bool:
    return any(str(pair.endless.path) in line for line in processes())


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_a_comparison_has_a_time_limit_of_its_own(pair: Pair) -> None:
    async def compare() -> None:
        comparisons = Comparisons(0.5)
        with pytest.raises(QueryLimitExceeded, match=r"are not compared in 0\.5 s"):
            await comparisons.between(pair.small, pair.endless)
        await comparisons.close()

    asyncio.run(compare())
    assert not of(pair)


def test_one_that_nobody_waits_for_is_ended_and_begun_again_when_asked_for(pair: Pair) -> None:
    async def compare() -> None:
        comparisons = Comparisons(60)
        first, second = (asyncio.create_task(comparisons.between(pair.small, pair.endless)) for _ in range(2))
        assert await asyncio.to_thread(eventually, lambda: of(pair))
        first.cancel()
        await asyncio.sleep(0.2)
        assert of(pair), "somebody waits still"
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        again = asyncio.create_task(comparisons.between(pair.small, pair.small))
        assert (await again / "reports" / "difference.json").is_file()
        assert not of(pair)
        await comparisons.close()

    asyncio.run(compare())


def test_what_cannot_be_compared_fails_each_time_and_leaves_nothing(pair: Pair, tmp_path: Path) -> None:
    async def compare() -> None:
        comparisons = Comparisons(60)
        broken = type(pair.small)(tmp_path, pair.small.manifest)
        for _ in range(2):
            with pytest.raises(EngineFailure, match="cannot be compared"):
                await comparisons.between(broken, pair.endless)
        good = await comparisons.between(pair.small, pair.small)
        assert [path for path in good.parent.iterdir() if path != good] == []
        await comparisons.close()
        assert not good.exists()

    asyncio.run(compare())


def test_what_was_cleaned_up_is_compared_again(pair: Pair) -> None:
    async def compare() -> None:
        comparisons = Comparisons(60)
        first = await comparisons.between(pair.small, pair.small)
        shutil.rmtree(first.parent)
        again = await comparisons.between(pair.small, pair.small)
        assert (again / "reports" / "difference.json").is_file()
        await comparisons.close()

    asyncio.run(compare())


def test_a_full_disk_is_told(pair: Pair, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))

    async def compare() -> None:
        with pytest.raises(EngineFailure, match="no place for a comparison"):
            await Comparisons(60).between(pair.small, pair.small)

    asyncio.run(compare())


def test_a_client_that_leaves_ends_it_and_so_does_the_server(
    pair: Pair, run: Callable[..., object], tmp_path: Path
) -> None:
    path = f"/releases/{pair.small.name}/changes/{pair.endless.name}"
    settings = {"workers": 1, "slow_workers": 1, "stop_seconds": 1}
    with run(pair.small.path.parent, tmp_path / "log", **settings) as server:
        place = urlsplit(server.url)
        request = f"GET {path} HTTP/1.1\r\nHost: e\r\n\r\n".encode()
        with socket.create_connection((place.hostname, place.port)) as leaving:
            leaving.sendall(request)
            assert eventually(lambda: of(pair))
        assert eventually(lambda: not of(pair))
        staying = socket.create_connection((place.hostname, place.port))
        staying.sendall(request)
        assert eventually(lambda: of(pair))
    staying.close()
    assert not of(pair)


def test_the_limit_is_told(pair: Pair, run: Callable[..., object], tmp_path: Path) -> None:
    path = f"/releases/{pair.small.name}/changes/{pair.endless.name}"
    settings = {"workers": 1, "slow_workers": 1, "compare_seconds": 0.5}
    with run(pair.small.path.parent, tmp_path / "log", **settings) as server, server.client() as client:
        told = client.get(path)
        assert (told.status_code, told.json()["type"]) == (503, "urn:asm-graph:problem:compare")
        assert told.json()["limit"] == {"setting": "compare_seconds", "value": 0.5}
