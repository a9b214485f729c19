"""Documents of pages, kept as they were read: the second round of a build needs them again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.atomic_files import writing_whole
from asm_graph.documents import load
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.documents.parcels import packed, receive, send

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.build.source_files import SourceFile
    from asm_graph.documents import TableDocument, TextDocument
    from asm_graph.documents.pdf.pdf_file import PageProgress


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """The place of a document that was read, below the `folder` of a build's cache."""

    file: SourceFile
    folder: Path
    software: str

    @property
    def path(self) -> Path:
        """The document as it was read; named by all that decides about it."""
        decisive = "\0".join((self.file.sha256, self.file.name, self.software))
        return self.folder / f"{hashlib.sha256(decisive.encode()).hexdigest()}.document"

    def load(self, data: bytes, progress: PageProgress, scans: Path) -> TextDocument | TableDocument:
        """Read the document from the bytes of its file, or as an earlier reading of it was kept.

        `scans` keeps what OCR has read of single pages, which outlives new versions of the software.

        Raises:
            UnreadableDocument: see `asm_graph.documents.load`.
        """
        if self.path.exists():
            with self.path.open("rb") as kept:
                document: TextDocument | TableDocument = receive(kept).content
            return document
        document = load(self.file.path, data, progress=progress, cache=scans)
        if isinstance(document, PagedDocument) and document.pages:
            with writing_whole(self.path) as partial, partial.open("wb") as file:
                send(file, packed("document", document))
        return document
