"""A reading as the quads of its document: one mapper for each type of record, of a text or of a table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, RdfFormat, parse

from asm_graph.documents.paged_document import PagedDocument
from asm_graph.graph.layouts.asm_texts import map_asm_forms, map_follow_up
from asm_graph.graph.layouts.document_parts import map_divided
from asm_graph.graph.layouts.federal_follow_up import map_asm_inventory, map_evaluation_list
from asm_graph.graph.layouts.filled_workbook import map_filled_workbook
from asm_graph.graph.layouts.performance_evaluation import map_performance_evaluation
from asm_graph.graph.layouts.program_alignments import map_program_alignments
from asm_graph.graph.layouts.results_matrices import map_matrices
from asm_graph.graph.layouts.state_asm import map_state_asms
from asm_graph.graph.layouts.transparency import map_evaluation_report, map_indicator_report
from asm_graph.graph.mentions import joined
from asm_graph.graph.page_places import LOW_CONFIDENCE
from asm_graph.graph.plans import map_derived_plans
from asm_graph.graph.populations import map_performance, map_populations
from asm_graph.graph.programs import map_program_names
from asm_graph.graph.sdg_links import map_sdg_links
from asm_graph.graph.sources import covered, state_carried, state_coverage
from asm_graph.graph.spending import map_catalog, map_plan_axes, map_spending
from asm_graph.graph.units import registered_agency, state_mentions
from asm_graph.messages import Message
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, DCT, RDF
from asm_graph.records.asm import AsmFollowUp, AsmForms, AsmInventory, StateAsms
from asm_graph.records.evaluations import EvaluationList, PerformanceEvaluation
from asm_graph.records.matrices import ResultsMatrices
from asm_graph.records.origin import UNKNOWN
from asm_graph.records.parts import DividedDocument
from asm_graph.records.plans import DerivedPlans, ProgramAlignments, SdgLinks
from asm_graph.records.populations import PerformanceScores, Populations
from asm_graph.records.spending import PlanAxes, ProgramCatalog, Spending
from asm_graph.records.transparency import EvaluationReport, IndicatorReport
from asm_graph.templates.filled_workbook import FilledWorkbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyoxigraph import Quad

    from asm_graph.documents import TableDocument, TextDocument
    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.graph.mentions import Mentions
    from asm_graph.graph.page_places import UncertainValue
    from asm_graph.graph.sources import Covered
    from asm_graph.readers import Reading
    from asm_graph.readers.reading import Record
    from asm_graph.records.origin import Origin
    from asm_graph.registers import ProgramMatch
    from asm_graph.registers.state_programs import StateProgram

_MAPPERS: Mapping[type, Callable[[Any, MappingContext], Subject | None]] = {
    AsmFollowUp: map_follow_up,
    AsmForms: map_asm_forms,
    AsmInventory: map_asm_inventory,
    DividedDocument: map_divided,
    ProgramCatalog: map_catalog,
    DerivedPlans: map_derived_plans,
    EvaluationList: map_evaluation_list,
    EvaluationReport: map_evaluation_report,
    FilledWorkbook: map_filled_workbook,
    IndicatorReport: map_indicator_report,
    PerformanceEvaluation: map_performance_evaluation,
    PerformanceScores: map_performance,
    PlanAxes: map_plan_axes,
    Populations: map_populations,
    ProgramAlignments: map_program_alignments,
    ResultsMatrices: map_matrices,
    SdgLinks: map_sdg_links,
    Spending: map_spending,
    StateAsms: map_state_asms,
}
"""What states the record of a reading; it returns the program that the whole document is about, if any."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a document says (its source and its evidence graph), and what the publisher should look at.

    `lines` are its quads as N-Quads, sorted and each once.

    `identified` are the federal programs that it names without a key, `unregistered` those of states that it
    names and no register has; `uncertain` are the values to review.
    """

    lines: bytes
    notices: tuple[str, ...]
    identified: tuple[ProgramMatch, ...] = ()
    unregistered: tuple[StateProgram, ...] = ()
    uncertain: tuple[UncertainValue, ...] = ()

    @property
    def quads(self) -> tuple[Quad, ...]:
        """Each quad once, in the order of the lines."""
        return tuple(parse(self.lines, format=RdfFormat.N_QUADS))


@dataclass(frozen=True, slots=True)
class MappedShare:
    """What the rows of some programs state, beside their quads, that other rows of the table bear upon.

    `claims` is a number for each of those of its quads; `covered` is for `state_coverage`.
    """

    notices: Mapping[str, int]
    mentions: Mentions
    claims: frozenset[int]
    covered: Covered


def map_share(record: Record, context: MappingContext, layout: str) -> MappedShare:
    """State what the rows of some programs say."""
    _map_record(record, context)
    quads = context.quads
    claims = (hashlib.blake2b(one.encode(), digest_size=8).digest() for one in quads.claims)
    numbers = frozenset(map(int.from_bytes, claims))
    return MappedShare(quads.rows_of_notices, quads.mentions, numbers, covered(quads, layout))


def map_reading(
    reading: Reading,
    document: TextDocument | TableDocument,
    context: MappingContext,
    origin: Origin = UNKNOWN,
    shares: Sequence[MappedShare] = (),
) -> Mapped:
    """State all that a document says, with its evidence, and describe the document and where it came from.

    Of a table whose `shares` are stated already, state only what all of its rows say together.
    """
    quads = context.quads
    subject = None if shares else _map_record(reading.record, context)
    state_mentions(joined(one.mentions for one in shares) if shares else quads.mentions, quads)
    _describe(reading, document, context, [one.covered for one in shares])
    _state_origin(origin, context)
    issuers, own = context.registers.issuers, subject.owner if subject else None
    if not origin.publisher and (publisher := issuers.publisher_of(reading.layout, own)):
        quads.add(quads.document, DCT("publisher"), quads.base.id(iris.agency(publisher)))
    uncertain = tuple(quads.uncertain.values())
    if uncertain:
        quads.notice(
            Message(
                "values recognized with a confidence below {confidence}, which the "
                "extraction report lists for review: {count}",
                confidence=LOW_CONFIDENCE,
                count=len(uncertain),
            )
        )
    by_row = sorted((one for share in shares for one in share.notices.items()), key=itemgetter(1))
    notices = dict.fromkeys((*reading.notices, *(text for text, _ in by_row), *quads.notices))
    return Mapped(quads.lines, tuple(notices), tuple(quads.identified), tuple(quads.unregistered), uncertain)


def _map_record(record: Record, context: MappingContext) -> Subject | None:
    subject = _MAPPERS[type(record)](record, context)
    # Every layout names programs, and each name is kept with its year (see docs/identity.md).
    map_program_names(record.programs, context.quads)
    return subject


def _describe(
    reading: Reading,
    document: TextDocument | TableDocument,
    context: MappingContext,
    others: Sequence[Covered],
) -> None:
    """Describe the document, what it has a place for, and what it covers."""
    quads, node = context.quads, context.quads.document
    quads.add(node, RDF("type"), ASM("SourceDocument"))
    quads.add(node, DCT("title"), terms.text(reading.title))
    quads.add(node, ASM("sha256"), terms.string(document.sha256))
    quads.add(node, ASM("mediaType"), terms.string(document.media_type))
    quads.add(node, ASM("layout"), terms.string(reading.layout))
    _state_reading(reading, document, context)
    state_carried(quads, reading.carries)
    state_coverage(quads, reading.layout, others)


def _state_reading(reading: Reading, document: TextDocument | TableDocument, context: MappingContext) -> None:
    """State how a document was read; where its pages may be read in several ways, its excerpts say it."""
    quads, node = context.quads, context.quads.document
    if isinstance(document, PagedDocument):
        # What its excerpts say: a workbook of forms is one too.
        if document.pages:
            quads.add(node, ASM("pageCount"), terms.integer(len(document.pages)))
    else:
        read_by = "spreadsheet" if reading.published is None else "text"
        quads.add(node, ASM("readBy"), quads.base.code("read-by", read_by))


def _state_origin(origin: Origin, context: MappingContext) -> None:
    """State where the file of a document came from, as far as it is known."""
    quads, node = context.quads, context.quads.document
    if origin.address:
        quads.add(node, DCT("source"), NamedNode(origin.address))
    if origin.captured:
        quads.add(node, ASM("capturedOn"), terms.date(origin.captured))
    if origin.license:
        quads.add(node, DCT("license"), NamedNode(origin.license))
    if origin.publisher:
        agency = registered_agency(context, origin.publisher)
        quads.add(node, DCT("publisher"), quads.base.id(agency.path))
