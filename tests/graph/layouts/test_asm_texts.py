"""Texts on ASM as quads: follow-ups with their actions, units and plans, and the annexes of evaluations."""

from __future__ import annotations

from hypothesis import given
from tests.documents_of_ours import follow_ups
from tests.graph.layouts.extracted import BASE, count, extract, objects, tried
from tests.readers.test_asm_forms import FIELDS, LIST, NONE, TABLE
from tests.readers.test_asm_forms import HEADING as FORM_HEADING

from asm_graph.rdf.vocabulary import ASM, DCT, ORG, RDF, RDFS

HEADING = "AVANCES DE ASPECTOS SUSCEPTIBLES DE MEJORA\n2008-2009\nPROGRAMA DE EMPLEO TEMPORAL\n"
HEADER = "No.\tAspecto Susceptible de Mejora\tActividades\tÁrea Responsable\tFecha de Término\tAvance\n"
ROW = "1\tRevisar el padrón.\t1. Depurar el padrón. 2. Publicarlo.\tDGAP; Comité de Cuentas\tDic. 2009\t50%\n"
PROGRAM = "program/mx-dur/huertos-de-traspatio"
AGENCY = "agency/mx-dur-secretaria-del-campo-y-la-alimentacion-de-durango"
EVALUATION = "evaluation/mx-dur/huertos-de-traspatio/consistency-and-results-2021"


@tried
@given(follow_ups.follow_ups())
def test_each_asm_and_action_is_an_entity(follow_up: follow_ups.FollowUp) -> None:
    states = follow_up.states()["asms"]
    found = extract(follow_ups.text(follow_ups.lines(follow_up)))
    assert count(found, "Asm") == len(states)
    assert count(found, "Action") == sum(len(asm["actions"]) for asm in states)
    for asm in states:
        (path,) = {
            BASE.local(quad.subject)
            for quad in found.quads
            if quad.predicate == RDF("type")
            and quad.object == ASM("Asm")
            and quad.subject.value.endswith(f"2008-2009/{asm['classification']}/{asm['number']}")
        }
        assert objects(found, path, ASM("text")) == [asm["text"]]
        assert objects(found, path, ASM("classification")) == [f"code/asm-class/{asm['classification']}"]
        assert len(objects(found, path, ASM("hasAction"))) == len(asm["actions"])


def test_items_of_one_cell_share_units_and_dates() -> None:
    found = extract(f"{HEADING}Aspectos específicos\n{HEADER}{ROW}")
    for number, text in ((1, "Depurar el padrón."), (2, "Publicarlo.")):
        path = f"asm/20-S071/2008-2009/specific/1/action/{number}"
        assert objects(found, path, ASM("text")) == [text]
        assert objects(found, path, ASM("dueDate")) == ["2009-12"]
        assert objects(found, path, ASM("progress")) == ["50"]
        assert "unit/sedesol/comite-de-cuentas" in objects(found, path, ASM("responsibleUnit"))
        assert len(objects(found, path, ASM("responsibleUnit"))) == 2


def test_what_no_register_knows_is_reported() -> None:
    found = extract(f"{HEADING.replace('EMPLEO TEMPORAL', 'HUERTOS')}Aspectos específicos\n{HEADER}{ROW}")
    assert "program not in the register: PROGRAMA DE HUERTOS" in found.notices
    assert "unit not in the register: Comité de Cuentas" in found.notices
    assert any(notice.startswith("no agency is named for PROGRAMA DE HUERTOS") for notice in found.notices)
    assert objects(found, "program/mx/programa-de-huertos", RDFS("label"))


def test_a_number_printed_twice_makes_two_entities() -> None:
    again = ROW.replace("Revisar el padrón.", "Medir los resultados del programa.")
    found = extract(f"{HEADING}Aspectos específicos\n{HEADER}{ROW}{again}")
    assert objects(found, "asm/20-S071/2008-2009/specific/1", ASM("text")) == ["Revisar el padrón."]
    assert objects(found, "asm/20-S071/2008-2009/specific/1-2", ASM("text")) == [
        "Medir los resultados del programa."
    ]


def test_a_commitment_states_an_alignment_only_by_its_instrument() -> None:
    reference = "el Objetivo 3 del Programa Sectorial de Desarrollo Social 2007-2012"
    row = ROW.replace("el padrón.", f"su alineación con {reference}.", 1)
    announced = extract(f"{HEADING}Aspectos específicos\n{HEADER}{row}")
    assert count(announced, "Alignment") == 0


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
    found = extract(FORM_HEADING + FIELDS + TABLE + NONE)
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
