"""The tables of the search: synonyms, classes, ways to ask; none names what does not exist."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from starlette.routing import Match, Route

from asm_graph import search
from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.search.kinds import Kinds
from asm_graph.search.site_pages import table_of_pages
from asm_graph.search.writing import words_of
from asm_graph.web.routes import ROUTES

FOLDER = Path(search.__file__).parent


def test_each_question_of_the_table_is_in_the_library() -> None:
    questions = table_of_pages()["questions"]
    assert questions.keys() == set(Library.load(Knowledge.default().sparql).questions)
    assert all(each["asked"] for each in questions.values())


def test_each_page_of_the_table_is_on_the_site() -> None:
    pages = table_of_pages()["pages"]
    assert pages
    for address in pages:
        scope = {"type": "http", "path": address.partition("?")[0], "method": "GET", "path_params": {}}
        routes = [each for each in ROUTES if isinstance(each, Route) and each.matches(scope)[0] is Match.FULL]
        assert routes, address


def test_synonyms_are_said_once_and_mean_something_else() -> None:
    with (FOLDER / "synonyms.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    said = [words_of(row["said"]) for row in rows]
    assert len(said) == len(set(said)) > 100
    meant = [(words_of(row["said"]), words_of(each)) for row in rows for each in row["means"].split(";")]
    assert all(means and means != word for word, means in meant)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"notation": ["2"], "whole": ["PND", "Plan Nacional"]}, ["Eje 2 PND", "Eje 2 Plan Nacional"]),
        ({"notation": ["2"], "whole": []}, []),
    ],
)
def test_a_name_is_made_of_each_value_and_of_none_without(
    values: dict[str, list[str]], names: list[str]
) -> None:
    table = Kinds({}, frozenset(), {"Axis": ["Eje {notation} {whole}"]}, {}, frozenset(), ())
    assert list(table.made_names("Axis", values)) == names
