"""Drafts: a release that is served to nobody but its publisher, until she makes it current.

A folder of releases keeps its draft below `drafts/`, which is a folder of releases too: its current one is
the draft, beside a link to the release that it compares with. So a draft is read like any release.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.errors import MissingRelease, ReleaseError
from asm_graph.messages import Message
from asm_graph.releases.atomic_folder import only_writer, publish_folder, publish_link, rename_whole, sweep
from asm_graph.releases.folder import DRAFTS, FAILED, Releases
from asm_graph.releases.release import CURRENT, Release, open_release

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Published:
    """A draft that was made current, and the release that was current before it, if any."""

    release: Release
    before: str | None


def draft_of(folder: Path) -> Release | None:
    """Return the draft of a folder of releases, or None.

    Raises:
        ReleaseError: it is damaged.
    """
    return Releases(folder / DRAFTS).current()


def keep_draft(staging: Path, folder: Path, name: str, base: str | None) -> Release:
    """Make a finished folder the draft of a folder of releases, in the place of any other.

    The earlier draft stays whole until the new one is; `base` is the release that it compares with. Only for
    the holder of the lock.
    """
    drafts = folder / DRAFTS
    drafts.mkdir(exist_ok=True)
    sweep(drafts)
    publish_folder(staging, drafts / name)
    if base is not None:
        publish_link(drafts / base, f"../{base}")
    publish_link(drafts / CURRENT, name)
    _remove_others(drafts, {name, base, CURRENT, FAILED})
    return open_release(drafts / name)


def publish_draft(folder: Path, *, anyway: bool = False) -> Published:
    """Make the draft of a folder of releases its current release.

    A process that is killed on the way leaves the current release as it was; publishing again goes on.

    Raises:
        MissingRelease: there is no draft.
        ReleaseError: another release was made current since the draft was built, and `anyway` is not said;
            or the draft is damaged, or the folder in use.
    """
    if not (folder / DRAFTS / CURRENT).is_symlink():  # before the lock, which would make a folder
        raise no_draft(folder)
    with only_writer(folder):
        drafts, link = folder / DRAFTS, folder / CURRENT
        name = (drafts / CURRENT).readlink().name
        before = link.readlink().name if link.is_symlink() else None
        target = folder / name
        draft = open_release(target if target.exists() else drafts / name)
        if draft.manifest.previous != before and not anyway and before != name:
            raise _outdated(draft, before)
        if not target.exists():
            draft.verify()
            rename_whole(drafts / name, target)
        publish_link(link, name)
        _remove_others(drafts, set())
        drafts.rmdir()
        return Published(open_release(target), before)


def _remove_others(drafts: Path, kept: set[str | None]) -> None:
    """Remove what the folder of a draft holds besides, links first: they name what goes."""
    others = [path for path in drafts.iterdir() if path.name not in kept]
    for path in sorted(others, key=lambda path: not path.is_symlink()):
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def no_draft(folder: Path) -> MissingRelease:
    """Make the error that a folder has no draft."""
    return MissingRelease(
        Message("{folder}: has no draft; `asm-graph build --draft` makes one.", folder=folder)
    )


def _outdated(draft: Release, current: str | None) -> ReleaseError:
    return ReleaseError(
        Message(
            "{draft}: is a draft against {base}, but {current} is current now; build it again with "
            "`asm-graph build --draft`, or publish it as it is with --anyway.",
            draft=draft.name,
            base=draft.manifest.previous or Message("no release"),
            current=current or Message("no release"),
        )
    )
