"""Rows of a made-up table of spending, as the Cuenta Pública has them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADER = (
    "CICLO", "RMP", "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "DESC_MODALIDAD", "ID_PP", "DESC_PP",
    "EJERCIDO_MDP",
)  # fmt: skip
_YEARS = 10


def spending_rows(count: int) -> Iterator[tuple[object, ...]]:
    """Make so many rows: programs over ten years."""
    for index in range(count):
        year, program = 2008 + index % _YEARS, index // _YEARS
        branch, number = 1 + program // 900, program % 900
        key = f"{branch:02}S{number:03}"
        row = (year, key, branch, f"Ramo {branch}", "S", "Sujetos a Reglas de Operación", number)
        yield (*row, f"Programa de Prueba {program}", f"{index}.25")


def write_spending(path: Path, count: int) -> Path:
    """Write so many rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(spending_rows(count))
    return path
