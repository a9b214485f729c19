"""What a file is, by its bytes and never by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from asm_graph.documents import TableDocument, TextDocument, load, loading
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "clave,nombre del programa presupuestario\nS061,Programa para el desarrollo\n"
JSON = '[{"clave": "S061", "nombre": "Programa para el desarrollo comunitario"}]'


@pytest.mark.parametrize("name", ["datos.csv", "datos.xlsx", "datos"])
def test_a_text_is_a_text_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    document = load(tmp_path / name)
    assert isinstance(document, TextDocument)
    assert document.text == TEXT


@pytest.mark.parametrize("name", ["eje.json", "eje.txt"])
def test_a_list_of_records_is_a_table_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(JSON, encoding="utf-8")
    document = load(tmp_path / name)
    assert isinstance(document, TableDocument)
    assert document.media_type == "application/json"
    assert document.encoding == "utf-8"


@pytest.mark.parametrize("name", ["libro.xlsx", "libro.csv"])
def test_a_workbook_is_a_table_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file, xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Registros").write("A1", "clave")
    document = load(path)
    assert isinstance(document, TableDocument)
    assert [sheet.name for sheet in document.sheets] == ["Registros"]
    assert (document.encoding, document.size) == (None, path.stat().st_size)


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "no.csv", tmp_path):
        with pytest.raises(UnreadableDocument, match="cannot be read"):
            load(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "datos.csv").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(loading, "MAX_BYTES", 20)
    with pytest.raises(UnreadableDocument, match="larger than 20 bytes"):
        load(tmp_path / "datos.csv")
