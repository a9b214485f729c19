"""Charts count and add up what is chosen, and say of what, in which unit and from where."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from asm_graph.web.explore.views.asked import ChartAsked, columns_of, shown_of
from asm_graph.web.explore.views.chart import chart_view
from asm_graph.web.explore.views.subject import View, ViewSubject

SubjectOf = Callable[..., ViewSubject]


def view_of(subject: ViewSubject, **given: str) -> View:
    asked = ChartAsked.of(subject.table, given)
    assert asked
    return chart_view(subject, asked)


def numbers_of(view: View) -> dict[str, tuple[str, ...]]:
    return {row.name: row.cells for row in view.numbers.rows}


def test_rows_are_counted_by_a_column_and_lead_to_what_they_count(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("programs"), show="count", by="branch")
    assert view.caption.title == "Número de programas según ramo"
    assert numbers_of(view)["Salud"] == ("1",)
    assert "/explore/programs?branch=12" in {row.address for row in view.numbers.rows}
    assert view.caption.source == "Fuente: 2 documentos."


def test_the_source_is_the_documents_of_the_rows(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("spending"))
    assert view.caption.source == "Fuente: Cuenta Pública."
    assert view.caption.measured == "millones de pesos · 2018–2020"


def test_amounts_of_different_moments_stand_side_by_side_in_their_year(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("spending"), show="sum.amount", by="year")
    assert numbers_of(view) == {
        "2018 · Ejercido": ("2", "100.5"),
        "2020 · Ejercido": ("1", "100"),
        "2020 · Aprobado": ("1", "120"),
    }
    assert "entre 1 y 2 renglones" in view.caption.note  # a fall that is none


def test_sums_by_another_column_are_of_one_moment_only_and_say_so(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("spending"), show="sum.amount", by="branch")
    assert numbers_of(view) == {"Salud": ("2", "190.5"), "Bienestar": ("1", "10")}
    assert "Solo «Ejercido» (3 de 4 renglones)" in view.caption.note
    assert "varios años" in view.caption.note
    assert view.numbers.rows[0].address == "/explore/spending?branch=12&moment=exercised"


def test_a_chosen_moment_needs_no_such_note(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("spending", "moment=approved"), show="sum.amount", by="branch")
    assert numbers_of(view) == {"Salud": ("1", "120")}
    assert "Solo" not in view.caption.note
    assert "Momento del gasto: Aprobado" in view.caption.measured


def test_a_filter_that_leaves_nothing_is_named_all_the_same(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("spending", "branch=20&moment=approved"), show="sum.amount", by="year")
    assert view.layout is None
    assert "Ramo: Bienestar" in view.caption.measured


@pytest.mark.parametrize(("language", "said"), [("es", "«niñez»"), ("en", "“niñez”")])
def test_words_that_chose_the_rows_are_quoted(subject_of: SubjectOf, language: str, said: str) -> None:
    assert said in view_of(subject_of("programs", "q=niñez", language=language)).caption.measured


def test_a_row_of_several_values_is_said_to_count_more_than_once(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("asm"), show="count", by="theme")
    assert numbers_of(view) == {"Diseño": ("2",), "Operación": ("2",), "Sin dato": ("2",)}
    assert "más de una barra" in view.caption.note
    assert "theme" not in columns_of(subject_of("asm").table, shown_of(subject_of("spending").table)[1])


def test_a_distribution_says_what_has_no_figure(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("programs"), show="spread.amount")
    assert sum(int(cells[0]) for cells in numbers_of(view).values()) == 2
    assert "2 de 4 programas no traen esta cifra" in view.caption.note
    assert "Mediana" in view.caption.note


def test_figures_that_the_source_does_not_give_are_not_drawn(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("asm"), show="spread.progress")
    assert view.layout is None
    assert "la fuente no la da" in view.caption.note


def test_what_an_address_asks_wrongly_is_the_first_chart(subject_of: SubjectOf) -> None:
    table = subject_of("spending").table
    first = ChartAsked.of(table, {})
    assert first
    assert first == ChartAsked.of(table, {"show": "sum.password", "by": "'; DROP TABLE"})
    assert first.parameters == {"show": "sum.amount", "by": "year"}


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_chart_of_every_table_can_be_drawn(subject_of: SubjectOf, language: str) -> None:
    drawn = 0
    for kind in ("programs", "objectives", "indicators", "asm", "evaluations", "spending", "findings"):
        subject = subject_of(kind, language=language)
        for shown in shown_of(subject.table):
            for by in columns_of(subject.table, shown) if shown.has_by else [""]:
                view = view_of(subject, show=shown.parameter, by=by)
                assert view.caption.title
                drawn += view.layout is not None
    assert drawn > 20


def test_numbers_are_exact_sums(subject_of: SubjectOf) -> None:
    view = view_of(subject_of("spending", "branch=12&moment=exercised"), show="sum.amount", by="year")
    assert view.layout is not None
    assert [Decimal(cells[1]) for cells in numbers_of(view).values()] == [Decimal("90.5"), Decimal(100)]


def test_dates_are_counted_by_year_even_where_a_quarter_is_chosen(subject_of: SubjectOf) -> None:
    assert numbers_of(view_of(subject_of("asm"), show="count", by="due")) == {
        "2018": ("2",),
        "Sin dato": ("2",),
    }
    chosen = view_of(subject_of("asm", "due=2018-T4"), show="count", by="due")
    assert numbers_of(chosen) == {"2018": ("1",)}
