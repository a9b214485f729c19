"""The queries of the pages: every one is let through by the guard and answers over the founding graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from asm_graph.engine.guard import Guard
from asm_graph.graph.vocabulary import Base
from asm_graph.library import Library
from asm_graph.settings import Settings
from asm_graph.web import asking
from asm_graph.web.asking import page_query

if TYPE_CHECKING:
    from asm_graph.releases import Release

FOLDER = Path(asking.__file__).parent / "page_queries"
OWN = Library.load(FOLDER / "things")


@pytest.mark.parametrize("name", [path.stem for path in FOLDER.glob("*.rq")])
def test_queries_answer_as_they_stand(name: str, founding_release: Release) -> None:
    Guard.of(Settings()).examine(page_query(name))
    assert founding_release.query(page_query(name))


@pytest.mark.parametrize("name", [question.name for question in OWN])
def test_questions_answer_for_their_example(name: str, founding_release: Release) -> None:
    question = OWN[name]
    text = question.bind({question.parameters[0].name: question.parameters[0].example})
    Guard.of(Settings()).examine(text)
    answer = founding_release.query(text)
    assert list(answer.variables) == [column.name for column in question.columns]
    assert answer or name == "program-spending", "no founding document states spending"


def test_terms_replace_the_blocks_of_their_names_only() -> None:
    first, second = NamedNode("http://e/1"), NamedNode("http://e/2")
    assert "VALUES ?thing { <http://e/1> <http://e/2> }" in page_query("names", thing=[first, second])
    assert page_query("names", other=first) == page_query("names")


def test_questions_follow_the_base() -> None:
    moved = Library.load(FOLDER / "things", Base("https://datos.example/"))
    assert "<https://datos.example/id/code/value-kind/target>" in moved["program-matrix"].text
