"""`sources.csv` beside documents: where each file came from, and whether it may be published as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.records.origin import Origin
from asm_graph.registers.csv_register import Problems, read_table
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from asm_graph.registers.csv_register import Row

FILE_NAME = "sources.csv"
_COLUMNS = ("file", "address", "captured", "publisher", "license", "publish_original")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_ANSWERS = {"yes": True, "si": True, "no": False, "": False}


def read_origins(folder: Path) -> Mapping[Path, Origin]:
    """Read the `sources.csv` of a folder, if it has one; its files are named by their paths from there.

    Raises:
        RegisterError: rows do not hold, all of which are named.
    """
    table = folder / FILE_NAME
    if not table.is_file():
        return {}
    problems = Problems()
    rows = problems.unique(read_table(table, _COLUMNS), "file")
    origins = {folder / name: _origin(row, folder, problems) for name, row in rows.items()}
    problems.raise_any()
    return origins


def _origin(row: Row, folder: Path, problems: Problems) -> Origin:
    name, answer = problems.required(row, "file"), fold(row["publish_original"])
    is_there = (folder / name).is_file()
    problems.unless(
        is_there,
        row,
        "file",
        Message("no file {name!r} is there", name=name),
        Message("correct or remove the row"),
    )
    for column in ("address", "license"):
        is_address = not row[column] or _ADDRESS.fullmatch(row[column])
        problems.unless(
            is_address,
            row,
            column,
            Message("{name!r} is no address", name=row[column]),
            Message("begin it with https://"),
        )
    problems.unless(
        answer in _ANSWERS,
        row,
        "publish_original",
        Message("{answer!r} is no answer", answer=answer),
        Message("write yes or no"),
    )
    return Origin(
        row["address"],
        problems.date(row, "captured"),
        row["publisher"],
        row["license"],
        _ANSWERS.get(answer, False),
    )
