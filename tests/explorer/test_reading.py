"""Rows are chosen by facets and words, counted, sorted and paged."""

import pytest

from asm_graph.explorer.choice import NONE, Choice
from asm_graph.explorer.reading import Explorer


def names(explorer: Explorer, choice: Choice) -> list[object]:
    return [row[0][0].value for row in explorer.page(choice, 1, "es").rows]


def counts(explorer: Explorer, choice: Choice, facet: str) -> dict[str, int]:
    return {count.value: count.number for count in explorer.facets(choice, "es")[facet].counts}


def test_values_of_one_facet_are_alternatives_and_facets_add_up(explorer: Explorer) -> None:
    branches = Choice("programs", {"branch": ("12", "20")})
    assert names(explorer, branches) == ["Árboles", "Ñandú para la niñez"]
    assert names(explorer, Choice("programs", {"branch": ("12", "20"), "year": ("2021",)})) == ["Árboles"]


def test_rows_without_a_value_can_be_chosen(explorer: Explorer) -> None:
    assert names(explorer, Choice("programs", {"branch": (NONE,)})) == ["Fondo Plata"]
    assert names(explorer, Choice("programs", {"branch": (NONE, "12")})) == [
        "Fondo Plata",
        "Ñandú para la niñez",
    ]


def test_one_of_several_values_of_a_cell_is_enough(explorer: Explorer) -> None:
    assert names(explorer, Choice("asm", {"theme": ("operation",)})) == ["=Definir el problema"]
    assert len(names(explorer, Choice("asm", {"theme": ("design", "operation")}))) == 2


def test_a_facet_is_counted_with_the_choices_of_the_others(explorer: Explorer) -> None:
    choice = Choice("asm", {"state": ("mx-zac",)})
    assert counts(explorer, choice, "state") == {"mx-zac": 1, NONE: 1}
    assert counts(explorer, choice, "theme") == {"design": 1, "operation": 1}
    assert counts(explorer, choice, "branch") == {NONE: 1}


def test_a_chosen_value_stays_where_no_row_is_left(explorer: Explorer) -> None:
    choice = Choice("spending", {"year": ("2022",), "branch": ("20",)})
    assert names(explorer, choice) == []
    chosen = [count for count in explorer.facets(choice, "es")["branch"].counts if count.chosen]
    assert [(count.label, count.number) for count in chosen] == [("Bienestar", 0)]


def test_a_value_of_another_table_keeps_its_name(explorer: Explorer) -> None:
    (chosen,) = [
        count
        for count in explorer.facets(Choice("asm", {"program": ("12-E010",)}), "es")["program"].counts
        if count.chosen
    ]
    assert (chosen.label, chosen.number) == ("Ñandú para la niñez", 0)


def test_chosen_rows_are_counted_without_reading_them(explorer: Explorer) -> None:
    choice = Choice("asm", {"theme": ("operation",)}, "definir")
    assert explorer.total(choice) == explorer.page(choice, 1, "es").total == 1
    assert explorer.total(Choice("asm")) == 2


def test_years_are_counted_from_the_latest_on(explorer: Explorer) -> None:
    assert list(counts(explorer, Choice("spending"), "year")) == ["2022", "2021"]


@pytest.mark.parametrize("text", ["niñez", "NINEZ", "nandu niñ", "12E010", "12-E010", "salud"])
def test_words_find_rows_whatever_their_case_and_accents(explorer: Explorer, text: str) -> None:
    assert names(explorer, Choice("programs", text=text)) == ["Ñandú para la niñez"]


@pytest.mark.parametrize(
    "text", ['"', "NEAR(a b)", "árboles OR ñandú", "'; DROP TABLE asm", "\x00", "words:x"]
)
def test_words_are_no_language_of_their_own(explorer: Explorer, text: str) -> None:
    assert len(names(explorer, Choice("programs", text=text))) in {0, 3}  # no words find all


@pytest.mark.parametrize("value", ["12) OR (1", "²", "-1", "9" * 50, "", "nothing"])
def test_a_value_that_nothing_has_chooses_nothing(explorer: Explorer, value: str) -> None:
    for facet in ("branch", "year"):
        choice = Choice("spending", {facet: (value,)})
        assert names(explorer, choice) == []
        assert explorer.facets(choice, "es")


@pytest.mark.parametrize(
    ("sort", "ascending"),
    [
        ("program", ["Árboles", "Fondo Plata", "Ñandú para la niñez"]),
        ("key", ["Ñandú para la niñez", "Árboles", "Fondo Plata"]),
        ("amount", ["Árboles", "Ñandú para la niñez", "Fondo Plata"]),
    ],
)
def test_rows_are_sorted_by_a_column_and_empty_cells_come_last(
    explorer: Explorer, sort: str, ascending: list[str]
) -> None:
    assert names(explorer, Choice("programs", sort=sort)) == ascending
    filled, empty = ascending[:-1], ascending[-1:]
    if sort == "program":
        filled, empty = ascending, []
    assert names(explorer, Choice("programs", sort=sort, descending=True)) == [*reversed(filled), *empty]


def test_every_column_sorts_in_every_language(explorer: Explorer) -> None:
    for kind, table in explorer.tables.items():
        for name in table.choosable:
            for language in ("es", "en"):
                page = explorer.page(Choice(kind, sort=name, columns=(name,)), 1, language)
                assert page.total == len(page.rows) > 0


def test_columns_are_chosen_and_the_first_always_stays(explorer: Explorer) -> None:
    page = explorer.page(Choice("asm", columns=("cycle", "agency")), 1, "es")
    assert page.columns == ("asm", "agency", "cycle")


def test_a_page_says_how_many_rows_have_a_value(explorer: Explorer) -> None:
    page = explorer.page(Choice("indicators"), 1, "es")
    assert page.total == 3
    assert page.filled["indicator"] == 3
    assert page.filled["achievement"] == 1


def test_the_page_after_the_last_is_the_last(explorer: Explorer) -> None:
    page = explorer.page(Choice("programs"), 999, "es")
    assert (page.number, page.pages, len(page.rows)) == (1, 1, 3)


def test_plain_values_are_numbers_and_keys(explorer: Explorer) -> None:
    found = list(explorer.values(Choice("spending"), "program", "year", "amount"))
    assert found == [("12-E010", 2022, 90.5), ("20-S061", 2021, 2)]


def test_a_column_is_counted_among_the_chosen_rows(explorer: Explorer) -> None:
    found = explorer.counts(Choice("asm", {"theme": ("operation",)}), "theme", "en")
    assert [(count.value, count.label, count.number) for count in found] == [
        ("design", "Design", 1),
        ("operation", "Operation", 1),
    ]


def test_of_many_values_the_most_frequent_and_the_chosen_are_named(explorer: Explorer) -> None:
    facet = explorer.facets(Choice("asm", {"theme": ("operation",)}), "es", most=1)["theme"]
    assert [count.value for count in facet.counts] == ["design", "operation"]
    assert explorer.facets(Choice("asm"), "es", most=1)["theme"].total == 2
