"""What a file is, by its bytes and never by its name."""

from __future__ import annotations

import io
import os
import zipfile
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


def zipped(*names: str, mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in (*(["mimetype"] if mimetype else []), *names):
            archive.writestr(name, mimetype if name == "mimetype" else "x")
    return file.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


OPEN = "application/vnd.oasis.opendocument."
XML_2003 = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'  # noqa: E501  (as Excel writes it)


@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (compound("EncryptedPackage"), "an office file with a password", "save it without one"),
        (compound("WordDocument"), r"a Word document of the old form \(\.doc\)", "save it as DOCX or PDF"),
        (compound("PowerPoint Document"), r"a presentation of the old form \(\.ppt\)", "save it as PDF"),
        (compound("Otra cosa"), "an old office file", "save it as XLSX or CSV"),
        (zipped("content.xml", mimetype=f"{OPEN}text"), "an OpenDocument text", "save it as DOCX or PDF"),
        (zipped("content.xml", mimetype=f"{OPEN}presentation"), "a presentation", "save it as PDF"),
        (zipped("ppt/presentation.xml"), r"a presentation \(\.pptx\)", "save it as PDF"),
        (zipped("Index/Document.iwa"), "a document of Numbers or Pages", "save it as XLSX or CSV"),
        (zipped("datos.csv"), "a ZIP archive", "unpack the archive"),
        (
            b"\xef\xbb\xbf\n<HTML><body><table><tr><td>CICLO</td></tr></table>",
            "a web page",
            "save it as XLSX",
        ),
        (b"<table border=1><tr><td>CICLO</td></tr></table>", "a web page", "save it as XLSX or CSV"),
        (XML_2003.encode(), "a spreadsheet as XML", "save it as XLSX or CSV"),
        (rb"{\rtf1\ansi Programa}", "a rich text", "save it as DOCX or PDF"),
    ],
)
def test_an_office_file_is_told_with_its_remedy(tmp_path: Path, data: bytes, kind: str, remedy: str) -> None:
    path = tmp_path / "datos.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument, match=rf"datos\.csv: is {kind}.*{remedy}"):
        load(path)


def test_a_workbook_with_a_document_inside_is_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Registros").write("A1", "clave")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/embeddings/anexo.docx", zipped("word/document.xml"))
    assert isinstance(load(path), TableDocument)


def test_a_path_that_is_no_utf_8_is_shown(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.csv")
    path.write_text(TEXT, encoding="utf-8")
    assert load(path).path.name == "caf\N{REPLACEMENT CHARACTER}.csv"
    path.write_bytes(b"\x00")
    with pytest.raises(UnreadableDocument, match=r"caf.\.csv: is binary"):
        load(path)


def test_a_lock_file_of_office_is_told(tmp_path: Path) -> None:
    (tmp_path / "~$mir.xlsx").write_bytes(b"\x05Ana" + bytes(50))
    with pytest.raises(UnreadableDocument, match=r"~\$mir\.xlsx: is what Office keeps beside a file"):
        load(tmp_path / "~$mir.xlsx")
