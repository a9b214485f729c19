"""A state's table of ASM becomes quads: programs, their evaluations, and the ASM that arise from these."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.graph.printed_codes import state_code
from asm_graph.graph.state_programs import StatePrograms
from asm_graph.graph.themes import THEMES, themes
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.spanish.forms import form_hash, slug
from asm_graph.spanish.numbers import whole_number

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from asm_graph.graph.context import Context
    from asm_graph.records.state_asm import StateAsm, StateAsms
    from asm_graph.registers.jurisdictions import StateProgram

NOT_DETERMINED = "not-determined"
_CLASSES = "asm-class"
_TYPES = "evaluation-type"
_SHOWN = 20


def map_state_asms(record: StateAsms, context: Context) -> None:
    """State all that a state's table says."""
    mapping = _Table(record, context)
    for asm in record.asms:
        mapping.asm(asm)
    mapping.report()


class _Table:
    def __init__(self, record: StateAsms, context: Context) -> None:
        jurisdictions = context.registers.jurisdictions
        jurisdiction = jurisdictions.of(
            (record.title, *(text for asm in record.asms for text in (asm.program, asm.agency or ""))),
            (text for asm in record.asms for text in (asm.finding or "", asm.recommendation or "")),
        )
        self._record = record
        self._context = context
        self._source = context.source
        self._programs = StatePrograms(context.source, jurisdictions, jurisdiction)
        self._numbers: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._repeated: list[str] = []

    def asm(self, asm: StateAsm) -> None:
        program = self._program(asm)
        class_ = self._class(asm.classification)
        notation = self._value(asm.notation)
        self._numbers[program.path] += 1
        node = self._node(program, class_, notation, asm)
        self._source.record(node, asm.place)
        for local, value in (
            ("program", self._source.base.id(f"program/{program.path}")),
            ("cycle", terms.string(self._record.cycle)),
            ("classification", self._source.base.code(_CLASSES, class_)),
            ("number", terms.integer(_number(notation) or self._numbers[program.path])),
            ("text", terms.text(asm.finding or asm.recommendation or "")),
            ("recommendation", _text(asm.recommendation)),
            ("improvementType", _text(self._value(asm.improvement))),
            ("theme", _text(asm.theme)),
            ("arisesFrom", self._evaluation(asm, program)),
        ):
            if value is not None:
                self._source.add(node, ASM(local), value)
        if notation:
            self._source.add(node, SKOS("notation"), terms.string(notation))
        for theme in themes(asm.theme, self._context.codes) if asm.theme else ():
            state_code(self._context, node, "themeCode", THEMES, theme)
        state_code(self._context, node, "priority", "priority", self._value(asm.priority))

    def report(self) -> None:
        """Tell the publisher of cells and rows that are not what they seem."""
        notices = self._source.notices
        notices += [
            f"{count} cells hold “{status}”, which is a status and no value"
            for status, count in self._statuses.items()
        ]
        unfound = [asm.place.cells for asm in self._record.asms if asm.finding is None]
        for text, rows in (
            ("rows without a finding, whose recommendation stands as the text", unfound),
            ("rows that repeat another word for word, and are kept", self._repeated),
        ):
            if rows:
                notices.append(f"{len(rows)} {text}: {', '.join(rows[:_SHOWN])}{' …' * (len(rows) > _SHOWN)}")

    def _node(self, program: StateProgram, class_: str, notation: str | None, asm: StateAsm) -> NamedNode:
        number = slug(notation or "") or _digest(asm)
        path = f"asm/{program.path}/{self._record.cycle}/{class_}/{number}"
        own = self._source.numbered(path, asm.place)
        if own != path:
            self._repeated.append(asm.place.cells)
        return self._source.entity(own, "Asm")

    def _program(self, asm: StateAsm) -> StateProgram:
        program = self._programs.program(asm.program)
        node = self._source.base.id(f"program/{program.path}")
        self._source.record_first(node, asm.place)
        if asm.agency:
            agency = self._programs.agency(asm.agency, program.jurisdiction)
            self._source.record_first(agency, asm.place)
            self._source.add(node, ASM("agency"), agency)
        return program

    def _evaluation(self, asm: StateAsm, program: StateProgram) -> NamedNode | None:
        if asm.evaluation_type is None:
            return None
        source, cycle = self._source, self._record.cycle
        type_ = self._context.codes.find(_TYPES, asm.evaluation_type) or slug(asm.evaluation_type)
        node = source.entity(f"evaluation/{program.path}/{type_}-{cycle}", "Evaluation")
        source.record_first(node, asm.place)
        state_code(self._context, node, "evaluationType", _TYPES, asm.evaluation_type)
        source.add(node, ASM("program"), source.base.id(f"program/{program.path}"))
        source.add(node, ASM("period"), terms.string(cycle))
        if asm.evaluator:
            evaluator = self._programs.evaluator(asm.evaluator)
            source.record_first(evaluator, asm.place)
            source.add(node, ASM("evaluator"), evaluator)
        return node

    def _class(self, printed: str | None) -> str:
        """The notation of a class; a word that is neither class nor status is reported."""
        value = self._value(printed)
        if value is None:
            return NOT_DETERMINED
        notation = self._context.codes.find(_CLASSES, value)
        if notation is None:
            self._source.notices.append(f"{_CLASSES} not in the code list: {value}")
        return notation or NOT_DETERMINED

    def _value(self, printed: str | None) -> str | None:
        """A cell that holds a value; a status in its place is counted."""
        if printed and self._context.codes.find(_CLASSES, printed) == NOT_DETERMINED:
            self._statuses[printed] += 1
            return None
        return printed


def _text(value: str | None) -> Literal | None:
    return None if value is None else terms.text(value)


def _number(notation: str | None) -> int | None:
    """The number that the source gives an ASM, if its key is one."""
    return whole_number(notation or "") or None


def _digest(asm: StateAsm) -> str:
    """What stands for a number where the source gives none: a hash of what the ASM says."""
    return form_hash(asm.finding or "", asm.recommendation or "", asm.theme or "")
