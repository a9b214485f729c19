"""Values as Mexico writes them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import XSD
from asm_graph.results.spoken import shown
from asm_graph.spanish.forms import spanish_order


@pytest.mark.parametrize(
    ("text", "datatype", "spanish", "english"),
    [
        ("82150.15", "decimal", "82,150.15", "82,150.15"),
        ("-1234567", "integer", "-1,234,567", "-1,234,567"),
        ("0.10", "decimal", "0.10", "0.10"),
        ("2009", "gYear", "2009", "2009"),
        ("2009-12-31", "date", "31 de diciembre de 2009", "31 December 2009"),
        ("2009-01-05", "date", "5 de enero de 2009", "5 January 2009"),
        ("2010-07", "gYearMonth", "julio de 2010", "July 2010"),
        ("2010-13", "gYearMonth", "2010-13", "2010-13"),
        ("true", "boolean", "sí", "yes"),
        ("20S061", "string", "20S061", "20S061"),
        ("1E999999999", "decimal", "1E999999999", "1E999999999"),
        ("sin dato", "decimal", "sin dato", "sin dato"),
    ],
)
def test_values_are_shown(text: str, datatype: str, spanish: str, english: str) -> None:
    literal = Literal(text, datatype=XSD(datatype))
    assert (shown(literal, "es"), shown(literal, "en")) == (spanish, english)


def test_spanish_order() -> None:
    words = ["Zacatecas", "Ñandú", "nube", "Árbol", "arado", "oso", "Éxito"]
    assert sorted(words, key=spanish_order) == [
        "arado",
        "Árbol",
        "Éxito",
        "nube",
        "Ñandú",
        "oso",
        "Zacatecas",
    ]
