"""The federal inventory of ASM and the list of evaluations as quads."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.graph.asm import IMPROVEMENTS, TYPES, AsmMapper
from asm_graph.graph.code_words import THEMES, code_at_beginning, listed_parts
from asm_graph.graph.document_quads import Subject
from asm_graph.graph.evaluations import state_evaluation
from asm_graph.graph.repetitions import combined, differing, is_like
from asm_graph.graph.units import named_agency, printed_units
from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.texts import value_of
from asm_graph.spanish.forms import compact, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.records.asm import Asm, AsmInventory, InventoryAsm, ProgressReport
    from asm_graph.records.evaluations import Evaluation, EvaluationList, ListedEvaluation
    from asm_graph.records.sources import BlankCell
    from asm_graph.records.tables import BudgetProgram, Place

_SHOWN = 20
"""Keys that a notice names."""


def map_asm_inventory(record: AsmInventory, context: MappingContext) -> None:
    """State every ASM of an inventory once, with what its rows report at several times."""
    subjects = _Subjects(context, _branches(record.asms))
    agencies = _Agencies(context, _agency_names(record.asms))
    for row in record.asms:
        agencies.of(row.report)
    differences: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for rows in _by_asm(record.asms):
        # The first report makes the path, whatever rows are added later or stand above it.
        first, *later = sorted(rows, key=lambda row: row.report.moment)
        asm = first.asm
        for row in later:
            for differs in differing(_compared(asm), _compared(row.asm)):
                differences[differs][_key(first)] = None
            details = combined(asm.details, row.asm.details) if asm.details and row.asm.details else None
            asm = combined(asm, row.asm)
            asm = replace(asm, details=details or asm.details)
        subject = subjects.of(first.program, first.place)
        mapper = AsmMapper(context, subject, printed_units(context, subject.owner))
        node = mapper.state(_coded(asm, context), slug(_key(first)))
        agency = agencies.of((later or [first])[-1].report)
        if agency:
            context.quads.add(node, ASM("agency"), agency)
    for differs, keys in differences.items():
        context.quads.notice(
            Message(
                "rows of one ASM differ in {differs}, of which the first counts: {listed}",
                differs=differs,
                listed=_listed([*keys]),
            )
        )


def _compared(asm: Asm) -> Asm:
    """Return what two rows of one ASM should say alike: all but where they stand and what proves them."""
    return replace(asm, place=None, details=None)


@dataclass(frozen=True, slots=True)
class _Agencies:
    """Who is in charge; an agency that the register lacks has the name that most rows give its acronym."""

    context: MappingContext
    names: Mapping[str, str]

    def of(self, report: ProgressReport) -> NamedNode | None:
        """Return who was in charge when something was reported, if the source says it."""
        acronym, name = report.agency_acronym, report.agency or report.agency_acronym
        if name is None:
            return None
        named_agency(self.context, self.names.get(acronym or "", name), report.place, acronym)
        return named_agency(self.context, name, report.place, acronym)


def map_evaluation_list(record: EvaluationList, context: MappingContext) -> None:
    """State every evaluation of a list; rows with one key are one evaluation."""
    subjects = _Subjects(context, _branches(record.evaluations))
    stated: dict[str, Evaluation] = {}
    repeated: dict[str, None] = {}
    for row in record.evaluations:
        evaluation, printed = row.evaluation, str(value_of(row.evaluation.type or ""))
        type_ = code_at_beginning(context.codes, TYPES, printed)
        if type_ and not context.codes.find(TYPES, printed):
            evaluation = replace(evaluation, type=type_, name=printed)
        key = str(value_of(evaluation.source_identifier or "")).lower()
        first = stated.setdefault(key, evaluation)
        if first is not evaluation:
            repeated[key] = None
            # A later row adds the year that it gives; what it says otherwise does not count.
            evaluation = replace(first, conclusion_year=evaluation.conclusion_year)
        subject = subjects.of(row.program, row.evaluation.place)
        context.quads.record(state_evaluation(context, subject, evaluation), row.evaluation.place)
    if repeated:
        context.quads.notice(
            Message(
                "several rows are of one evaluation, of which the first counts: {listed}",
                listed=_listed([*repeated]),
            )
        )


@dataclass(frozen=True, slots=True)
class _Subjects:
    """The programs that rows are about; `branches` are those that the document describes."""

    context: MappingContext
    branches: frozenset[int]
    _found: dict[BudgetProgram, Subject] = field(default_factory=dict)

    def of(self, program: BudgetProgram, place: Place | None) -> Subject:
        """Return the program of a row; one without a key is described by its name."""
        if program not in self._found:
            self._found[program] = self._keyed(program) if program.ref else self._named(program, place)
        return self._found[program]

    def _keyed(self, program: BudgetProgram) -> Subject:
        path = program.ref.path if program.ref else ""
        owner = iris.branch_owner(program.branch)
        return Subject(path, self.context.base.id(iris.program(path)), owner)

    def _named(self, program: BudgetProgram, place: Place | None) -> Subject:
        quads = self.context.quads
        found = self.context.registers.jurisdictions.identify(program.name, iris.NATION)
        node = quads.entity(iris.program(found.path), "Program")
        quads.label(node, found.label)
        quads.label(node, program.name)
        quads.record_first(node, place)
        if program.branch in self.branches:
            quads.add(node, ASM("branch"), quads.base.id(iris.branch(program.branch)))
        quads.notice(Message("a program without a key is known by its name: {name}", name=program.name))
        return Subject(found.path, node, iris.branch_owner(program.branch))


def _branches(rows: Iterable[InventoryAsm | ListedEvaluation]) -> frozenset[int]:
    return frozenset(row.program.branch for row in rows if row.program.ref)


def _by_asm(rows: Iterable[InventoryAsm]) -> Iterator[list[InventoryAsm]]:
    """Yield the rows of each ASM: those with its key, unless one quarter has other texts under it."""
    found: dict[str, list[list[InventoryAsm]]] = {}
    for row in rows:
        several = found.setdefault(slug(_key(row)), [])
        same = next((one for one in several if all(_may_be_one(row, other) for other in one)), None)
        if same is None:
            several.append([row])
        else:
            same.append(row)
    for several in found.values():
        yield from several


def _may_be_one(row: InventoryAsm, other: InventoryAsm) -> bool:
    texts = [str(value_of(one.asm.text or "")) for one in (row, other)]
    return row.report.moment != other.report.moment or is_like(*texts)


def _key(row: InventoryAsm) -> str:
    return str(value_of(row.asm.source_identifier or ""))


def _agency_names(rows: Iterable[InventoryAsm]) -> Mapping[str, str]:
    """Map each acronym to the name that most rows give it, the first of several in the alphabet."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.report.agency and row.report.agency_acronym:
            names[row.report.agency_acronym][row.report.agency] += 1
    return {acronym: min(counts, key=lambda name: (-counts[name], name)) for acronym, counts in names.items()}


def _coded(asm: Asm, context: MappingContext) -> Asm:
    """Return an ASM with the entries of the code lists that its theme and type of improvement name."""
    theme, improvement = str(value_of(asm.theme or "")), str(value_of(asm.improvement_type or ""))
    for scheme, printed in ((THEMES, theme), (IMPROVEMENTS, improvement)):
        if compact(printed) and not listed_parts(context.codes, scheme, printed):
            context.quads.notice(
                Message("{scheme} not in the code list: {word}", scheme=scheme, word=printed)
            )
    return replace(
        asm,
        blanks=tuple(_remaining_blanks(asm)),
        themes=listed_parts(context.codes, THEMES, theme),
        improvement_types=listed_parts(context.codes, IMPROVEMENTS, improvement),
    )


def _remaining_blanks(asm: Asm) -> Iterator[BlankCell]:
    """Yield the first blank of each property that no row of the ASM states."""
    stated = {
        "asm:theme": asm.theme,
        "asm:improvementType": asm.improvement_type,
        "asm:priority": asm.priority,
        "asm:evidenceLocation": asm.details,
    }
    first = {blank.property: blank for blank in reversed(asm.blanks)}
    yield from (blank for blank in first.values() if stated.get(blank.property.name) is None)


def _listed(keys: list[str]) -> str:
    return f"{len(keys)}: {', '.join(keys[:_SHOWN])}{' …' * (len(keys) > _SHOWN)}"
