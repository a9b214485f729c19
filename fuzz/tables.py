"""Tables of the known layouts with hostile cells in them, written as CSV, JSON and XLSX."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import xlsxwriter
from hypothesis import strategies as st

from asm_graph.templates import TEMPLATES, Choices
from asm_graph.templates.writing import write_template
from fuzz.inputs import PIECES, ROWS, damaged, encoded, texts

if TYPE_CHECKING:
    from collections.abc import Sequence


CANARY = "persona.canario@correo-canario.mx"
"""An address that is put into documents, and that nothing that is published may hold."""
CELLS = (*PIECES["cells"], CANARY, f"Correo: {CANARY}, Tel. 55 1234 5678")
"""What stands in cells that were meant to hold something else."""
_JSON_PIECES = (
    '"a":',
    '[{"a":',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "-",
    "1e999999",
    "\\ud83d",
    "\\u0000",
    "NaN",
)
_ARCHIVE_PIECES = ("PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "xl/", "\x00\x00\x00\x00")
_CREATED = dt.datetime(2026, 1, 1)  # noqa: DTZ001  a workbook's properties have no zone
_TITLES = (("Programa Anual de Evaluación 2018",), ("", "", ""), CELLS[:5])
_CODECS = ("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "mac-roman", "cp850")


@st.composite
def _grids(draw: st.DrawFn, titles: Sequence[Sequence[str]] = ()) -> list[list[str]]:
    """Draw a table of some layout, its header nearly whole, its cells mostly right."""
    row = draw(st.sampled_from(ROWS))
    hostile = st.one_of(st.sampled_from(CELLS), texts(CELLS, 4))
    header = list(row)
    if draw(st.sampled_from((False, False, True))):
        header[draw(st.integers(0, len(header) - 1))] = draw(hostile)
    body = [list(row.values()) for _ in range(draw(st.integers(1, 4)))]
    for _ in range(draw(st.integers(0, 8))):
        cells = draw(st.sampled_from(body))
        cells[draw(st.integers(0, len(cells) - 1))] = draw(hostile)
    title = draw(st.sampled_from(((), *((each,) for each in titles))))
    return [*map(list, title), header, *body]


@st.composite
def csv_files(draw: st.DrawFn) -> bytes:
    """Write a table as CSV, by some delimiter, end of line and encoding, sometimes damaged."""
    page = io.StringIO(newline="")
    delimiter, end = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(("\n", "\r\n", "\r")))
    csv.writer(page, delimiter=delimiter, lineterminator=end).writerows(draw(_grids(_TITLES)))
    codec = draw(st.sampled_from(_CODECS))
    data = page.getvalue().encode(codec, "surrogatepass" if codec.startswith("utf") else "replace")
    if draw(st.sampled_from((False, False, True))):
        return draw(damaged([data], CELLS))
    return data


@st.composite
def json_files(draw: st.DrawFn) -> bytes:
    """Write a table as a list of objects, or any other JSON near one, sometimes damaged."""
    header, *rows = draw(_grids())
    records = [_nested(header, row) for row in rows]
    anything = st.recursive(
        st.sampled_from([*CELLS, None, True, 1.5, 10**30]),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(header), inner, max_size=3)
        ),
        max_leaves=8,
    )
    value = draw(st.sampled_from((records, [{"a": draw(anything)}], [*records, draw(anything)])))
    data = encoded(json.dumps(value, ensure_ascii=draw(st.booleans())))
    if draw(st.sampled_from((False, True))):
        return draw(damaged([data], (*_JSON_PIECES, *CELLS)))
    return data


def _nested(header: Sequence[str], row: Sequence[str]) -> dict[str, object]:
    """Nest the cells of a row: `anios.monto` is in an object of a list, `programa.clave` in an object."""
    record: dict[str, object] = {}
    for name, cell in zip(header, row, strict=True):
        first, dot, rest = name.partition(".")
        value = float(cell) if cell in {"1", "2131.8", "12.5", "2027"} else cell
        if not dot:
            record[name] = value
        elif first == "anios":
            years = record.setdefault(first, [{}])
            if isinstance(years, list):
                years[0][rest] = value
        else:
            inner = record.setdefault(first, {})
            if isinstance(inner, dict):
                inner[rest] = value
    return record


@cache
def _workbooks() -> tuple[bytes, ...]:
    """Write the workbooks that people fill in, and an empty one."""
    empty = io.BytesIO()
    with xlsxwriter.Workbook(empty) as book:
        book.set_properties({"created": _CREATED})
        book.add_worksheet()
    return (*(write_template(one, Choices.default()) for one in TEMPLATES.values()), empty.getvalue())


def _written(grid: Sequence[Sequence[str]]) -> bytes:
    page = io.BytesIO()
    with xlsxwriter.Workbook(page) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet("Hoja 1")
        for number, row in enumerate(grid):
            for column, cell in enumerate(row):
                if cell.isdecimal() and cell.isascii() and len(cell) < 15:
                    sheet.write_number(number, column, float(cell))
                elif cell.startswith("="):
                    sheet.write_formula(number, column, cell)
                else:
                    sheet.write_string(number, column, cell.encode("utf-8", "replace").decode()[:30_000])
    return page.getvalue()


@st.composite
def xlsx_files(draw: st.DrawFn) -> bytes:
    """Write a table as a workbook, or one to fill in; a part of it damaged, or the archive itself."""
    data = draw(st.one_of(_grids(_TITLES).map(_written), st.sampled_from(_workbooks())))
    match draw(st.sampled_from(("whole", "part", "part", "part", "archive"))):
        case "part":
            return _with_part_damaged(draw, data)
        case "archive":
            return draw(damaged([data], _ARCHIVE_PIECES))
    return data


def _with_part_damaged(draw: st.DrawFn, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    read = sorted(name for name in parts if "sheet" in name or "workbook" in name or "Strings" in name)
    name = draw(st.sampled_from(read))
    parts[name] = draw(damaged([parts[name]], (*PIECES["sheets"], *CELLS)))
    page = io.BytesIO()
    with zipfile.ZipFile(
        page, "w", draw(st.sampled_from((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    ) as archive:
        for each, content in parts.items():
            archive.writestr(zipfile.ZipInfo(each), content)
    return page.getvalue()
