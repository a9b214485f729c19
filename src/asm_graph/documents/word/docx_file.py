"""DOCX: documents of Word, which have lines and tables and no pages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap
from docx.oxml.parser import parse_xml
from lxml import etree

from asm_graph.documents.block_text import DraftLine, DraftTable, DraftWord, compose
from asm_graph.documents.encodings import Decoder, GarbledWord
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.documents.text_file import hold_letters
from asm_graph.documents.word.blocks import BlockReader, InsertedFile
from asm_graph.documents.word.numbering import Numbering
from asm_graph.documents.word.paragraphs import TextReader
from asm_graph.documents.word.styles import Styles, W, attribute
from asm_graph.documents.zip_archives import DAMAGE, hold_size, reason
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement

    from asm_graph.documents.block_text import DraftBlock

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_PART = 60_000_000
"""Bytes of XML in one part; a report of 250 pages has some five million."""

_OFFICE = nsmap["r"]
_DAMAGE = (*DAMAGE, OpcError, etree.LxmlError, AttributeError, TypeError)
"""The last two are what python-docx raises where an element or an attribute is missing."""
_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}
_RUNNING = {"header": f"{W}headerReference", "footer": f"{W}footerReference"}


def read_docx(path: Path, data: bytes) -> tuple[DraftBlock, ...]:
    """Read the blocks of a document of Word: of its headers, its body, its notes, its footers.

    Raises:
        UnreadableDocument: it is cut, locked, or larger than the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            hold_size(path, archive)
            _hold_parts(path, archive)
        return tuple(_drafts(OpcPackage.open(io.BytesIO(data))))
    except InsertedFile as error:
        raise UnreadableDocument(
            Message(
                "{path}: has another file inserted in it, which only Word shows; save it in "
                "Word, and give that.",
                path=path,
            )
        ) from error
    except _DAMAGE as error:
        raise UnreadableDocument(
            Message(
                "{path}: is no whole Word document ({error}); save it again as “Word document (.docx)”.",
                path=path,
                error=reason(error),
            )
        ) from error


def document(path: Path, drafts: Sequence[DraftBlock], sha256: str, size: int) -> PagedDocument:
    """Return the document that the blocks are.

    Raises:
        UnreadableDocument: it has no text, or a word whose letters are lost.
    """
    composed = compose(_mended(path, drafts))
    hold_letters(path, composed.text, Message("save it as PDF, of which pictures of pages are read too"))
    return PagedDocument(path, composed.text, "utf-8", sha256, size, MEDIA_TYPE, (), composed.blocks)


def _hold_parts(path: Path, archive: zipfile.ZipFile) -> None:
    for part in archive.infolist():
        if part.file_size > MAX_PART and part.filename.endswith((".xml", ".rels")):
            raise UnreadableDocument(
                Message(
                    "{path}: {filename} unpacks to {size:,} bytes, over {limit:,}; divide the document.",
                    path=path,
                    filename=part.filename,
                    size=part.file_size,
                    limit=MAX_PART,
                )
            )


def _drafts(package: OpcPackage) -> Iterator[DraftBlock]:
    main = package.main_document_part
    body = _root(main).find(f"{W}body")
    if body is None:
        raise ValueError(Message("there is no body"))
    styles = Styles(_related(main, RT.STYLES))
    reader = BlockReader(TextReader(styles, Numbering(_related(main, RT.NUMBERING))))
    yield from _running(main, body, reader, "header")
    yield from reader.blocks(body)
    for kind, relation in (("footnotes", RT.FOOTNOTES), ("endnotes", RT.ENDNOTES)):
        yield from _notes(_related(main, relation), reader, kind)
    yield from _running(main, body, reader, "footer")


def _root(part: Part) -> BaseOxmlElement:
    root = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError(Message("a part declares a document type"))
    return root


def _related(part: Part, relation: str) -> BaseOxmlElement | None:
    """Return the part of a relation; None if there is none."""
    found = (one.target_part for one in part.rels.values() if one.reltype == relation and not one.is_external)
    return next((_root(one) for one in found), None)


def _running(main: Part, body: BaseOxmlElement, reader: BlockReader, kind: str) -> Iterator[DraftBlock]:
    """Yield the lines of headers or footers, each once."""
    parts: dict[str, BaseOxmlElement] = {}
    for section in body.iter(f"{W}sectPr"):
        has_first = section.find(f"{W}titlePg") is not None
        for reference in section.iterchildren(_RUNNING[kind]):
            part = main.related_parts.get(reference.get(f"{{{_OFFICE}}}id", ""))
            if part is not None and (has_first or attribute(reference, "type") != "first"):
                parts[str(part.partname)] = _root(part)
    for root in parts.values():
        for line in reader.lines(root):
            yield DraftLine((DraftWord(line),), is_running=True)


def _notes(root: BaseOxmlElement | None, reader: BlockReader, kind: str) -> Iterator[DraftBlock]:
    """Yield the notes to which the text refers, in the order of the references, with their numbers."""
    if root is None:
        return
    notes = {attribute(note, "id"): note for note in root if attribute(note, "type") not in _NO_NOTES}
    referred = dict.fromkeys(key for of, key in reader.notes if of == kind and key in notes)
    for number, key in enumerate(referred, start=1):
        lines = list(reader.lines(notes[key]))
        if lines:
            yield DraftLine((DraftWord(str(number)), *map(DraftWord, lines)))


def _mended(path: Path, drafts: Sequence[DraftBlock]) -> Iterable[DraftBlock]:
    """Return the blocks with words of other encodings as they were written.

    Raises:
        UnreadableDocument: the letters of a word are lost.
    """
    words = [word.text for draft in drafts for word in _words(draft)]
    try:
        decoder = Decoder.of(text for text in words if not text.isascii())
        mended = {text: decoder.mend(text) for text in dict.fromkeys(words) if not text.isascii()}
    except GarbledWord as error:
        raise UnreadableDocument(
            Message(
                "{path}: the letters of “{error}” are lost, or of no encoding that its words "
                "prove; type them again.",
                path=path,
                error=error,
            )
        ) from error
    return [_replaced(draft, mended) for draft in drafts]


def _words(draft: DraftBlock) -> Iterator[DraftWord]:
    if isinstance(draft, DraftLine):
        yield from draft.words
    elif isinstance(draft, DraftTable):
        yield from (word for cell in draft.cells for word in cell.words)


def _replaced(draft: DraftBlock, texts: dict[str, str]) -> DraftBlock:
    if isinstance(draft, DraftLine):
        return replace(draft, words=_of(draft.words, texts))
    if isinstance(draft, DraftTable):
        return replace(
            draft, cells=tuple(replace(cell, words=_of(cell.words, texts)) for cell in draft.cells)
        )
    return draft


def _of(words: Iterable[DraftWord], texts: dict[str, str]) -> tuple[DraftWord, ...]:
    return tuple(replace(word, text=texts.get(word.text, word.text)) for word in words)
