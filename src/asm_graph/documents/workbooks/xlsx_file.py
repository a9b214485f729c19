"""XLSX: the workbooks of today's Excel, and the parts that say what their sheets are."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as ET

from asm_graph.documents.table import address
from asm_graph.documents.workbooks.number_formats import BUILT_IN, NumberFormat, parse_format
from asm_graph.documents.workbooks.sheet_scan import Package, SheetPart, day_0, part_parser
from asm_graph.documents.workbooks.xlsx_sheet import scan_sheet
from asm_graph.documents.workbooks.zip_workbook import WorkbookKind, scan_parts
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from asm_graph.documents.workbooks.sheet_scan import SheetScan

_MOST_BYTES = 2_000_000
_MOST_STYLES = 65_536
"""Excel knows some 65,000."""
_TRUE = {"1", "true"}
_READABLE_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", ""}
"""Errors of cells that calamine knows; others (`#SPILL!`) end its reading."""


def _scan(path: Path, archive: zipfile.ZipFile) -> tuple[Package, Mapping[str, SheetScan]]:
    """Go through the XML of each sheet."""
    package = _read_package(archive)
    scans = dict(scan_parts(path, archive, package, partial(scan_sheet, styles=package.formats)))
    for name, scan in scans.items():
        for (row, column), word in scan.words.items():
            if word not in _READABLE_ERRORS:
                raise UnreadableDocument(
                    Message(
                        "{path}, sheet {name!r}, {address}: shows the error {word!r}, with which no "
                        "value can be read; correct the cell or clear it.",
                        path=path,
                        name=name,
                        address=address(row, column),
                        word=word,
                    )
                )
    return package, scans


def _read_package(archive: zipfile.ZipFile) -> Package:
    """Read the parts (ECMA-376, part 1, 12.3 and 18.2; part 2, 9.3).

    Raises:
        KeyError: a part is missing.
        ValueError: two sheets have one name, or there are more styles than a workbook can have.
        ET.ParseError, expat.ExpatError: a part is no whole XML.
    """
    names = {name.lower(): name for name in archive.namelist()}
    relations = Relations.read(archive, "")
    workbook = relations.by_type("officeDocument") or "xl/workbook.xml"
    of_workbook = Relations.read(archive, workbook)
    root = _xml(archive, names[workbook.lower()])
    sheets: dict[str, SheetPart] = {}
    for element in _named(root, "sheet"):
        name = element.get("name", "")
        part = names.get(of_workbook.by_id(_local(element, "id")).lower())
        if name in sheets:
            raise ValueError(Message("two sheets are called {name!r}", name=name))
        if part is not None:
            sheets[name] = SheetPart(part, element.get("state", "visible") != "visible")
    styles = names.get(of_workbook.by_type("styles").lower())
    of_1904 = any(element.get("date1904") in _TRUE for element in _named(root, "workbookPr"))
    formats = {}
    if styles is not None:
        with archive.open(styles) as file:
            formats = _formats(file)
    return Package(sheets, formats, day_0(is_1904=of_1904))


@dataclass(frozen=True, slots=True)
class Relations:
    """The targets of a part's relations: by identifier, and by the last word of the type."""

    targets: Mapping[str, str]
    types: Mapping[str, str]

    @classmethod
    def read(cls, archive: zipfile.ZipFile, part: str) -> Relations:
        """Read the relations of a part, or of the package itself (ECMA-376, part 2, 9.3).

        Raises:
            KeyError: it has none.
            ET.ParseError: they are no whole XML.
        """
        names = {name.lower(): name for name in archive.namelist()}
        folder, name = posixpath.split(part)
        elements = list(_xml(archive, names[posixpath.join(folder, "_rels", f"{name}.rels").lower()]))
        targets = [
            posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            for element in elements
        ]
        kinds = [element.get("Type", "").rpartition("/")[2] for element in elements]
        keys = [element.get("Id", "") for element in elements]
        return cls(dict(zip(keys, targets, strict=True)), dict(zip(kinds, targets, strict=True)))

    def by_id(self, key: str) -> str:
        """Return the target of a relation, empty if there is none."""
        return self.targets.get(key, "")

    def by_type(self, name: str) -> str:
        """Return the target of the last relation of a type, empty if there is none."""
        return self.types.get(name, "")


def _xml(archive: zipfile.ZipFile, part: str) -> ET.Element:
    with archive.open(part) as file:
        # Expat refuses entities that grow and fetches none; the size is bounded here.
        return ET.fromstring(file.read(_MOST_BYTES))  # noqa: S314  (see the line above)


def _named(root: ET.Element, name: str) -> Iterable[ET.Element]:
    return (element for element in root.iter() if element.tag.endswith(f"}}{name}"))


def _local(element: ET.Element, name: str) -> str:
    """Return an attribute of some namespace: `r:id` in the transitional and in the strict form."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


class _StyleScanner:
    """The handlers of expat for a styles part: the codes of formats, and the format of each style."""

    def __init__(self) -> None:
        self.codes = dict(BUILT_IN)
        self.styles: list[int] = []
        self._within = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of a format or a style, or of the list that they stand in."""
        name = tag.rpartition(":")[2]
        if name in {"numFmts", "cellXfs"}:
            self._within = name
        elif name == "numFmt" and self._within == "numFmts":
            self.codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "xf" and self._within == "cellXfs":
            self.styles.append(int(attributes.get("numFmtId", 0)))
        if max(len(self.codes), len(self.styles)) > _MOST_STYLES:
            raise ValueError(Message("has more than {limit:,} styles", limit=_MOST_STYLES))

    def end(self, tag: str) -> None:
        """Leave a list."""
        if tag.rpartition(":")[2] == self._within:
            self._within = ""


def _formats(part: IO[bytes]) -> dict[int, NumberFormat]:
    """Find the formats that change numbers, by the number of their style (18.8.10)."""
    scanner, parser = _StyleScanner(), part_parser()
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.ParseFile(part)
    return changing_formats(scanner.codes, scanner.styles)


def changing_formats(codes: Mapping[int, str], styles: Sequence[int]) -> dict[int, NumberFormat]:
    """Return the formats that change numbers, by the numbers of styles; `styles` has the keys of codes."""
    known = {key: parse_format(code) for key, code in codes.items()}
    return {
        style: known[key] for style, key in enumerate(styles) if key in known and known[key].changes_numbers
    }


XLSX = WorkbookKind(
    "XLSX workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _scan
)
