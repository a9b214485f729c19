"""The columns of an answer for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from asm_graph.library import Question, ResultColumn
from asm_graph.rdf.vocabulary import XSD, Base
from asm_graph.results.rows import Rows
from asm_graph.web.library.answer_columns import AnswerColumn, columns_of

if TYPE_CHECKING:
    from asm_graph.results.rows import Term

BASE = Base()
PROGRAM, OTHER = BASE.id("program/20-S061"), BASE.id("program/20-S065")
YEAR = Literal("2009", datatype=XSD("gYear"))


def column(name: str, meaning: str = "", **how: Any) -> ResultColumn:
    return ResultColumn(name, {"es": meaning or name, "en": meaning or name}, **how)


def columns(described: list[ResultColumn], *rows: tuple[Term, ...], given: str = "") -> list[AnswerColumn]:
    names = {"es": "x", "en": "x"}
    question = Question("q", names, names, (), tuple(described), "", BASE)
    answer = Rows(tuple(each.name for each in described), rows)
    return list(columns_of(question, answer, "es", given={given}))


def shown(found: list[AnswerColumn]) -> list[str]:
    return [each.column.key for each in found if each.column.shown]


def test_a_thing_and_its_label_are_one_column_at_the_first_of_their_places() -> None:
    found = columns(
        [
            column("year"),
            column("text", names="asm"),
            column("program"),
            column("asm"),
            column("programLabel"),
        ],
        (YEAR, Literal("Definir la población"), PROGRAM, BASE.id("asm/1"), Literal("Programa 3x1")),
    )
    assert shown(found) == ["asm", "year", "program"]
    assert [(each.place, each.label) for each in found[:3]] == [(3, 1), (0, None), (2, 4)]


def test_iris_have_to_be_chosen() -> None:
    found = columns([column("program")], (PROGRAM,))
    iri = next(each for each in found if each.column.key == "program-iri")
    assert (iri.is_iri, iri.column.shown, iri.column.for_machines) == (True, False, True)


def test_what_is_the_same_in_every_row_has_to_be_chosen() -> None:
    described = [column("program"), column("year")]
    assert shown(columns(described, (PROGRAM, YEAR), (PROGRAM, YEAR), given="program")) == ["year"]
    assert shown(columns(described, (PROGRAM, YEAR), (OTHER, YEAR))) == ["program", "year"]


def test_a_heading_ends_where_the_note_begins() -> None:
    (target,) = columns([column("target", "Meta; vacío si falta")], (Literal("3"),))
    assert (target.column.label, target.column.note) == ("Meta", "vacío si falta")


def test_an_empty_column_is_told_and_a_rare_one_says_how_rare_it_is() -> None:
    rows = [(Literal(1), Literal(5) if place == 0 else None, None) for place in range(20)]
    number, rare, empty = columns([column("number"), column("rare"), column("empty")], *rows)
    assert number.column.is_number
    assert "1 de 20" in rare.column.note
    assert (empty.column.is_empty, empty.column.shown) == (True, False)


def test_years_are_no_numbers_to_align() -> None:
    (year,) = columns([column("year")], (YEAR,))
    assert not year.column.is_number
