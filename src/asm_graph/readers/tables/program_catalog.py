"""The catalogue of the budget programs of a year: keys, names and modalities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.federal_keys import MODALITY_NAME, KeyColumns
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.records.spending import ProgramCatalog
from asm_graph.spanish.forms import YEAR

if TYPE_CHECKING:
    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.records import ProgramRef

LAYOUT = layout_with_aliases(
    "program-catalogue",
    (
        TableColumn("id_ramo", "asm:branch/skos:notation"),
        TableColumn("desc_ramo", "asm:branch/rdfs:label"),
        TableColumn("id_modalidad", "asm:modality/skos:notation"),
        TableColumn("desc_modalidad", reason=MODALITY_NAME),
        TableColumn("id_pp", "asm:programKey"),
        TableColumn("desc_pp", "rdfs:label"),
        TableColumn("n_ur", reason="a count of units that it does not name", telling=True),
    ),
)
_KEY = KeyColumns("id_ramo", "id_modalidad", "id_pp", "desc_pp", "desc_ramo")
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def read(document: TableDocument) -> Reading:
    """Read the programs; the table prints no year, so the name of the file has to tell whose names these are.

    Raises:
        InputError: a key cell is missing or invalid.
    """
    table = LayoutSheets(document, LAYOUT)
    year = _year(document)
    if year is None:
        table.notices.append(Message("the name of the file tells no single year; the names are of no year"))
    programs: list[ProgramRef] = []
    for row in table.rows():
        program = _KEY.program(row, year, row.place())
        programs.append(program)
    record = ProgramCatalog(tuple(programs))
    return table.reading(record, f"Catálogo de programas presupuestarios {year or ''}".strip(), len(programs))


def _year(document: TableDocument) -> int | None:
    years = set(_YEAR.findall(document.path.stem))
    return int(years.pop()) if len(years) == 1 else None
