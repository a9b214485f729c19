"""One writer at a time, and nothing half done under a name that counts."""

import subprocess
import sys
from pathlib import Path

import pytest

from asm_graph.errors import ReleaseError, UnusableFolder
from asm_graph.releases import ReleaseContent, Releases, write_release
from asm_graph.releases.atomic_folder import (
    STAGING,
    ensure_usable,
    only_writer,
    publish_folder,
    publish_link,
    remove_folder,
)

HOLD = """
import sys
from pathlib import Path
from asm_graph.releases.atomic_folder import only_writer
with only_writer(Path(sys.argv[1])):
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


@pytest.mark.parametrize("name", [".", "new", "new/below"])
def test_a_folder_that_can_be_made_is_usable_and_not_made(tmp_path: Path, name: str) -> None:
    ensure_usable(tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["file", "file/below", "file/below/that"])
def test_a_file_is_no_folder_of_releases(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnusableFolder, match="file is no folder"):
        ensure_usable(tmp_path / name)
    with pytest.raises(UnusableFolder, match="choose another folder"), only_writer(tmp_path / name):
        pass


def test_a_second_process_is_told_to_wait(folder: Path, content: ReleaseContent) -> None:
    release = write_release(folder, content)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        for write in (
            lambda: write_release(folder, content),
            lambda: Releases(folder).switch(release.name),
            lambda: Releases(folder).prune(1),
        ):
            with pytest.raises(ReleaseError, match="another process is writing"):
                write()
        holder.communicate()
    assert write_release(folder, content).name != release.name


def test_what_a_crash_left_is_swept_by_the_next_writer(folder: Path) -> None:
    (folder / f"{STAGING}1" / "store").mkdir(parents=True)
    (folder / f"{STAGING}1" / "store" / "x").write_text("half")
    (folder / f"{STAGING}link").symlink_to("nowhere")
    (folder / "kept").mkdir()
    with only_writer(folder):
        assert {path.name for path in folder.iterdir()} == {"kept", ".lock"}


def test_links_and_folders_change_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "two"):
        source = tmp_path / f"{STAGING}{name}"
        (source / "deep").mkdir(parents=True)
        (source / "deep" / "file").write_text(name)
        publish_folder(source, tmp_path / name)
        publish_link(tmp_path / "current", name)
        assert (tmp_path / "current" / "deep" / "file").read_text() == name
    remove_folder(tmp_path / "one")
    assert {path.name for path in tmp_path.iterdir()} == {"two", "current"}
