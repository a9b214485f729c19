"""Programs and the targets of the Sustainable Development Goals."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import read_table, write_csv
from tests.open_data import open_data

from asm_graph.errors import InputError
from asm_graph.readers.tables.sdg_links import LAYOUT
from asm_graph.records.plans import SdgLinks

if TYPE_CHECKING:
    from pathlib import Path

HEADER = [column.header for column in LAYOUT.columns]
NONE = ("1", "No aplica")
CELLS = {
    "Ramo": "7",
    "Ramo[Descripción]": "Ferias",
    "Modalidad": "E",
    "Modalidad[Descripción]": "Servicios",
    "Programa Presupuestario": "3",
    "Programa Presupuestario[Descripción]": "Feria de la Tuna",
    "Objetivo de Desarrollo Sostenible": "1",
    "Objetivo de Desarrollo Sostenible[Descripción]": "Fin de la pobreza",
    "Meta del Objetivo de Desarrollo Sostenible": "6",
    "Meta del Objetivo de Desarrollo Sostenible[Descripción]": "Movilizar recursos",
    "Tipo de Contribución": "1",
    "Tipo de Contribución[Descripción]": "1-Contribución Directa",
}


def row(*subtargets: tuple[str, str], **changes: str) -> list[str]:
    """A row with some sub-targets, the others being none; changes are by the first word of the header."""
    cells = dict(CELLS)
    for number, (code, text) in enumerate([*subtargets, *[NONE] * 6][:6], start=1):
        cells[f"Submeta {number} de la Meta de Desarrollo Sostenible"] = code
        cells[f"Submeta {number} de la Meta de Desarrollo Sostenible[Descripción]"] = text
    for word, cell in changes.items():
        cells[next(name for name in HEADER if name.startswith(word))] = cell
    return [cells[name] for name in HEADER]


def test_code_one_with_no_aplica_is_no_subtarget(tmp_path: Path) -> None:
    reading = read_table(write_csv(tmp_path / "t.csv", [HEADER, row(("2", "Tunas"), NONE, ("2", "Nopales"))]))
    record = reading.record
    assert isinstance(record, SdgLinks)
    (link,) = record.links
    assert (link.program.path, link.goal, link.target) == ("7-E003", 1, 6)
    assert link.subtargets == ("Tunas", "Nopales")
    assert (reading.account.known["no sub-target"], reading.account.unread) == (4, 0)


OPEN_DATA = [
    "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "DESC_MODALIDAD", "ID_PP", "DESC_PP", "ID_ODS", "DESC_ODS",
    "ID_METAODS", "DESC_METAODS", *(f"ID_SM{number}" for number in range(1, 7)),
    *(f"DESC_SM{number}" for number in range(1, 7)), "ID_TCONTRIBUCION", "DESC_TCONTRIBUCION",
]  # fmt: skip
"""The labels of the open data, in the order of the layout."""


def test_the_labels_of_the_open_data_are_the_same_columns(tmp_path: Path) -> None:
    cells = row(("2", "Tunas"))
    ours, theirs = (
        read_table(write_csv(tmp_path / "t.csv", [header, cells])) for header in (HEADER, OPEN_DATA)
    )
    assert theirs.record == ours.record
    assert theirs.notices == ours.notices == ()
    assert theirs.account == ours.account


def test_the_official_edition_of_2021_is_read_whole() -> None:
    reading = read_table(open_data() / "federal/official/Vinculacion_ODS-Pp_PEF2021.xlsx")
    assert (reading.rows, reading.account.unread) == (1805, 0)


@pytest.mark.parametrize("pair", [("1", "Tunas"), ("2", "No aplica")])
def test_code_and_text_that_disagree_are_not_understood(tmp_path: Path, pair: tuple[str, str]) -> None:
    reading = read_table(write_csv(tmp_path / "t.csv", [HEADER, row(pair)]))
    assert [note.text for note in reading.account.not_understood] == [pair[1]]


@pytest.mark.parametrize(
    ("word", "cell"), [("Objetivo", "uno"), ("Meta", ""), ("Ramo", "x"), ("Modalidad", "")]
)
def test_a_link_without_both_ends_refuses_the_table(tmp_path: Path, word: str, cell: str) -> None:
    with pytest.raises(InputError, match="1 cells are missing or invalid"):
        read_table(write_csv(tmp_path / "t.csv", [HEADER, row(), row(**{word: cell})]))


def test_the_published_links_are_read_whole() -> None:
    path = open_data() / "federal/sdg-links.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = read_table(path)
    record = reading.record
    assert isinstance(record, SdgLinks)
    assert reading.rows == len(record.links) == len(rows) == 1785
    texts = [text for one in rows for name, text in one.items() if name.endswith("Sostenible[Descripción]")]
    stated = [text for text in texts if text != "No aplica"]
    assert sum(len(link.subtargets) for link in record.links) == len(stated) - 2 * len(rows)
    assert len({link.program.path for link in record.links}) == 678
    assert reading.account.unread == 0
