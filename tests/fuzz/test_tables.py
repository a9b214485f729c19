"""The right rows that hostile tables are made from: one of each layout, read as it stands."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from fuzz.inputs import ROWS

from asm_graph.documents import load
from asm_graph.readers import read
from asm_graph.readers.layouts import LAYOUTS
from asm_graph.readers.tables import filled_workbook

if TYPE_CHECKING:
    from pathlib import Path


def test_every_layout_of_tables_has_a_right_row(tmp_path: Path) -> None:
    names = []
    for number, row in enumerate(ROWS):
        # The title tells the year of the layouts that have no column for it.
        path = tmp_path / f"{number}-2018.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["Programa Anual de Evaluación 2018"], row.keys(), row.values()])
        names.append(read(load(path)).layout)
    declared = {one.name for one in LAYOUTS if one.columns} - {filled_workbook.LAYOUT.name}
    assert set(names) == declared
    assert len(names) == len(declared)
