"""A draft is served to nobody until it is published; whatever happens on the way, the releases stay whole."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.releases.endless_builds import begin, keep_draft, publish_kept

from asm_graph.errors import MissingRelease, ReleaseError
from asm_graph.releases import (
    DRAFTS,
    Release,
    ReleaseContent,
    Releases,
    draft_of,
    open_release,
    publish_draft,
    write_release,
)
from asm_graph.releases.difference import SUMMARY

KEEPING, PUBLISHING = 8, 4
"""How often keeping a draft in place of another, and publishing one, rename, link or remove a folder."""


def test_a_draft_stands_beside_the_releases_and_compares_with_the_current_one(
    folder: Path, release: Release, more: Callable[[int], ReleaseContent]
) -> None:
    draft = write_release(folder, more(3), draft=True)
    releases = Releases(folder)
    assert releases.list() == (release.name,)
    assert open_release(folder).name == release.name
    assert releases.drafts() == (draft.name,)
    assert draft_of(folder) == draft
    assert json.loads((draft.path / SUMMARY).read_bytes())["previous"] == release.name
    assert Releases(folder / DRAFTS).list() == (release.name, draft.name)
    assert Releases(folder / DRAFTS).open(release.name).path == release.path


def test_another_draft_takes_its_place(
    folder: Path, release: Release, more: Callable[[int], ReleaseContent]
) -> None:
    first, second = (write_release(folder, more(count), draft=True) for count in (1, 2))
    assert not first.path.exists()
    assert Releases(folder).drafts() == (second.name,)
    assert second.manifest.previous == release.name


def test_publishing_makes_it_current(
    folder: Path, release: Release, more: Callable[[int], ReleaseContent]
) -> None:
    draft = write_release(folder, more(3), draft=True)
    published = publish_draft(folder)
    assert (published.release.name, published.before) == (draft.name, release.name)
    assert open_release(folder).name == draft.name
    open_release(folder).verify()
    assert Releases(folder).list() == (release.name, draft.name)
    assert not (folder / DRAFTS).exists()
    with pytest.raises(MissingRelease, match="has no draft; `asm-graph build --draft` makes one"):
        publish_draft(folder)


def test_the_first_release_may_be_a_draft(folder: Path, content: ReleaseContent) -> None:
    draft = write_release(folder, content, draft=True)
    assert Releases(folder).current() is None
    assert publish_draft(folder).before is None
    assert open_release(folder).name == draft.name


def test_a_draft_against_a_release_that_is_no_more_current_is_refused_unless_told(
    folder: Path, release: Release, more: Callable[[int], ReleaseContent]
) -> None:
    draft = write_release(folder, more(1), draft=True)
    later = write_release(folder, more(2))
    with pytest.raises(ReleaseError, match=f"against {release.name}, but {later.name} is current now"):
        publish_draft(folder)
    assert open_release(folder).name == later.name
    assert publish_draft(folder, anyway=True).before == later.name
    assert open_release(folder).name == draft.name


def test_a_folder_without_a_draft_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(MissingRelease):
        publish_draft(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def killed(work: Callable[[Path, int], None], folder: Path, event: int) -> bool:
    """Tell whether the work was killed; it may have ended before."""
    process = begin(work, folder, event)
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


@pytest.mark.parametrize("event", range(1, KEEPING + 2))
def test_a_build_that_is_killed_leaves_a_whole_draft_or_the_one_before(
    folder: Path, release: Release, more: Callable[[int], ReleaseContent], event: int
) -> None:
    before = write_release(folder, more(1), draft=True)
    assert killed(keep_draft, folder, event) == (event <= KEEPING)
    assert open_release(folder).name == release.name
    draft = draft_of(folder)
    assert draft is not None
    draft.verify()
    assert draft.name == before.name or draft.manifest.version == "7"
    assert Releases(folder / DRAFTS).open(release.name).path == release.path
    again = write_release(folder, more(2), draft=True)
    assert Releases(folder / DRAFTS).list() == (release.name, again.name)
    assert publish_draft(folder).release.name == again.name


@pytest.mark.parametrize("event", range(1, PUBLISHING + 2))
def test_publishing_that_is_killed_goes_on_when_it_is_repeated(
    folder: Path, release: Release, more: Callable[[int], ReleaseContent], event: int
) -> None:
    draft = write_release(folder, more(1), draft=True)
    assert killed(publish_kept, folder, event) == (event <= PUBLISHING)
    current = open_release(folder)
    current.verify()
    assert current.name in {release.name, draft.name}
    if Releases(folder).drafts() or (folder / DRAFTS / "current").is_symlink():
        publish_draft(folder)
    assert open_release(folder).name == draft.name
