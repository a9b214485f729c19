"""The layouts of parts, in the order in which they claim blocks of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.readers.parts.annual_program import AnnualProgram
from asm_graph.readers.parts.asm_annexes import AsmAnnexes
from asm_graph.readers.parts.conac_form import ConacForm
from asm_graph.readers.parts.evaluator_sheet import EvaluatorSheet
from asm_graph.readers.parts.indicator_sheets import IndicatorSheets
from asm_graph.readers.parts.institutional_position import InstitutionalPosition
from asm_graph.readers.parts.known_matter import COVERING_LETTERS, REPORT_SECTIONS, WHOLE_DOCUMENTS
from asm_graph.readers.parts.quarterly_indicators import QuarterlyIndicators
from asm_graph.readers.parts.rating import FinalRating
from asm_graph.readers.parts.results_matrix import ResultsMatrix
from asm_graph.readers.parts.swot import Swot
from asm_graph.readers.parts.swot_lists import SwotLists

if TYPE_CHECKING:
    from asm_graph.readers.parts.part_layout import PartLayout

PART_LAYOUTS: tuple[PartLayout, ...] = (
    *WHOLE_DOCUMENTS,
    COVERING_LETTERS,
    ConacForm(),
    InstitutionalPosition(),
    AsmAnnexes(),
    EvaluatorSheet(),
    ResultsMatrix(),
    IndicatorSheets(),
    Swot(),
    SwotLists(),
    FinalRating(),
    AnnualProgram(),
    QuarterlyIndicators(),
    REPORT_SECTIONS,
)
"""Terms of reference come first: they hold the empty forms that other layouts would claim."""
