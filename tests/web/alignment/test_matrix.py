"""The drawing of a matrix: each program counted once, in its row and column, within the drawing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.alignment.matrix import draw_matrix, matrix_of
from asm_graph.web.drawing.flow import Path, Stop

STOPS = st.text("xyz ", min_size=1, max_size=120).map(lambda name: Stop(f"http://e/{name}", name, "es", None))
PATHS = st.lists(st.tuples(STOPS, st.none() | STOPS, STOPS), max_size=25)


@given(PATHS)
def test_squares_hold_all_programs_and_stay_within(paths: list[Path]) -> None:
    drawn = draw_matrix(matrix_of(paths))
    assert sum(square.programs for square in drawn.squares) == len(paths)
    assert len({(square.x, square.y) for square in drawn.squares}) == len(drawn.squares)
    for square in drawn.squares:
        assert square.x + drawn.cell[0] <= drawn.width
        assert square.y + drawn.cell[1] <= drawn.height
        assert 0 < square.opacity <= 0.5


@given(PATHS)
def test_names_stand_by_their_squares(paths: list[Path]) -> None:
    drawn = draw_matrix(matrix_of(paths))
    first_row = min((label.y for label in drawn.rows), default=drawn.height)
    assert all(0 < label.y < first_row for label in drawn.columns)
    across = {label.x - drawn.cell[0] / 2: label.stop.name for label in drawn.columns}
    down = {label.y - 17: label.stop.name for label in drawn.rows}
    for square in drawn.squares:
        assert square.label == f"{down[square.y]} · {across[square.x]}: {square.programs}"
