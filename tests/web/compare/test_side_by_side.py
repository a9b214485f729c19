"""Rows of a comparison: what is said of which program, and what is not."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import NamedNode

from asm_graph.web.compare.side_by_side import Piece, Rows, figure, said
from asm_graph.web.rendering.naming import Link, Name

FIRST, SECOND, THIRD = (NamedNode(f"http://e/{number}") for number in range(3))
PLAN = Piece("Plan de Prueba")


def rows() -> Rows:
    return Rows((FIRST, SECOND, THIRD))


def test_a_cell_has_all_that_is_said_once() -> None:
    found = rows()
    for text in ("Uno", "Dos", "Uno"):
        found.say(PLAN, FIRST, Piece(text))
    found.say(PLAN, SECOND, Piece(""))
    section = found.section("compare_alignment")
    assert [[piece.text for piece in cell] for cell in section.rows[0].cells] == [["Uno", "Dos"], [], []]
    assert section.silent == (1, 2)


def test_what_others_have_counts_as_zero_only_where_something_is_known() -> None:
    found = rows()
    found.say(Piece("Concluidos"), FIRST, figure(2))
    found.say(Piece("En proceso"), SECOND, figure(1200))
    section = found.section("compare_asms", counts=True)
    shown = [[[piece.text for piece in cell] for cell in row.cells] for row in section.rows]
    assert shown == [[["2"], ["0"], []], [["0"], ["1,200"], []]]
    assert section.silent == (2,)


def test_rows_stand_in_the_order_in_which_they_are_first_said() -> None:
    found = rows()
    for what, program in (("b", SECOND), ("a", FIRST), ("b", FIRST)):
        found.say(Piece(what), program, Piece("x"))
    assert [row.what.text for row in found.section("compare_money").rows] == ["b", "a"]


def test_a_thing_is_said_by_its_name_and_leads_to_its_page() -> None:
    piece = said(Link("http://e/a", Name("Salud", "es"), "/doc/a"), "2019")
    assert (piece.text, piece.address, piece.language, piece.whole) == (
        "Salud",
        "/doc/a",
        "es",
        "Salud (2019)",
    )
    assert said(None).whole == ""
    assert figure(Decimal("12.50"), text="12.5").number == Decimal("12.50")
