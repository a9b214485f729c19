"""A build that is killed leaves the served release whole, and the next one succeeds.

It is killed at random instants, and at each change of a name.
"""

import signal
import time
from collections.abc import Callable
from pathlib import Path
from secrets import SystemRandom

import pytest
from tests.releases.endless_builds import begin, build_until_killed

from asm_graph.releases import Release, ReleaseContent, Releases, open_release, write_release
from asm_graph.releases.atomic_folder import STAGING

KILLS = 10
LONGEST = 0.4
"""Seconds until a kill: time for some builds."""


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
        builder = begin(build_until_killed, folder, 1000 * (kill + 1))
        end = time.monotonic() + SystemRandom().uniform(0, LONGEST)
        seen = [read_whole(folder)]
        while time.monotonic() < end:
            seen.append(read_whole(folder))
        assert builder.is_alive()
        builder.kill()
        builder.join()
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
    builder = begin(build_until_killed, folder, 1, event)
    builder.join(60)
    assert builder.exitcode == -signal.SIGKILL
    after = read_whole(folder)
    assert after.name == served.name or after.manifest.version == "1"
    assert after.name in Releases(folder).list()
    next_build(folder, more(2))
