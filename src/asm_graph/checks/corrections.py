"""Corrections of audit rules (`shapes/audit/corrections.csv`): why a corrected rule withdraws findings."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.messages import Message
from asm_graph.shacl.shapes import RULE

if TYPE_CHECKING:
    from pathlib import Path

FILE = "corrections.csv"
_COLUMNS = ("rule", "date", "reason_es", "reason_en")


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of a rule: its IRI, the day (ISO 8601), and why, in Spanish and English."""

    rule: str
    date: str
    reason_es: str
    reason_en: str


def read_corrections(shapes: Path) -> tuple[Correction, ...]:
    """Read the corrections beside the audit shapes; none where there is no such file.

    Raises:
        InputError: a row lacks a cell, or the columns are others.
    """
    path = shapes / "audit" / FILE
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != _COLUMNS:
            raise InputError(
                Message(
                    "{path}: its columns are not {names}; restore the header.",
                    path=path,
                    names=", ".join(_COLUMNS),
                )
            )
        return tuple(_correction(path, number, row) for number, row in enumerate(rows, 2))


def _correction(path: Path, number: int, row: dict[str, str]) -> Correction:
    rule, *others = (str(row[column] or "").strip() for column in _COLUMNS)
    if not rule or not all(others):
        raise InputError(
            Message(
                "{path}, row {number}: a cell is blank; name rule, date and both reasons.",
                path=path,
                number=number,
            )
        )
    return Correction(RULE(rule).value, *others)
