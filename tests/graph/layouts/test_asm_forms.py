"""The annexes on ASM of an evaluation as quads: whose they are, the evaluation, and the proposed ASM."""

from __future__ import annotations

from tests.graph.layouts.extracted import count, extract, objects
from tests.readers.test_asm_forms import FIELDS, HEADING, LIST, NONE, TABLE

from asm_graph.rdf.vocabulary import ASM, DCT, ORG, RDFS

PROGRAM = "program/mx-dur/huertos-de-traspatio"
AGENCY = "agency/mx-dur-secretaria-del-campo-y-la-alimentacion-de-durango"
EVALUATION = "evaluation/mx-dur/huertos-de-traspatio/consistency-and-results-2021"


def test_proposed_asm_are_of_no_class_yet_and_arise_from_the_evaluation() -> None:
    found = extract(LIST + FIELDS)
    assert count(found, "Asm") == 3
    path = "asm/mx-dur/huertos-de-traspatio/2021/not-determined/3"
    assert objects(found, path, ASM("text")) == ["Publicar los padrones"]
    assert objects(found, path, ASM("recommendation")) == ["Publicar los padrones en el portal del Programa."]
    assert objects(found, path, ASM("theme")) == ["Cobertura y Focalización"]
    assert objects(found, path, ASM("themeCode")) == ["code/asm-theme/coverage"]
    assert objects(found, path, ASM("classification")) == ["code/asm-class/not-determined"]
    assert objects(found, path, ASM("cycle")) == ["2021"]
    assert objects(found, path, ASM("arisesFrom")) == [EVALUATION]
    assert objects(found, path, ASM("program")) == [PROGRAM]


def test_the_program_its_agency_and_its_unit_are_of_the_state() -> None:
    found = extract(HEADING + FIELDS + TABLE + NONE)
    assert objects(found, "document/ours", DCT("subject")) == [PROGRAM]
    assert objects(found, PROGRAM, RDFS("label")) == ["Huertos de Traspatio"]
    assert objects(found, PROGRAM, ASM("agency")) == [AGENCY]
    (unit,) = objects(found, PROGRAM, ASM("responsibleUnit"))
    assert objects(found, unit, ORG("unitOf")) == [AGENCY]
    assert objects(found, EVALUATION, ASM("period")) == ["2021"]
    assert objects(found, "document/ours", ASM("reasonForNone")) == ["No Aplica"]
    assert count(found, "Asm") == 0


def test_a_federal_program_is_that_of_the_register() -> None:
    fields = FIELDS.replace("Huertos de Traspatio, Ejercicio Fiscal 2020", "Programa 3x1 para Migrantes")
    fields = fields.replace("Secretaría del Campo y \nla Alimentación de Durango", "SEDESOL")
    found = extract(LIST + fields)
    assert objects(found, "document/ours", DCT("subject")) == ["program/20-S061"]
    assert objects(found, "asm/20-S061/2021/not-determined/1", ASM("program")) == ["program/20-S061"]
