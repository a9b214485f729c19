"""Alignments of programs to objectives, as texts and as tables state them."""

from __future__ import annotations

from tests.mapped_documents import BASE, Facts, context

from asm_graph.documents import Passage
from asm_graph.graph.alignments import PlanReferences, state_alignment
from asm_graph.graph.document_quads import Subject
from asm_graph.rdf.vocabulary import ASM, RDFS
from asm_graph.records import Place
from asm_graph.records.plans import Alignment
from asm_graph.records.texts import Fact, fact

AXIS = BASE.id("plan/pnd-2007-2012/axis/3")
PATH = "alignment/20-S061/ours/pnd-2007-2012-axis-3"
ROW = Place("PEF", "A2:C2", "Eje 3")


def test_a_table_states_an_alignment_for_each_year() -> None:
    ours = context()
    for year in (2009, 2010, 2009):
        state_alignment(ours.quads, Alignment("20-S061", year, ROW), AXIS)
    facts = Facts(ours.quads.quads)
    assert facts.of_class(ASM("Alignment")) == [PATH, f"{PATH}-2"]
    assert [facts.values(path, ASM("year")) for path in (PATH, f"{PATH}-2")] == [["2009"], ["2010"]]
    assert facts.values(PATH, ASM("program")) == ["program/20-S061"]
    assert facts.values(PATH, ASM("alignedTo")) == [BASE.local(AXIS)]
    assert facts.values(PATH, ASM("statedIn")) == ["document/ours"]
    assert facts.values("program/20-S061", ASM("contributesTo")) == [BASE.local(AXIS)]
    assert facts.excerpts_of(ASM("Alignment")) == 2


def test_a_text_proves_an_alignment_by_its_words() -> None:
    ours = context()
    quote = Passage.of("Contribuye al Eje 3 en 2009", 14, 19)
    state_alignment(ours.quads, Alignment("20-S061"), Fact(AXIS, quote))
    facts = Facts(ours.quads.quads)
    assert facts.of_class(ASM("Alignment")) == [PATH]
    proven = {facts.values(one, ASM("property"))[0] for one in facts.of_class(ASM("Excerpt"))}
    assert proven == {ASM("alignedTo").value, ASM("contributesTo").value}


def references(text: str, *, is_report: bool = True) -> Facts:
    ours = context()
    program = ours.registers.programs.identify("20S061")
    subject = Subject(program.path, BASE.id(f"program/{program.path}"), "sedesol", program=program)
    finder = PlanReferences(ours, subject, 2009)
    finder.find(BASE.id("asm/1"), fact(Passage.of(text, 0, len(text))), is_report=is_report)
    return Facts(ours.quads.quads)


REFERENCE = "el Objetivo 3 del Programa Sectorial de Desarrollo Social 2007-2012"


def test_a_report_states_an_alignment() -> None:
    facts = references(f"El Programa contribuye a {REFERENCE}.")
    (alignment,) = facts.of_class(ASM("Alignment"))
    assert facts.values(alignment, ASM("alignedTo")) == ["plan/psds-2007-2012/objective/3"]
    assert facts.values(alignment, ASM("statedIn")) == ["document/ours"]


def test_a_commitment_states_one_only_where_it_names_the_instrument() -> None:
    assert references(f"Alinearse con {REFERENCE}.", is_report=False).of_class(ASM("Alignment")) == []
    facts = references(f"Según las Reglas de Operación 2009, {REFERENCE}.", is_report=False)
    (alignment,) = facts.of_class(ASM("Alignment"))
    instrument = "instrument/20-S061/reglas-de-operacion-2009"
    assert facts.values(alignment, ASM("statedIn")) == [instrument]
    assert facts.values(alignment, ASM("year")) == ["2009"]
    assert facts.values(instrument, RDFS("label")) == ["Reglas de Operación 2009"]


def test_other_programs_are_mentioned() -> None:
    facts = references("Se coordina con el Programa Hábitat.")
    assert facts.values("asm/1", ASM("mentionsProgram")) == ["Programa Hábitat"]
    assert facts.of_class(ASM("Alignment")) == []


def test_a_plain_value_is_no_prose() -> None:
    ours = context()
    subject = Subject("mx-zac/fondo-plata", BASE.id("program/mx-zac/fondo-plata"), "mx-zac")
    finder = PlanReferences(ours, subject, 2009)
    for text in (f"Contribuye a {REFERENCE}.", None, fact(Passage.of(REFERENCE, 0, len(REFERENCE)))):
        finder.find(BASE.id("asm/1"), text, is_report=True)
    assert ours.quads.quads == ()
