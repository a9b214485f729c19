"""Documents of Word by python-docx, with XML of our own where it has no way to write it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

NAMES = nsdecls("w", "r", "wp", "a") + (
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
FILLER = "Informe de la evaluación de consistencia y resultados del programa."
"""Letters enough for a document."""


def paragraph(content: str) -> str:
    """A paragraph with the XML of its runs; what is no XML is one run."""
    runs = content if content.startswith("<") else run(content)
    return f"<w:p {NAMES}>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run with a text."""
    return f'<w:r {NAMES}><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def append(document: WordDocument, *xml: str) -> None:
    """Append elements to the body, before the properties of its last section."""
    body = document.element.body
    for one in xml:
        body.insert(len(body) - 1, parse_xml(one))


def saved(path: Path, *xml: str, document: WordDocument | None = None) -> Path:
    """A document with a line of letters, then these elements."""
    document = document or Document()
    document.add_paragraph(FILLER)
    append(document, *xml)
    document.save(str(path))
    return path


def add_lists(document: WordDocument, xml: str) -> None:
    """Put lists of our own in place of those of the template."""
    numbering = document.part.numbering_part.element
    for one in list(numbering):
        numbering.remove(one)
    for one in parse_xml(f"<w:numbering {NAMES}>{xml}</w:numbering>"):
        numbering.append(one)


def level(at: int, style: str, pattern: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def item(text: str, number: int = 1, at: int = 0) -> str:
    """A paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p {NAMES}><w:pPr>{place}</w:pPr>{run(text) if text else ''}</w:p>"


def with_part(path: Path, part: str, data: bytes) -> Path:
    """The document with another part in place of one of its own."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = data
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
