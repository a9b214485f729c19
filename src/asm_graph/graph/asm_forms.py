"""The annexes on ASM of an evaluation become quads: the document, its program, and the proposed ASM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.identities import Identities
from asm_graph.graph.state_programs import StatePrograms
from asm_graph.graph.themes import THEMES, themes
from asm_graph.rdf import terms
from asm_graph.rdf.iris import NATION
from asm_graph.rdf.vocabulary import ASM, DCT, ORG, RDFS, SKOS
from asm_graph.records.texts import Fact
from asm_graph.spanish.forms import name_slug, slug

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.records.texts import AsmForms, ProposedAsm
    from asm_graph.registers import Registers
    from asm_graph.registers.codes import Codes

NOT_DETERMINED = "not-determined"
_TYPES = "evaluation-type"


def map_asm_forms(record: AsmForms, source: Source, registers: Registers, codes: Codes) -> None:
    """State all that the annexes say."""
    for reason in record.reasons:
        source.state(source.document, ASM("reasonForNone"), terms.text(reason.value), reason.passage)
    if record.program:
        mapping = _Forms(record, record.program, source, registers, codes)
        for asm in record.asms:
            mapping.asm(asm)


class _Forms:
    def __init__(
        self, record: AsmForms, name: Fact[str], source: Source, registers: Registers, codes: Codes
    ) -> None:
        self._record = record
        self._source = source
        self._codes = codes
        self._identities = Identities(registers, codes, source)
        self._path = self._program(name, registers)
        self._node = source.base.id(f"program/{self._path}")
        source.add(source.document, DCT("subject"), self._node)
        self._evaluation = self._evaluated()

    def asm(self, asm: ProposedAsm) -> None:
        source, record = self._source, self._record
        year = record.year
        if year is None:
            return
        path = f"asm/{self._path}/{year.value}/{NOT_DETERMINED}/{asm.number.value}"
        node = source.entity(source.numbered(path, asm), "Asm")
        source.add(node, ASM("program"), self._node)
        source.add(node, ASM("classification"), source.base.code("asm-class", NOT_DETERMINED))
        source.read(node, "cycle", year, lambda value: terms.string(str(value)))
        source.read(node, "number", asm.number, terms.integer)
        source.read(node, "text", asm.text, terms.text)
        source.read(node, "recommendation", asm.recommendation, terms.text)
        source.read(node, "theme", asm.theme, terms.text)
        if asm.theme:
            for theme in themes(asm.theme.value, self._codes):
                self._identities.code(node, "themeCode", THEMES, Fact(theme, asm.theme.passage))
        if self._evaluation:
            source.add(node, ASM("arisesFrom"), self._evaluation)

    def _program(self, name: Fact[str], registers: Registers) -> str:
        """The path of the program: federal where its register knows it and the text names no state."""
        record, source = self._record, self._source
        own = (name.value, record.agency.value if record.agency else "")
        jurisdiction = registers.jurisdictions.of(own, (name.passage.source,))
        year = record.year.value if record.year else None
        if jurisdiction == NATION and self._identities.identify(name, record.agency, year).known:
            return self._identities.subject(name, record.agency, year).path
        programs = StatePrograms(source, registers.jurisdictions, jurisdiction)
        program = programs.program(name.value)
        node = source.base.id(f"program/{program.path}")
        source.state(node, RDFS("label"), terms.text(program.label), name.passage)
        if program.label != name.value:
            source.state(node, SKOS("altLabel"), terms.text(name.value), name.passage)
        if record.agency:
            agency = programs.agency(record.agency.value, program.jurisdiction)
            source.state(agency, RDFS("label"), terms.text(record.agency.value), record.agency.passage)
            source.state(node, ASM("agency"), agency, record.agency.passage)
            self._unit(node, source.base.local(agency).removeprefix("agency/"))
        return program.path

    def _unit(self, program: NamedNode, agency: str) -> None:
        unit, source = self._record.responsible_unit, self._source
        if unit is None:
            return
        node = source.entity(f"unit/{agency}/{name_slug(unit.value)}", "Unit")
        source.state(node, RDFS("label"), terms.text(unit.value), unit.passage)
        source.add(node, ORG("unitOf"), source.base.id(f"agency/{agency}"))
        source.state(program, ASM("responsibleUnit"), node, unit.passage)

    def _evaluated(self) -> NamedNode | None:
        """The evaluation that the annexes belong to, where they say of which type and year."""
        type_, year, source = self._record.evaluation_type, self._record.year, self._source
        if type_ is None or year is None:
            return None
        notation = self._codes.find(_TYPES, type_.value) or slug(type_.value)
        node = source.entity(f"evaluation/{self._path}/{notation}-{year.value}", "Evaluation")
        source.add(node, ASM("program"), self._node)
        self._identities.code(node, "evaluationType", _TYPES, type_)
        source.read(node, "period", year, lambda value: terms.string(str(value)))
        return node
