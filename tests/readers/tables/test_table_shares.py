"""Which tables are divided, and by which rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from asm_graph.documents import Sheet, TableDocument
from asm_graph.documents.table import HiddenParts, MergedArea
from asm_graph.readers.tables import table_shares
from asm_graph.readers.tables.spending import ROWS
from asm_graph.readers.tables.table_shares import divided

HEADER = ("CICLO", "RMP", "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "ID_PP", "DESC_PP", "EJERCIDO_MDP")


def table(**changes: object) -> TableDocument:
    rows = [
        (str(year), f"12S{number}", branch, "Salud", "S", str(number), "P", "1")
        for year, branch in ((2015, "12"), (2016, "12.0"))
        for number in range(1, 21)
    ]
    sheet = replace(Sheet("Datos", [("Gasto",), HEADER, *rows], received={(3, 3): "Salúd"}), **changes)
    return TableDocument(Path("tabla.csv"), (sheet,), None, "0", 0, "text/csv")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_shares, "SHARE_CELLS", 100)


def test_the_rows_of_a_program_are_in_one_share_under_their_own_numbers() -> None:
    head, *shares = (one.sheets[0] for one in divided(table(), ROWS))
    assert [row for row in head.rows if row] == [("Gasto",), HEADER]
    assert len(shares) == 3
    (whole,) = table().sheets
    seen: set[int] = set()
    for share in shares:
        kept = {number for number, row in enumerate(share.rows, 1) if row and number > 2}
        assert all(share.rows[number - 1] == whole.rows[number - 1] for number in kept)
        assert {number + 20 if number <= 22 else number - 20 for number in kept} == kept
        assert seen.isdisjoint(kept)
        seen |= kept
    assert seen == set(range(3, 43))
    assert [bool(share.received) for share in shares] == [True, False, False]


@pytest.mark.parametrize(
    "changes",
    [
        {"merged_areas": (MergedArea(3, 0, 4, 0),)},
        {"hidden": HiddenParts(rows=frozenset({4}))},
        {"formulas": frozenset({"H4"})},
        {"places": [""] * 42},
    ],
)
def test_what_has_more_to_it_than_rows_is_not_divided(changes: dict[str, object]) -> None:
    assert list(divided(table(**changes), ROWS)) == []


def test_a_small_table_is_not_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_shares, "SHARE_CELLS", 10_000)
    assert list(divided(table(), ROWS)) == []
