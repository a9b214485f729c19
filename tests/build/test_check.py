"""Which documents a second build checks again, and that this changes nothing about its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.filled_workbooks import ASM as ROW
from tests.filled_workbooks import PROGRAM, filled

from asm_graph.build.pipeline import build, founding_documents

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release


def marks(out: Path) -> set[str]:
    return {path.name for path in (out / ".work").glob("*.conforms")}


def said(release: Release) -> tuple[bytes, bytes]:
    return release.dump_path.read_bytes(), (release.reports / "validation.json").read_bytes()


def test_a_document_is_checked_again_only_if_what_it_refers_to_has_changed(tmp_path: Path) -> None:
    follow_up, out = founding_documents()[0], tmp_path / "releases"
    build([follow_up, filled(tmp_path, "asm", {"Programas": [PROGRAM], "ASM": [ROW]})], out)
    first = marks(out)
    rows = {"Programas": [PROGRAM], "ASM": [ROW, ROW | {"number": "3"}]}
    workbook = filled(tmp_path, "asm", rows)
    second = build([follow_up, workbook], out)
    assert len(first) == len(marks(out)) == 2
    assert len(first & marks(out)) == 1
    assert said(second) == said(build([follow_up, workbook], tmp_path / "fresh"))
