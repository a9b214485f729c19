"""OpenDocument spreadsheets of our own XML, as LibreOffice writes them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("number", "datastyle"),
    )
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip


def spreadsheet(
    path: Path, tables: str, *, styles: str = "", common: str = "", manifest: str = "", settings: str = ""
) -> Path:
    """Write a spreadsheet; `styles` stand in the content, `common` in the part of named styles."""
    parts = {
        "content.xml": f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{settings}{tables}"
        "</office:spreadsheet></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {NAMES}><office:styles>{common}</office:styles>"
        "</office:document-styles>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return path


def table(*rows: str, name: str = "Hoja", style: str = "", columns: str = "<table:table-column/>") -> str:
    """A sheet; each row is the XML of its cells, or a whole row."""
    written = "".join(
        row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{written}</table:table>'


def cell(shown: str, kind: str = "string", value: object = None, style: str = "", more: str = "") -> str:
    """A cell that shows a text."""
    attribute = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    given = "" if value is None else f' office:{attribute}="{value}"'
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell office:value-type="{kind}"{given}{named} {more}><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


def cell_style(name: str, data_style: str, parent: str = "Default") -> str:
    """A style of cells with a data style."""
    data = f' style:data-style-name="{data_style}"' if data_style else ""
    family = f'style:family="table-cell" style:parent-style-name="{parent}"'
    return f'<style:style style:name="{name}" {family}{data}/>'
