"""The program tesseract: found with its data for Spanish or not at all, and no error if it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from asm_graph.documents.scan import tesseract
from asm_graph.documents.scan.engines import installed_engine
from asm_graph.documents.scan.tesseract import Tesseract, installed_tesseract

if TYPE_CHECKING:
    from pathlib import Path

BLANK = np.full((60, 200), 255, np.uint8)


@pytest.fixture(autouse=True)
def looked_up_anew() -> None:
    installed_tesseract.cache_clear()


def program(folder: Path, *lines: str) -> Path:
    path = folder / "tesseract"
    path.write_text("\n".join(("#!/bin/sh", *lines)), encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("languages", "name"), [("spa", "tesseract 5.9.1 (spa)"), ("eng", None)], ids=["Spanish", "English"]
)
def test_it_is_used_where_it_knows_spanish(
    languages: str, name: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(
        tmp_path,
        f'[ "$1" = --list-langs ] && echo "List of available languages (1):" && echo {languages}',
        '[ "$1" = --version ] && echo "tesseract 5.9.1"',
        "exit 0",
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    found = installed_tesseract()
    assert (found and found.name) == name
    assert installed_engine().name.startswith("tesseract" if name else "PP-OCR")


def test_without_it_the_engine_of_the_package_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installed_tesseract() is None
    assert installed_engine().name.startswith("PP-OCR")


@pytest.mark.parametrize("line", ["exit 1", "kill -9 $$", "exec sleep 60", "echo nonsense"])
def test_a_program_that_fails_reads_nothing(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "_SECONDS", 0.5)
    engine = Tesseract(str(program(tmp_path, line)), "5")
    assert engine.read_blocks([BLANK, BLANK]) == [[], []]


def test_no_picture_needs_no_process() -> None:
    assert Tesseract("/no/such/program", "5").read_pages([]) == []
