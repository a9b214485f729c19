"""`sources.csv`: where files came from, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from asm_graph.build.source_files import source_files
from asm_graph.build.sources_csv import read_origins
from asm_graph.errors import RegisterError
from asm_graph.records.origin import UNKNOWN, Origin

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "file,address,captured,publisher,license,publish_original\n"
ORIGIN = Origin(
    "https://example.org/anexo-d.pdf",
    dt.date(2026, 3, 1),
    "Secretaría de la Contraloría",
    "https://creativecommons.org/licenses/by/4.0/",
    publishes_original=True,
)
ROW = (
    "anexo-d.pdf,https://example.org/anexo-d.pdf,2026-03-01,Secretaría de la Contraloría,"
    "https://creativecommons.org/licenses/by/4.0/,sí\n"
)


def folder_with(folder: Path, *rows: str) -> Path:
    (folder / "anexo-d.pdf").write_bytes(b"%PDF-1.4")
    (folder / "otro.csv").write_text("x", encoding="utf-8")
    (folder / "sources.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    return folder


def test_each_file_has_the_origin_that_the_table_beside_it_says(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ROW)
    assert {file.name: file.origin for file in source_files([folder])} == {
        "anexo-d.pdf": ORIGIN,
        "otro.csv": UNKNOWN,
    }
    (named,) = source_files([folder / "anexo-d.pdf"])
    assert named.origin == ORIGIN


def test_a_table_above_a_subfolder_speaks_of_its_files(tmp_path: Path) -> None:
    below = tmp_path / "2021"
    below.mkdir()
    (below / "anexo-d.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "sources.csv").write_text(HEADER + "2021/" + ROW, encoding="utf-8")
    (file,) = source_files([tmp_path])
    assert file.origin == ORIGIN


def test_a_folder_without_a_table_says_nothing(tmp_path: Path) -> None:
    assert read_origins(tmp_path) == {}


def test_another_origin_makes_a_document_another(tmp_path: Path) -> None:
    (before,) = source_files([folder_with(tmp_path) / "anexo-d.pdf"])
    (after,) = source_files([folder_with(tmp_path, ROW) / "anexo-d.pdf"])
    assert before.sha256 == after.sha256
    assert before.identity != after.identity


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    rows = ("falta.pdf,,,,,\n", "anexo-d.pdf,ftp://x,1 de marzo,,libre,tal vez\n", "otro.csv,,,,,\n", ROW)
    with pytest.raises(RegisterError) as caught:
        read_origins(folder_with(tmp_path, *rows))
    lines = str(caught.value).splitlines()
    for part in ("'falta.pdf'", "'ftp://x'", "'1 de marzo'", "'libre'", "'tal vez'", "line 5, column file"):
        assert any(part in line for line in lines), part


def test_a_table_without_its_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("archivo\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="no column file, address"):
        read_origins(tmp_path)
