"""Documents of pages are read once: kept for the second round of a build, and for the next build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.documents.pdf.drawn import drawn

from asm_graph.build import loaded_documents
from asm_graph.build.loaded_documents import LoadedDocument
from asm_graph.build.source_files import source_files
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.documents.pdf.pdf_file import silent

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas


def draw(canvas: Canvas) -> None:
    canvas.drawString(100, 600, "Seguimiento a los aspectos susceptibles de mejora del programa")


def loaded(folder: Path, software: str = "1") -> LoadedDocument:
    path = folder / "informe.pdf"
    path.write_bytes(drawn(draw))
    (file,) = source_files([path])
    return LoadedDocument(file, folder, software)


def test_a_document_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    one = loaded(tmp_path)
    first = one.load(drawn(draw), silent, tmp_path)
    assert isinstance(first, PagedDocument)
    # What is kept is taken for the file's own reading, whatever the bytes are now.
    again = one.load(b"", silent, tmp_path)
    assert isinstance(again, PagedDocument)
    assert (again.text, again.blocks, again.words) == (first.text, first.blocks, first.words)
    assert loaded(tmp_path, software="2").path != one.path


def test_nothing_half_written_is_taken_for_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = loaded(tmp_path)

    def break_off(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(loaded_documents, "send", break_off)
    with pytest.raises(OSError, match="no space left"):
        one.load(drawn(draw), silent, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["informe.pdf"]


def test_a_text_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "carta.txt"
    path.write_text("Seguimiento a los aspectos susceptibles de mejora del programa. " * 3, encoding="utf-8")
    (file,) = source_files([path])
    one = LoadedDocument(file, tmp_path, "1")
    one.load(path.read_bytes(), silent, tmp_path)
    assert not one.path.exists()
