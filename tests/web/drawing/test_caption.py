"""What is said around a drawing, in lines that fit it."""

from __future__ import annotations

from decimal import Decimal

from asm_graph.web.drawing.caption import Caption, cut_note, source_line, span_of


def test_long_texts_are_broken_to_the_width_of_the_drawing() -> None:
    caption = Caption("Título " * 20, "Millones de pesos", "2008–2018", "Fuente: " + "documento " * 30)
    head, foot = caption.head(480), caption.foot(480, "Datos")
    assert [kind for kind, _ in head[-2:]] == ["title", "source"]
    assert head[-1][1] == "Millones de pesos · 2008–2018"
    assert len(foot) > 3
    assert foot[-1][1] == "Datos"
    assert max(len(line) for _, line in (*head, *foot)) < 480 / 6


def test_a_few_sources_are_named_and_the_others_counted() -> None:
    assert source_line([], "es") == ""
    assert source_line(["A", "B", "A"], "es") == "Fuente: A; B."
    assert source_line("ABCD", "es") == "Fuente: A; B; C y 1 documento más."
    assert source_line("ABCDE", "en") == "Source: A; B; C and 2 more documents."


def test_a_cut_axis_says_where_and_what_lies_beyond() -> None:
    assert cut_note((), Decimal(150), "es") == ""
    said = cut_note(("2011: 89,646",), Decimal(150), "es")
    assert said == "El eje se corta en 150: un valor queda fuera (2011: 89,646)."
    assert "4 values lie beyond" in cut_note("abcd", Decimal(1000), "en")


def test_a_span_of_years() -> None:
    assert (span_of(["2010", "", "2008"]), span_of(["2010"]), span_of([])) == ("2008–2010", "2010", "")
