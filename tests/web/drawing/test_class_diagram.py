"""The diagram of classes: every class and edge once, nothing on top of another, lines go on."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.drawing.class_diagram import BOX_HEIGHT, BOX_WIDTH, Edge, diagram

NAMES = st.sampled_from("abcdefgh")
EDGES = st.lists(st.builds(Edge, NAMES, NAMES, st.just(("p",)), st.booleans()), max_size=20)


@given(st.sets(NAMES), EDGES)
def test_every_class_has_a_place_of_its_own_within_the_drawing(names: set[str], edges: list[Edge]) -> None:
    drawn = diagram({name: name.upper() for name in names}, edges)
    assert {box.local for box in drawn.boxes} == names
    assert len(drawn.lines) == sum({edge.source, edge.target} <= names for edge in edges)
    for one, other in combinations(drawn.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
    assert all(0 <= box.x <= drawn.width - BOX_WIDTH for box in drawn.boxes)
    assert all(0 <= box.y <= drawn.height - BOX_HEIGHT for box in drawn.boxes)


def test_a_class_stands_behind_all_that_lead_to_it() -> None:
    edges = [Edge("a", "b", ("p",)), Edge("b", "c", ("q",)), Edge("a", "c", ("r",)), Edge("c", "c", ("s",))]
    places = {box.local: box.x for box in diagram(dict.fromkeys("abc", "x"), edges).boxes}
    assert places["a"] < places["b"] < places["c"]


def test_linked_classes_stand_at_the_same_height() -> None:
    edges = [Edge("a", "z", ("p",)), Edge("b", "y", ("p",)), Edge("c", "x", ("p",))]
    heights = {box.local: box.y for box in diagram(dict.fromkeys("abcxyz", "x"), edges).boxes}
    assert [heights["z"] - heights["a"], heights["y"] - heights["b"], heights["x"] - heights["c"]] == [
        0,
        0,
        0,
    ]


@given(st.text("ab ñ", min_size=1, max_size=90))
def test_a_label_stands_within_its_box(label: str) -> None:
    (box,) = diagram({"a": label}, []).boxes
    assert 1 <= len(box.lines) <= 2
    assert all(box.y < y < box.y + BOX_HEIGHT for y, _ in box.lines)
    assert all(len(line) <= 25 for _, line in box.lines)
