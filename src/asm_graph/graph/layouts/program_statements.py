"""What the parts of a document say of one program as quads: evaluations, ASM, matrices and responses."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.graph.alignments import PlanReferences
from asm_graph.graph.asm import CLASSES, NOT_DETERMINED, AsmMapper
from asm_graph.graph.code_words import themes
from asm_graph.graph.evaluations import EvidenceSources, StatementMapper, state_evaluation
from asm_graph.graph.layouts.part_evaluations import PartEvaluations
from asm_graph.graph.printed_matrix import PrintedMatrix
from asm_graph.graph.repetitions import (
    combined,
    differing,
    distinct_asms,
    distinct_indicators,
    distinct_levels,
    distinct_statements,
)
from asm_graph.graph.responses import Answerable, state_responses
from asm_graph.graph.units import printed_units
from asm_graph.messages import Message
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.records.texts import value_of
from asm_graph.spanish.forms import form_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.records.asm import Asm
    from asm_graph.records.evaluations import Evaluation
    from asm_graph.records.parts import ProgramStatements
    from asm_graph.records.texts import Stated


class StatementsOfProgram:
    """States what the parts of one document say of one program.

    `text` is that of the whole document.
    """

    def __init__(
        self, context: MappingContext, program: Subject, said: Sequence[ProgramStatements], text: str
    ) -> None:
        self._context = context
        self._program = program
        self._said = said
        self._parts = PartEvaluations(context, said, text)
        self._units = printed_units(context, program.owner)
        self._evaluations: dict[tuple[str, str], NamedNode] = {}
        self._answerable: list[Answerable] = []

    def state(self) -> None:
        """State all of it."""
        for said in self._said:
            self._state_program(said)
        self._state_evaluations()
        self._state_asms()
        self._state_matrices()
        for said in self._said:
            if said.responses:
                state_responses(self._context, said.responses, self._answerable, self._evaluation_of(said))

    def _state_program(self, said: ProgramStatements) -> None:
        """State what a part says of the program itself."""
        quads, node = self._context.quads, self._program.node
        for unit in (said.responsible_unit, *said.other_units):
            self._units(node, ASM("responsibleUnit"), unit, None)
        for predicate, texts in (
            (SKOS("altLabel"), (said.acronym,)),
            (ASM("branchOfGovernment"), (said.branch_of_government,)),
            (ASM("levelOfGovernment"), (said.level_of_government,)),
            (ASM("unitHead"), said.unit_heads),
        ):
            for text in texts:
                quads.read(node, predicate, text, terms.text)

    def _state_evaluations(self) -> None:
        """State each evaluation once, with all that parts say of it."""
        found: dict[tuple[str, str], Evaluation] = {}
        statements: defaultdict[tuple[str, str], list[ProgramStatements]] = defaultdict(list)
        for said in self._said:
            if not (said.evaluation or said.statements or said.responses):
                continue
            evaluation = self._parts.of(said)
            if evaluation is None:
                self._tell_unclear(len(said.statements))
                continue
            key = self._parts.key(evaluation)
            if key in found:
                self._tell_differences(found[key], evaluation)
            found[key] = combined(found[key], evaluation) if key in found else evaluation
            statements[key].append(said)
        for key, evaluation in found.items():
            self._evaluations[key] = state_evaluation(self._context, self._program, evaluation)
            self._state_statements(self._evaluations[key], evaluation, statements[key])
        if len(self._parts.stated_periods) > 1:
            periods = ", ".join(self._parts.stated_periods)
            self._context.quads.notice(
                Message("parts give the evaluation of one program several years: {periods}", periods=periods)
            )

    def _state_statements(
        self, node: NamedNode, evaluation: Evaluation, parts: Iterable[ProgramStatements]
    ) -> None:
        year = value_of(evaluation.year) if evaluation.year else None
        references = PlanReferences(self._context, self._program, year)
        mapper = StatementMapper(
            self._context, node, EvidenceSources(self._context.quads, node, ()), references
        )
        for statement in distinct_statements(one for said in parts for one in said.statements):
            # Not by its number: another document on the evaluation numbers other statements from 1.
            said_in = mapper.state(statement, form_hash(statement.text.value))
            self._answerable.append(Answerable(said_in, statement.text.value))

    def _state_asms(self) -> None:
        """State the ASM; what an annex on progress repeats of its working document is one."""
        parts = [list(self._keyed(said)) for said in self._said]
        mapper, counts = AsmMapper(self._context, self._program, self._units), Counter[str]()
        for asm in distinct_asms(parts):
            cycle, key, complete = value_of(asm.cycle or ""), "", asm
            if asm.number is None:  # counted, and called by what it says
                counts[cycle] += 1
                complete = replace(asm, number=counts[cycle])
                key = form_hash(*(value_of(text) for text in (asm.text, asm.recommendation) if text))
            node = mapper.state(complete, key, self._evaluation_in(cycle))
            if asm.text:
                self._answerable.append(Answerable(node, value_of(asm.text)))

    def _keyed(self, said: ProgramStatements) -> Iterable[tuple[object, Asm]]:
        """Yield the ASM of a part with their cycle and their themes, each by what tells it from others."""
        evaluation = self._parts.of(said) if said.asms else None
        for asm in said.asms:
            cycle = asm.cycle or said.cycle or (evaluation.period if evaluation else None)
            if cycle is None:
                self._context.quads.notice(
                    Message("ASM of an unknown cycle are not published: no part has a year")
                )
                continue
            class_ = value_of(asm.classification or NOT_DETERMINED)
            key = (
                value_of(cycle),
                self._context.codes.find(CLASSES, class_) or class_,
                value_of(asm.number) if asm.number else None,
            )
            yield key, replace(asm, cycle=cycle, themes=themes(asm.theme, self._context.codes))

    def _state_matrices(self) -> None:
        """State the matrix of each fiscal year that parts print levels or indicators of."""
        years: dict[int, Stated[int]] = {}
        parts: defaultdict[int, list[ProgramStatements]] = defaultdict(list)
        for said in self._said:
            if said.levels or said.indicators:
                year = self._parts.year(said)
                if year is None:
                    self._context.quads.notice(
                        Message("a results matrix of an unknown year is not published")
                    )
                    continue
                years.setdefault(value_of(year), year)
                parts[value_of(year)].append(said)
        for number, year in years.items():
            matrix = PrintedMatrix(self._context, self._program, year)
            matrix.state(
                distinct_levels(said.levels for said in parts[number]),
                distinct_indicators(said.indicators for said in parts[number]),
            )

    def _evaluation_of(self, said: ProgramStatements) -> NamedNode | None:
        evaluation = self._parts.of(said)
        return self._evaluations.get(self._parts.key(evaluation)) if evaluation else None

    def _evaluation_in(self, cycle: str) -> NamedNode | None:
        """Return the evaluation that the ASM of a cycle arise from, if the document has one in that year."""
        found = [node for (_, period), node in self._evaluations.items() if period == cycle]
        return found[0] if len(found) == 1 else None

    def _tell_differences(self, one: Evaluation, other: Evaluation) -> None:
        # Types and periods were found to mean the same, however they are printed.
        for name in sorted(set(differing(one, other)) - {"type", "period"}):
            self._context.quads.notice(
                Message(
                    "parts state two values of {name} of one evaluation; the first one is taken", name=name
                )
            )

    def _tell_unclear(self, count: int) -> None:
        self._context.quads.notice(
            Message(
                "statements on {path} that are not published, since their evaluation has no year "
                "or may be one of several: {count}",
                path=self._program.path,
                count=count,
            )
        )
