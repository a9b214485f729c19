"""What is written whole is there complete or not at all, and nothing lies beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from asm_graph.atomic_files import writing_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_has_its_name_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("before", encoding="utf-8")
    with writing_whole(path) as partial:
        partial.write_text("after", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "before"
    assert path.read_text(encoding="utf-8") == "after"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("is_folder", [False, True])
def test_what_fails_leaves_nothing(tmp_path: Path, *, is_folder: bool) -> None:
    def write(partial: Path) -> None:
        if is_folder:
            partial.mkdir()
            (partial / "1.webp").write_bytes(b"half")
        else:
            partial.write_bytes(b"half")
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"), writing_whole(tmp_path / "pages") as partial:
        write(partial)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_not_taken_up(tmp_path: Path) -> None:
    left = tmp_path / f"pages.{os.getpid()}.partial"
    left.mkdir()
    (left / "7.webp").write_bytes(b"half")
    with writing_whole(tmp_path / "pages") as partial:
        partial.mkdir()
        (partial / "1.webp").write_bytes(b"whole")
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["1.webp"]
    assert not left.exists()
