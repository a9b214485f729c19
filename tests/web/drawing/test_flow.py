"""Flows: every stop has its box, every step its ribbon, and nothing stands on anything else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.alignment.matrix import matrix_of, spans_of
from asm_graph.web.drawing.flow import Path, Stop, draw

HEADINGS = ("a", "b", "c")


def stop(name: str) -> Stop:
    return Stop(f"http://e/{name}", name, "es", None)


STOPS = st.none() | st.text("xyz ", min_size=1, max_size=120).map(stop)
PATHS = st.lists(st.tuples(STOPS, STOPS, STOPS), max_size=25)


@given(PATHS)
def test_boxes_never_overlap_and_stay_within(paths: list[Path]) -> None:
    flow = draw(HEADINGS, paths)
    places = {(layer, one) for path in paths for layer, one in enumerate(path) if one}
    assert len(flow.boxes) == len(places)
    for one in flow.boxes:
        assert 0 <= one.x <= flow.width - one.width
        assert one.y + one.height <= flow.height
        assert all(one.y < y <= one.y + one.height for y, _ in one.lines)
        for other in flow.boxes:
            if one is not other and one.x == other.x:
                assert one.y + one.height <= other.y + 0.1 or other.y + other.height <= one.y + 0.1


@given(PATHS)
def test_ribbons_join_what_follows_on_a_path(paths: list[Path]) -> None:
    steps = set()
    for path in paths:
        there = [(layer, one) for layer, one in enumerate(path) if one]
        steps.update(pairwise(there))
    assert len(draw(HEADINGS, paths).ribbons) == len(steps)


def test_layers_that_all_pass_by_are_left_out() -> None:
    flow = draw(HEADINGS, [(stop("x"), None, stop("z"))])
    assert [heading for _, heading in flow.headings] == ["a", "c"]


@given(PATHS)
def test_a_table_of_spans_has_every_cell_once(paths: list[Path]) -> None:
    rows = spans_of(paths)
    assert sum(span.rows for row in rows for span in row) == len(HEADINGS) * len(paths)


def test_a_matrix_counts_who_stands_where() -> None:
    axis, aim, who, other = (stop(name) for name in ("axis", "aim", "who", "other"))
    matrix = matrix_of([(axis, aim, who), (axis, aim, who), (axis, None, other)])
    assert matrix.columns == (aim, axis)
    counts = {end: [cell.programs for cell in cells] for end, cells in matrix.rows}
    assert counts == {who: [2, 0], other: [0, 1]}
    assert [cell.shade for _, cells in matrix.rows for cell in cells] == [0, 2, 4, 0]
