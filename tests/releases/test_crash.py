"""A build that is killed leaves the served release whole, and the next one succeeds.

It is killed at random instants, and at each change of a name.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from secrets import SystemRandom

import pytest

from asm_graph.releases import Release, ReleaseContent, Releases, open_release, write_release
from asm_graph.releases.atomic_folder import STAGING

SCRIPT = Path(__file__).with_name("endless_builds.py")
KILLS = 10
LONGEST = 0.4
"""Seconds until a kill: time for some builds."""


def start(folder: Path, *arguments: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(SCRIPT), str(folder), *map(str, arguments)]
    builder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert builder.stdout is not None
    assert builder.stdout.readline() == b"ready\n"
    return builder


def read_whole(folder: Path) -> Release:
    """What a reader sees: every file as the manifest has it, and a store that holds what it says."""
    release = open_release(folder)
    release.verify()
    (row,) = release.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert row["n"].value == str(release.manifest.quads)
    return release


def next_build(folder: Path, content: ReleaseContent) -> Release:
    release = write_release(folder, content)
    assert read_whole(folder).name == release.name
    assert not list(folder.glob(f"{STAGING}*"))
    return release


def test_kills_at_random_instants(folder: Path, content: ReleaseContent) -> None:
    served = next_build(folder, content)
    for kill in range(KILLS):
        with start(folder, 1000 * (kill + 1)) as builder:
            end = time.monotonic() + SystemRandom().uniform(0, LONGEST)
            seen = [read_whole(folder)]
            while time.monotonic() < end:
                seen.append(read_whole(folder))
            assert builder.poll() is None, builder.communicate()
            builder.kill()
        seen.append(read_whole(folder))
        times = [release.manifest.created for release in (served, *seen)]
        assert times == sorted(times)
        assert {release.name for release in seen} <= {served.name, *Releases(folder).list()}
        served = next_build(folder, content)
        Releases(folder).prune(2)


@pytest.mark.parametrize("event", range(1, 6))
def test_killed_in_front_of_each_change_of_names(
    folder: Path, more: Callable[[int], ReleaseContent], event: int
) -> None:
    served = next_build(folder, more(1))
    with start(folder, 1, event) as builder:
        assert builder.wait(60) < 0, builder.communicate()
    after = read_whole(folder)
    assert after.name == served.name or after.manifest.version == "1"
    assert after.name in Releases(folder).list()
    next_build(folder, more(2))
