"""Cycles in whatever form people write them."""

from __future__ import annotations

import pytest

from asm_graph.spanish.cycles import cycles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Programa Anual de Evaluación 2018", ("2018",)),
        ("asm-pae-2018-zacatecas", ("2018",)),
        ("Mecanismo 2007-2008", ("2007-2008",)),
        ("2007/08", ("2007-2008",)),
        ("2009 a 2010", ("2009-2010",)),
        ("2009 al 2010", ("2009-2010",)),
        ("2018 y 2019, otra vez 2018", ("2018", "2019")),
        ("2018-2018", ("2018",)),
        ("12018 y 20181", ()),
        ("2018-123", ("2018",)),
        ("Año dos mil", ()),
    ],
)
def test_cycles(text: str, found: tuple[str, ...]) -> None:
    assert cycles(text) == found
