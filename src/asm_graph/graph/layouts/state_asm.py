"""A state's table of ASM as quads: programs, their evaluations, and the ASM that arise from these."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.graph.asm import CLASSES, NOT_DETERMINED, AsmMapper
from asm_graph.graph.code_words import themes
from asm_graph.graph.evaluations import state_evaluation
from asm_graph.graph.programs import subject_of_state
from asm_graph.graph.units import printed_units
from asm_graph.messages import Message
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.texts import value_of
from asm_graph.spanish.forms import form_hash, slug
from asm_graph.spanish.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.records.asm import Asm, StateAsm, StateAsms
    from asm_graph.records.texts import Stated

_SHOWN = 20
"""Rows that a notice names."""


def map_state_asms(record: StateAsms, context: MappingContext) -> None:
    """State all that a state's table says."""
    mapping = _Table(record, context)
    for row in record.asms:
        mapping.row(row)
    mapping.report()


class _Table:
    def __init__(self, record: StateAsms, context: MappingContext) -> None:
        self._record = record
        self._context = context
        self._jurisdiction = context.registers.jurisdictions.of(
            (record.title, *(text for row in record.asms for text in (row.program, row.agency or ""))),
            (str(text or "") for row in record.asms for text in (row.asm.text, row.asm.recommendation)),
        )
        self._numbers: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._repeated: list[str] = []

    def row(self, row: StateAsm) -> None:
        """State the ASM of a row, with its program and the evaluation that it arises from."""
        context = self._context
        subject = subject_of_state(context, row.program, row.agency, self._jurisdiction, row.place)
        # Counted for those whose source gives no number.
        self._numbers[subject.path] += 1
        evaluation = None
        if row.evaluation_type:
            evaluators = (row.evaluator,) if row.evaluator else ()
            evaluated = Evaluation(row.evaluation_type, self._record.cycle, evaluators, place=row.place)
            evaluation = state_evaluation(context, subject, evaluated)
        asm = self._completed(row, subject)
        # Not the position of the row: IRIs must not change when a row is inserted above.
        key = slug(asm.notation or "") or _digest(row.asm)
        node = AsmMapper(context, subject, printed_units(context, subject.owner)).state(asm, key, evaluation)
        if not node.value.endswith(f"/{key}"):
            self._repeated.append(row.place.cells)

    def _completed(self, row: StateAsm, subject: Subject) -> Asm:
        """Return the ASM without statuses in the place of values, with a number, and with a text."""
        classification, notation = self._class(row.asm.classification), self._value(row.asm.notation)
        return replace(
            row.asm,
            number=_number(notation) or self._numbers[subject.path],
            notation=notation,
            classification=classification,
            improvement_type=self._value(row.asm.improvement_type),
            priority=self._value(row.asm.priority),
            text=row.asm.text or row.asm.recommendation,
            cycle=self._record.cycle,
            themes=themes(row.asm.theme, self._context.codes),
            place=row.place,
        )

    def _class(self, printed: Stated[str] | None) -> str:
        """Return the notation of a class; a word that is neither class nor status is reported."""
        value = self._value(printed)
        if value is None:
            return NOT_DETERMINED
        notation = self._context.codes.find(CLASSES, value)
        if notation is None:
            self._context.quads.notice(
                Message("{scheme} not in the code list: {word}", scheme=CLASSES, word=value)
            )
        return notation or NOT_DETERMINED

    def _value(self, printed: Stated[str] | None) -> str | None:
        """Return what a cell holds; a status in the place of a value is counted."""
        cell = value_of(printed) if printed else None
        # `Proceso de Determinación` stands in any column of such tables, not only in that of the class.
        if cell and self._context.codes.find(CLASSES, cell) == NOT_DETERMINED:
            self._statuses[cell] += 1
            return None
        return cell

    def report(self) -> None:
        """Tell the publisher of cells and rows that are not what they seem."""
        quads = self._context.quads
        for status, count in self._statuses.items():
            quads.notice(
                Message(
                    "{count} cells hold “{status}”, which is a status and no value",
                    count=count,
                    status=status,
                )
            )
        untold = [row.place.cells for row in self._record.asms if row.asm.text is None]
        if untold:
            quads.notice(
                _listed(Message("rows without a finding, whose recommendation stands as the text"), untold)
            )
        if self._repeated:
            quads.notice(
                _listed(Message("rows that repeat another word for word, and are kept"), self._repeated)
            )


def _listed(text: Message, rows: Sequence[str]) -> Message:
    shown = ", ".join(rows[:_SHOWN]) + " …" * (len(rows) > _SHOWN)
    return Message("{count} {text}: {rows}", count=len(rows), text=text, rows=shown)


def _number(notation: str | None) -> int | None:
    """Return the number that the source gives an ASM, if its key is one."""
    return whole_number(notation or "") or None


def _digest(asm: Asm) -> str:
    """Return what stands for a number where the source gives none: a hash of what the ASM says."""
    texts = (asm.text, asm.recommendation, asm.theme)
    return form_hash(*(value_of(text) if text else "" for text in texts))
