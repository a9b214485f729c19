"""Workbooks that are ZIP archives: held against their limits as a stream first, and read whole only then."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from asm_graph.documents.table import MAX_CELLS, MAX_ROWS, Sheet
from asm_graph.documents.workbooks.sheet_scan import OversizedSheet, read_sheet
from asm_graph.documents.zip_archives import DAMAGE, hold_size, reason
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from asm_graph.documents.workbooks.sheet_scan import Package, SheetScan

_DAMAGE = (*DAMAGE, CalamineError)


@dataclass(frozen=True, slots=True)
class WorkbookKind:
    """A kind of workbook, and what goes through the archive of one before its values are read.

    `scan` returns what was found of each sheet that has a part, by its name.
    """

    name: str
    media_type: str
    scan: Callable[[Path, zipfile.ZipFile], tuple[Package, Mapping[str, SheetScan]]]


def read_zip_workbook(path: Path, data: bytes, kind: WorkbookKind) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook, each cell as text: what its format says, and the words of errors.

    Raises:
        UnreadableDocument: it is cut, locked, no workbook, or larger than the limits of this module.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            hold_size(path, archive)
            package, scans = kind.scan(path, archive)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            read_sheet(workbook, one.name, package, scans[one.name])
            if one.typ == SheetTypeEnum.WorkSheet and one.name in scans
            else Sheet(one.name, ())
            for one in workbook.sheets_metadata
        )
    except _DAMAGE as error:
        raise UnreadableDocument(
            Message(
                "{path}: is no whole {kind} ({error}); save it again as “Excel workbook (.xlsx)”.",
                path=path,
                kind=kind.name,
                error=reason(error),
            )
        ) from error


def scan_parts(
    path: Path, archive: zipfile.ZipFile, package: Package, scan: Callable[[IO[bytes]], SheetScan]
) -> Iterator[tuple[str, SheetScan]]:
    """Go through the part of each sheet, without unpacking more than a chunk of it.

    Raises:
        UnreadableDocument: a sheet is larger than a table may be.
    """
    for name, sheet in package.sheets.items():
        with archive.open(sheet.part) as file:
            try:
                yield name, scan(file)
            except OversizedSheet as error:
                raise oversized(path, name) from error


def oversized(path: Path, sheet: str) -> UnreadableDocument:
    """Return the error that a sheet is larger than a table may be."""
    return UnreadableDocument(
        Message(
            "{path}, sheet {sheet!r}: has more than {rows:,} rows or {cells:,} "
            "cells, or a cell far from the others; divide it, or delete the empty rows and "
            "columns beside the table.",
            path=path,
            sheet=sheet,
            rows=MAX_ROWS,
            cells=MAX_CELLS,
        )
    )
