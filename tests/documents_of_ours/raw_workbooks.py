"""Workbooks of our own XML, with what no library writes: cells without addresses, errors, odd formats."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(
    path: Path,
    sheets: dict[str, str],
    formats: Sequence[str] = (),
    *,
    states: dict[str, str] | None = None,
    properties: str = "",
    folder: str = "xl",
) -> Path:
    """Write a workbook; `sheets` have the XML of each, and style 1 has the first of `formats`."""
    names = list(sheets)
    states = states or {}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}" '
        f'state="{states.get(name, "visible")}"/>'
        for number, name in enumerate(names, 1)
    )
    listed_sheets = [
        (f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)
    ]
    parts = {
        "_rels/.rels": relations([("rId1", "officeDocument", f"{folder}/workbook.xml")]),
        f"{folder}/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {properties}/>'
        f"<sheets>{listed}</sheets></workbook>",
        f"{folder}/_rels/workbook.xml.rels": relations([*listed_sheets, ("rId99", "styles", "styles.xml")]),
        f"{folder}/styles.xml": _styles(formats),
        **{
            f"{folder}/worksheets/sheet{number}.xml": f'<worksheet xmlns="{MAIN}">{xml}</worksheet>'
            for number, xml in enumerate(sheets.values(), 1)
        },
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def data(*rows: str) -> str:
    """The rows of a sheet, each the XML of its cells."""
    return f"<sheetData>{''.join(f'<row>{cells}</row>' for cells in rows)}</sheetData>"


def text(value: object) -> str:
    """A cell with a text in it."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def relations(targets: Iterable[tuple[str, str, str]]) -> str:
    """The relations of a part: identifiers, types and targets."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in targets
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
        for number, code in enumerate(formats, 164)
    )
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in range(164, 164 + len(formats)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs>'
        '<dxfs><dxf><numFmt numFmtId="164" formatCode="0.0%"/></dxf></dxfs></styleSheet>'
    )
