"""A cell that holds a date: as people write it, as spreadsheets do, or the serial number of a day."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.table import DAY_0
from asm_graph.spanish.dates import find_dates

if TYPE_CHECKING:
    from asm_graph.records.texts import Date

_TIME = re.compile(r"(?<=\d)[T ]\d\d?:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?$")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
"""A spreadsheet shows a day as a number where the cell has no format: 20000 is of 1954, 79999 of 2119."""


def date_in(cell: str, day_0: dt.date = DAY_0) -> Date | None:
    """Read the only date of a cell, with nothing else in it but a time; or the serial number of a day.

    >>> date_in("31/03/2016"), date_in("42460"), date_in("31/02/2016")
    (datetime.date(2016, 3, 31), datetime.date(2016, 3, 31), None)
    """
    if _SERIAL.fullmatch(cell):
        return day_0 + dt.timedelta(days=int(cell.partition(".")[0]))
    day = _TIME.sub("", cell)
    found = find_dates(Passage.of(day, 0, len(day)))
    return found[0].date if len(found) == 1 and found[0].passage.text == day else None
