"""Cells under columns: the best assignment, whatever its size."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.readers.cell_alignment import align


def assignments(cells: int, columns: int) -> list[tuple[int | None, ...]]:
    """All that keep the order of the cells, those that place earlier cells first."""
    return [
        placement
        for placement in product([*range(columns), None], repeat=cells)
        if all(a < b for a, b in combinations([one for one in placement if one is not None], 2))
    ]


@given(st.data(), st.integers(0, 4), st.integers(0, 4))
def test_no_assignment_is_better(data: st.DataObject, cells: int, columns: int) -> None:
    prices = st.sampled_from([0.25, 0.5, 1.0, 2.0])
    scores = {
        pair: data.draw(st.sampled_from([-1.0, 0.0, 0.5, 3.0]))
        for pair in product(range(cells), range(columns))
    }
    of_cells = data.draw(st.lists(prices, min_size=cells, max_size=cells))
    of_columns = data.draw(st.lists(prices, min_size=columns, max_size=columns))

    def total(placement: tuple[int | None, ...]) -> float:
        placed = [(cell, column) for cell, column in enumerate(placement) if column is not None]
        left = set(range(columns)) - {column for _, column in placed}
        skipped = [of_cells[cell] for cell, column in enumerate(placement) if column is None]
        return sum(scores[pair] for pair in placed) - sum(skipped) - sum(of_columns[one] for one in left)

    found = align(
        cells,
        columns,
        score=lambda cell, column: scores[cell, column],
        skip_cell=of_cells.__getitem__,
        skip_column=of_columns.__getitem__,
    )
    assert found in assignments(cells, columns)
    assert total(found) == max(map(total, assignments(cells, columns)))


def test_of_equals_the_one_that_places_the_earlier_cells_wins() -> None:
    found = align(2, 1, score=lambda *_: 1.0, skip_cell=lambda _: 0.5, skip_column=lambda _: 0.5)
    assert found == (0, None)


def test_a_row_of_thousands_of_cells_is_aligned() -> None:
    found = align(
        5_000,
        12,
        score=lambda cell, column: cell == column + 3,
        skip_cell=lambda _: 0.1,
        skip_column=lambda _: 1,
    )
    assert [column for column in found if column is not None] == list(range(12))
