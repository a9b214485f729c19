"""The publishers' real data, which stay outside the repository."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from asm_graph.documents import load
from asm_graph.documents.paged_document import PagedDocument


def open_data() -> Path:
    """The folder of the real data; tests on it skip where it is absent."""
    folder = Path(os.environ.get("ASM_GRAPH_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not (folder / "README.md").is_file():
        pytest.skip("no real data: set ASM_GRAPH_DATA to the folder whose README.md names its publishers")
    return folder


def published_pages(name: str, *pages: int) -> PagedDocument:
    """Some pages of a published PDF, counted from 1, as a document: a whole report takes too long."""
    path = open_data() / "documents" / name
    excerpt = pypdfium2.PdfDocument.new()
    excerpt.import_pages(pypdfium2.PdfDocument(path), [page - 1 for page in pages])
    content = BytesIO()
    excerpt.save(content)
    document = load(path, content.getvalue())
    assert isinstance(document, PagedDocument)
    return document
