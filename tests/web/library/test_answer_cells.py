"""Terms as cells for people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import SKOS, XSD, Base
from asm_graph.web.library.answer_cells import AnswerReader
from asm_graph.web.library.answer_columns import AnswerColumn
from asm_graph.web.rendering.naming import Names
from asm_graph.web.services.kept_names import Naming
from asm_graph.web.tables.table import TableCell, TableColumn

if TYPE_CHECKING:
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.results.rows import Term

BASE = Base()
PROGRAM = BASE.id("program/20-S061")
COMPLETED = BASE.id("code/asm-state/completed")
NAMES = {
    COMPLETED: Naming(
        (
            (SKOS("prefLabel"), Literal("Concluido", language="es")),
            (SKOS("prefLabel"), Literal("Completed", language="en")),
        )
    )
}
COLUMN = TableColumn("x", "X")


def cell(*row: Term, language: Language = "es", **column: Any) -> TableCell:
    reader = AnswerReader(Names(NAMES, {}, language, BASE), {"x": {"axis": "eje"}}, language)
    return reader.cell(AnswerColumn("x", COLUMN, 0, **column), row)


def test_a_thing_is_called_by_its_label_and_leads_to_its_page() -> None:
    named = cell(PROGRAM, Literal("Programa 3x1", language="es"), label=1)
    assert (named.text, named.address, named.language) == ("Programa 3x1", "/doc/program/20-S061", None)
    assert cell(PROGRAM, Literal("Programa 3x1", language="es"), label=1, language="en").language == "es"


def test_a_code_is_called_in_the_language_of_the_reader() -> None:
    spanish = Literal("Concluido", language="es")
    assert cell(COMPLETED, spanish, label=1, language="en").text == "Completed"


def test_an_amount_has_its_currency_and_is_sorted_by_what_it_is_worth() -> None:
    row = (Literal("862.4", datatype=XSD("decimal")), Literal("MXN"), Literal(1_000_000))
    amount = cell(*row, currency=1, scale=2)
    assert (amount.text, amount.value) == ("862.4 millones de pesos", Decimal(862_400_000))
    assert cell(row[0], None, None, currency=1, scale=2).text == "862.4"


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        (Literal("5318", datatype=XSD("integer")), "5,318"),
        (Literal("66.66667", datatype=XSD("decimal")), "66.67"),
        (Literal("2009", datatype=XSD("gYear")), "2009"),
        (Literal("2009-12-31", datatype=XSD("date")), "31 de diciembre de 2009"),
        (Literal("true", datatype=XSD("boolean")), "sí"),
        (Literal("axis"), "eje"),
    ],
)
def test_values_are_written_as_people_read_them(literal: Literal, text: str) -> None:
    assert cell(literal).text == text


def test_dates_are_sorted_by_time() -> None:
    assert cell(Literal("2009-12-31", datatype=XSD("date"))).value == "2009-12-31"


def test_an_iri_stands_as_it_is_where_it_was_chosen() -> None:
    assert cell(PROGRAM, is_iri=True).text == PROGRAM.value
    assert cell(None).text == ""
