"""A folder of releases: its current one, switching, comparing, pruning."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from asm_graph.errors import IntegrityError, MissingRelease, ReleaseError, UsageError
from asm_graph.releases import Release, ReleaseContent, Releases, write_release


@pytest.fixture
def three(folder: Path, more: Callable[[int], ReleaseContent]) -> list[Release]:
    return [write_release(folder, more(number)) for number in range(3)]


def test_an_empty_folder(folder: Path) -> None:
    assert Releases(folder).current() is None
    assert Releases(folder).list() == ()


def served(folder: Path) -> str:
    current = Releases(folder).current()
    assert current is not None
    return current.name


def test_the_last_one_written_is_current_and_any_other_can_be(folder: Path, three: list[Release]) -> None:
    names = [release.name for release in three]
    releases = Releases(folder)
    assert set(releases.list()) == set(names)
    assert served(folder) == names[2]
    assert releases.switch(names[0]).name == served(folder) == names[0]
    assert not (folder / "current").readlink().is_absolute()


@pytest.mark.parametrize("name", ["2020-old", "99", "20261121T000000Z-abc.copy"])
def test_a_folder_that_somebody_put_there_is_no_release(
    folder: Path, release: Release, content: ReleaseContent, name: str
) -> None:
    (folder / name).mkdir()
    (folder / name / "manifest.json").write_bytes((release.path / "manifest.json").read_bytes())
    assert Releases(folder).list() == (release.name,)
    again = write_release(folder, content)
    assert Releases(folder).list() == (release.name, again.name)


@pytest.mark.parametrize("name", ["nothing", "../releases", "current", ".", ""])
def test_switching_to_what_is_no_release_changes_nothing(folder: Path, release: Release, name: str) -> None:
    with pytest.raises(MissingRelease, match="releases list"):
        Releases(folder).switch(name)
    assert served(folder) == release.name


def test_no_folder_is_made_to_switch_in(folder: Path) -> None:
    with pytest.raises(MissingRelease):
        Releases(folder / "none").switch("any")
    assert not (folder / "none").exists()


def test_a_damaged_release_is_not_switched_to(folder: Path, three: list[Release]) -> None:
    three[0].dump_path.unlink()
    with pytest.raises(ReleaseError, match="damaged"):
        Releases(folder).switch(three[0].name)
    assert served(folder) == three[2].name


def test_diff(folder: Path, three: list[Release]) -> None:
    difference = Releases(folder).diff(three[2].name, three[0].name)
    assert [is_new for is_new, _ in difference.changes()] == [False, False]


def test_prune_keeps_the_newest_and_the_current_one(folder: Path, three: list[Release]) -> None:
    releases = Releases(folder)
    oldest, middle, newest = releases.list()
    releases.switch(oldest)
    assert releases.prune(1) == (middle,)
    assert releases.list() == (oldest, newest)
    assert releases.prune(1) == ()
    assert served(folder) == oldest


def test_prune_takes_failed_builds_too(folder: Path, content: ReleaseContent) -> None:
    for _ in range(2):
        with pytest.raises(IntegrityError):
            write_release(folder, replace(content, faults=("Rule: node: no.",)))
    older, newer = Releases(folder).failed()
    assert Releases(folder).prune(1) == (older,)
    assert Releases(folder).failed() == (newer,)


def test_prune_keeps_at_least_one(folder: Path) -> None:
    with pytest.raises(UsageError, match="keep=0"):
        Releases(folder).prune(0)
