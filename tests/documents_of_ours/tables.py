"""Small tables of our own making, and what the graph says of them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter
from tests import mapped_documents
from tests.mapped_documents import Facts

from asm_graph.documents import TableDocument, load
from asm_graph.readers import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.readers.reading import Reading


def write_csv(path: Path, rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> Path:
    """A CSV file; the first row is its header."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """A workbook with one sheet, numbers as numbers."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def write_json(path: Path, value: object) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def read_table(path: Path) -> Reading:
    """The reading of a file that is a table."""
    return read(load(path))


@dataclass(frozen=True)
class Mapped(Facts):
    """What the graph says of a table, and the notices of its mapping."""

    notices: tuple[str, ...]


def mapped(reading: Reading, slug: str = "ours") -> Mapped:
    """What the graph says of a table, by the registers and code lists of the project."""
    document = TableDocument(Path("ours.csv"), (), "utf-8", "0" * 64, 0, "text/csv")
    result = mapped_documents.mapped(reading, document, slug)
    return Mapped(result.quads, tuple(one for one in result.notices if one not in reading.notices))
