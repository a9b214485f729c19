"""Office files of strangers: each hostile one is refused in one sentence, in little memory and time."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.raw_ods import cell, spreadsheet, table
from tests.documents_of_ours.word_documents import FILLER, NAMES, paragraph, run, saved, with_part

from asm_graph.documents import TableDocument, confined, load, office_files, zip_archives
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.documents.word import docx_file
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORD = "word/document.xml"


@pytest.fixture
def _confined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read office files as those of a stranger, in a process of their own."""
    monkeypatch.setattr(office_files, "run", confined.run)


def refusal(path: Path) -> str:
    """The sentence with which a file is refused; it names the file first."""
    with pytest.raises(UnreadableDocument) as raised:
        load(path)
    sentence = str(raised.value)
    assert sentence.startswith(str(path))
    assert "\n" not in sentence
    return sentence


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def padded(path: Path, part: str, size: int) -> Path:
    """An archive with a part of blanks, a megabyte at a time."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as file:
        for _ in range(size // 1_000_000):
            file.write(b" " * 1_000_000)
    return path


@pytest.mark.usefixtures("_confined")
def test_strangers_files_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        book.add_worksheet("Hoja").write("A1", "Formación")
    document = load(tmp_path / "t.xlsx")
    assert isinstance(document, TableDocument)
    assert document.sheets[0].rows[0][0] == "Formación"
    assert FILLER in getattr(load(saved(tmp_path / "t.docx")), "text", "")


@pytest.mark.usefixtures("_confined")
def test_a_chain_of_parts_is_refused(tmp_path: Path) -> None:
    """Parts that lead to each other, three thousand deep, through which the library goes by recursion."""
    path = saved(tmp_path / "t.docx")
    with zipfile.ZipFile(path) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    first = b'<Relationship Id="x0" Type="urn:x" Target="p0.xml"/>'
    parts = {f"word/_rels/p{n}.xml.rels": chain(n + 1) for n in range(3_000)}
    parts |= {f"word/p{n}.xml": b"<x/>" for n in range(3_001)}
    with_part(path, "word/_rels/document.xml.rels", relations.replace(b"</Rel", first + b"</Rel", 1))
    with zipfile.ZipFile(path, "a") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert "is no whole Word document" in refusal(path)


def chain(number: int) -> bytes:
    """Relations that lead to the next part."""
    name = b"http://schemas.openxmlformats.org/package/2006/relationships"
    return (
        b'<Relationships xmlns="%s"><Relationship Id="r" Type="urn:x" Target="p%d.xml"/></Relationships>'
        % (name, number)
    )


def test_a_bomb_of_a_word_document_is_refused_by_the_sizes_that_it_declares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_archives, "MAX_UNPACKED", 20_000_000)
    path = padded(saved(tmp_path / "t.docx"), "word/media/image1.png", 30_000_000)
    assert path.stat().st_size < 100_000
    assert "over 20,000,000; divide it" in refusal(path)


def test_a_part_too_long_for_a_document_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_file, "MAX_PART", 3_000_000)
    path = zipped(tmp_path / "t.docx", {"[Content_Types].xml": b"<Types/>"})
    padded(path, WORD, 4_000_000)
    assert "over 3,000,000; divide the document" in refusal(path)


def entities(kind: str) -> bytes:
    """XML that grows a billion times, or asks for a file of this machine."""
    grown = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    declared = (
        b'<!ENTITY a "aaaaaaaaaa">' + grown if kind == "bomb" else b'<!ENTITY j SYSTEM "file:///etc/passwd">'
    )
    return b"<!DOCTYPE x [" + declared + b"]>"


@pytest.mark.parametrize("kind", ["bomb", "file"])
def test_entities_of_a_word_document_are_refused(tmp_path: Path, kind: str) -> None:
    texts = paragraph(run(FILLER)) + "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"
    body = f"<w:document {NAMES}><w:body>{texts}</w:body></w:document>"
    path = with_part(saved(tmp_path / "t.docx"), WORD, entities(kind) + body.encode())
    assert "is no whole Word document" in refusal(path)


@pytest.mark.parametrize("kind", ["bomb", "file"])
def test_entities_of_a_spreadsheet_are_refused(tmp_path: Path, kind: str) -> None:
    path = spreadsheet(tmp_path / "t.ods", table(cell("&j;")))
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").replace(b"?>", b"?>" + entities(kind), 1)
    with_part(path, "content.xml", content)
    assert "is no whole OpenDocument spreadsheet (a part declares a document type)" in refusal(path)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    depth = 5_000
    nested = "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth
    body = f"<w:document {NAMES}><w:body>{nested}</w:body></w:document>"
    path = with_part(saved(tmp_path / "t.docx"), WORD, body.encode())
    assert "is no whole Word document (Excessive depth" in refusal(path)


def test_files_elsewhere_are_never_fetched(tmp_path: Path) -> None:
    """A template, a picture and a document by address: the text is read, nothing else is opened."""
    path = saved(tmp_path / "t.docx")
    with zipfile.ZipFile(path) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    outside = b"".join(
        b'<Relationship Id="e%d" Type="%s" Target="http://192.0.2.1/x" TargetMode="External"/>'
        % (n, office + kind)
        for n, kind in enumerate((b"attachedTemplate", b"image", b"footnotes", b"header"))
    )
    with_part(path, "word/_rels/document.xml.rels", relations.replace(b"</Rel", outside + b"</Rel", 1))
    assert FILLER in getattr(load(path), "text", "")


def test_macros_are_no_hindrance_and_never_run(tmp_path: Path) -> None:
    path = saved(tmp_path / "t.docm")
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with_macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    with_part(path, "[Content_Types].xml", types.replace(plain, with_macros))
    with_part(path, "word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(600))
    assert FILLER in getattr(load(path), "text", "")


def test_an_inserted_file_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path / "t.docx", f'<w:altChunk {NAMES} r:id="rId9"/>')
    assert "has another file inserted in it" in refusal(path)


def test_a_document_of_pictures_alone_is_told_to_be_printed(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "t.docx"))
    assert "is empty; save it as PDF" in refusal(tmp_path / "t.docx")


def test_an_archive_of_countless_parts_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.xlsx", {"xl/workbook.xml": b"<workbook/>"})
    path.write_bytes(path.read_bytes() + b"PK\x01\x02" * 30_000)
    assert "is an archive of 30,001 parts, over 20,000; give the document alone" in refusal(path)


def locked() -> bytes:
    """The compound file in which Office puts what it encrypts."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(512)


@pytest.mark.parametrize("name", ["t.docx", "t.xlsx", "t.xls", "t.xlsb"])
def test_a_locked_file_is_told_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(locked())
    assert "is an office file with a password; save it without one" in refusal(tmp_path / name)


def word_file(path: Path) -> Path:
    return saved(path, *[paragraph(f"Párrafo {n} del informe") for n in range(200)])


def sheet_file(path: Path) -> Path:
    return spreadsheet(path, table(*[cell(f"fila {n}") for n in range(500)]))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize(("name", "write"), [("t.docx", word_file), ("t.ods", sheet_file)])
def test_a_cut_file_is_refused(
    tmp_path: Path, name: str, write: Callable[[Path], Path], share: float
) -> None:
    path = write(tmp_path / name)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "is no whole" in refusal(path)


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_a_damaged_word_document_is_read_or_refused(tmp_path: Path, changes: list[tuple[float, int]]) -> None:
    """Whatever bytes of its text change, there is a document or a refusal, and no other error."""
    path = tmp_path / "t.docx"
    if not path.exists():
        saved(path, *[paragraph(f"Párrafo {n}") for n in range(3)])
    with zipfile.ZipFile(path) as archive:
        data = bytearray(archive.read(WORD))
    for share, byte in changes:
        data[int(share * len(data))] = byte
    other = tmp_path / "otro.docx"
    other.write_bytes(path.read_bytes())
    with suppress(UnreadableDocument):
        assert isinstance(load(with_part(other, WORD, bytes(data))), PagedDocument)


def test_an_archive_within_a_document_does_not_tell_what_the_document_is(tmp_path: Path) -> None:
    """A workbook stored in a document of Word without being packed again, and the other way round."""
    inner = io.BytesIO()
    with xlsxwriter.Workbook(inner) as book:
        book.add_worksheet("Hoja").write("A1", "x")
    path = saved(tmp_path / "t.docx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/embeddings/libro.xlsx", inner.getvalue())
    assert FILLER in getattr(load(path), "text", "")


def test_streams_of_a_compound_file_tell_what_it_is(tmp_path: Path) -> None:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<504x")
    for stream, told in (
        ("WordDocument", "a Word document of the old form"),
        ("Workbook", "no whole XLS workbook"),
    ):
        (tmp_path / "t.bin").write_bytes(header + stream.encode("utf-16-le") + bytes(512))
        assert told in refusal(tmp_path / "t.bin")
