"""What a page shows above the facts, by kind of thing: a module and a template each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.entities.charts import draw_spending
from asm_graph.web.entities.kinds.aspect import aspect_page
from asm_graph.web.entities.kinds.document import document_page
from asm_graph.web.entities.kinds.evaluation import evaluation_page
from asm_graph.web.entities.kinds.excerpt import blank_page, excerpt_page
from asm_graph.web.entities.kinds.finding import finding_page
from asm_graph.web.entities.kinds.indicator import figure_page, indicator_page, spending_page
from asm_graph.web.entities.kinds.matrix import matrix_page
from asm_graph.web.entities.kinds.plan import objective_page, plan_page
from asm_graph.web.entities.kinds.program import program_page
from asm_graph.web.entities.kinds.unit import branch_page, level_page, part_page, statement_page, unit_page
from asm_graph.web.entities.subject import KindPage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from pyoxigraph import NamedNode

    from asm_graph.web.drawing.download import Drawing
    from asm_graph.web.entities.subject import PageSubject

_PAGES: Mapping[NamedNode, Callable[[PageSubject], Awaitable[KindPage]]] = {
    ASM("Program"): program_page,
    ASM("ResultsMatrix"): matrix_page,
    ASM("MirLevel"): level_page,
    ASM("Statement"): statement_page,
    ASM("Branch"): branch_page,
    ASM("Indicator"): indicator_page,
    ASM("Asm"): aspect_page,
    ASM("Action"): aspect_page,
    ASM("Objective"): objective_page,
    ASM("Evaluation"): evaluation_page,
    ASM("Finding"): finding_page,
    ASM("FindingMember"): finding_page,
    ASM("Plan"): plan_page,
    ASM("IndicatorValue"): figure_page,
    ASM("PopulationValue"): figure_page,
    ASM("CoverageValue"): figure_page,
    ASM("PerformanceIndex"): figure_page,
    ASM("Spending"): spending_page,
    ASM("Unit"): unit_page,
    ASM("SourceDocument"): document_page,
    ASM("DocumentPart"): part_page,
    ASM("Excerpt"): excerpt_page,
    ASM("Blank"): blank_page,
}


async def kind_page(subject: PageSubject) -> KindPage:
    """Make the upper part of a thing's page; empty for kinds without one.

    Raises:
        QueryError: the engine does not answer.
    """
    pages = (_PAGES[kind] for kind in subject.description.classes if kind in _PAGES)
    make = next(pages, None)
    return KindPage("thing.html") if make is None else await make(subject)


async def kind_drawing(subject: PageSubject) -> Drawing | None:
    """Draw the chart of a thing's page; None where its kind has none.

    Raises:
        QueryError: the engine does not answer.
    """
    if ASM("Program") in subject.description.classes:
        return await draw_spending(subject)
    return (await kind_page(subject)).drawing
