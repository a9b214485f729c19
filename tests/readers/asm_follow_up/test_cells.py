"""A cell of a follow-up states what its column asks for, and is parsed once however often it is compared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from tests.documents_of_ours.stated import FOUNDING

from asm_graph.documents import Passage, load
from asm_graph.readers import read
from asm_graph.readers.asm_follow_up import cells
from asm_graph.readers.asm_follow_up.cells import Cell
from asm_graph.readers.asm_follow_up.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

PARSERS = ("read_date_cell", "read_progress", "split_items")


def cell(text: str) -> Cell:
    return Cell(Passage.of(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("4.", {Column.NUMBER}),
        ("Instit ucional", {Column.CLASSIFICATION}),
        ("Prioridad: Alta", {Column.PRIORITY}),
        ("31/12/2008", {Column.DUE}),
        ("Comprometida: 31/12/2008 Real: 15/01/2009", {Column.DUE}),
        ("Avance: 75% Justificación: en proceso", {Column.PROGRESS}),
        ("75", {Column.NUMBER}),
        ("Elaborar un diagnóstico antes del 31/12/2008", set()),
        ("", set()),
    ],
)
def test_candidates(text: str, columns: set[Column]) -> None:
    assert cell(text).candidates.keys() == columns


def test_a_candidate_has_the_value_that_its_column_states() -> None:
    candidates = cell("Avance: 75%").candidates
    assert candidates == {Column.PROGRESS: cell("Avance: 75%").progress}
    assert str(cell("Avance: 75%").progress.percent.value) == "75"  # type: ignore[union-attr]  # is given


def test_one_cell_joined_stays_itself() -> None:
    only = cell("Avance: 75%")
    assert Cell.joined([only]) is only
    assert Cell.joined([cell("31 de"), cell("mayo")]).text == "31 de mayo"
    assert not Cell.joined([])


def test_each_cell_of_a_follow_up_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its characters: pieces joined over a page break are another cell."""
    parsed: Counter[tuple[str, str, tuple[int, ...]]] = Counter()

    def counted(name: str, parse: Callable[[Passage], Any]) -> Callable[[Passage], Any]:
        def count(passage: Passage) -> Any:
            parsed[name, passage.text, passage.offsets] += 1
            return parse(passage)

        return count

    for name in PARSERS:
        monkeypatch.setattr(cells, name, counted(name, getattr(cells, name)))
    read(load(FOUNDING / "asm-seguimiento-2007-2008-3x1.txt"))
    assert {name for name, *_ in parsed} == set(PARSERS)
    assert {key: count for key, count in parsed.items() if count > 1} == {}
