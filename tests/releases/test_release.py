"""A release is opened whole or refused with the remedy."""

import os
import shutil
from pathlib import Path

import pytest

from asm_graph.errors import ReleaseError
from asm_graph.releases import Release, ReleaseContent, open_release, write_release


def test_folder_and_release_open_the_same(folder: Path, release: Release) -> None:
    assert open_release(folder).path == open_release(release.path).path == release.path
    assert open_release(str(folder)).manifest == release.manifest
    release.verify()


def test_what_was_opened_stays_when_another_becomes_current(
    folder: Path, release: Release, content: ReleaseContent
) -> None:
    opened = open_release(folder)
    assert write_release(folder, content).path != opened.path
    assert opened.query("ASK { ?s ?p ?o }")
    assert opened.path == release.path


def test_no_folder_and_no_current_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"does not exist; build .*asm-graph build"):
        open_release(tmp_path / "nothing")
    with pytest.raises(ReleaseError, match="no current release; build"):
        open_release(tmp_path)


def test_a_current_release_that_is_gone(folder: Path, release: Release) -> None:
    shutil.rmtree(release.path)
    with pytest.raises(ReleaseError, match=f"{release.name}, which is missing; choose another"):
        open_release(folder)


@pytest.mark.parametrize("name", ["dumps/all.nq.gz", "void.ttl", "store/CURRENT"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_file_is_named(release: Release, name: str, damage: str) -> None:
    path = release.path / name
    if damage == "gone":
        path.unlink()
    else:
        os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(ReleaseError, match=f"{name}: .*damaged; switch to another"):
        open_release(release.path)


def test_a_changed_byte_is_found_by_verify(release: Release) -> None:
    path = release.path / "void.ttl"
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ReleaseError, match=r"void\.ttl: differs"):
        open_release(release.path).verify()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": 1}'])
def test_a_damaged_manifest(release: Release, text: str) -> None:
    (release.path / "manifest.json").write_text(text)
    with pytest.raises(ReleaseError, match=r"manifest\.json: is damaged"):
        open_release(release.path)


def test_a_store_that_cannot_be_opened(release: Release) -> None:
    shutil.rmtree(release.path / "store")
    with pytest.raises(ReleaseError, match="store: cannot be opened"):
        release.store()
