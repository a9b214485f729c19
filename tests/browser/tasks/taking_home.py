"""Files that a visitor of a page takes home."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def downloaded(page: Page, link: Locator) -> bytes:
    """What a click on a link saves."""
    with page.expect_download() as coming:
        link.click()
    return Path(coming.value.path()).read_bytes()


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names of its columns."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def workbook_rows(content: bytes) -> list[list[object]]:
    """The rows of the first sheet of a workbook."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def cells(page: Page, heading: str) -> list[str]:
    """What the column under a heading says, in the rows of the table of the page."""
    heads = [
        each.split("\n")[0].strip() for each in page.locator("table.data-table thead th").all_inner_texts()
    ]
    place = heads.index(heading) + 1
    return page.locator(f"table.data-table tbody tr > :nth-child({place})").all_inner_texts()
