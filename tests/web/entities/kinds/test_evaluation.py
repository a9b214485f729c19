"""What the page of an evaluation says of its cost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest
from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import ASM, RDF, XSD, Base
from asm_graph.results.rows import Rows
from asm_graph.web.entities.description import Description, SourcedFact
from asm_graph.web.entities.kinds.evaluation import evaluation_page
from asm_graph.web.entities.subject import PageSubject
from asm_graph.web.rendering.naming import Names

if TYPE_CHECKING:
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader

BASE = Base()
COST = ASM("cost"), Literal("198360.5", datatype=XSD("decimal"))
PESOS = ASM("currency"), Literal("MXN")
FORM = ASM("contractingForm"), Literal("Adjudicación directa", language="es")


class Silent:
    """A release that answers every query with no rows."""

    base = BASE

    async def rows(self, *_: object) -> Rows:
        return Rows((), ())


def said(language: Language, *facts: tuple[object, Literal]) -> str:
    stated = tuple(SourcedFact(prop, value, ()) for prop, value in [(RDF("type"), ASM("Evaluation")), *facts])
    description = Description(BASE.id("evaluation/1"), stated, (), {})
    names = Names({}, {}, language, BASE)
    subject = PageSubject(cast("ReleaseReader", Silent()), description, names)
    page = asyncio.run(evaluation_page(subject))
    return "".join(piece.text for sentence in page.sentences for piece in sentence)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((COST, PESOS), "Costó 198,360.5 pesos."),
        ((COST, PESOS, FORM), "Costó 198,360.5 pesos (adjudicación directa)."),
        ((COST,), "Costó 198,360.5; la fuente no dice en qué unidad."),
        ((COST, FORM), "Costó 198,360.5 (adjudicación directa); la fuente no dice en qué unidad."),
        ((PESOS, FORM), ""),
    ],
)
def test_a_cost_has_the_unit_that_the_source_gives(
    facts: tuple[tuple[object, Literal], ...], expected: str
) -> None:
    assert said("es", *facts) == expected
