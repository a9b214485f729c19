"""A follow-up of ASM as quads: its ASM and actions, its units, and what its texts say of plans."""

from __future__ import annotations

from hypothesis import given
from tests.documents_of_ours import follow_ups
from tests.graph.layouts.extracted import BASE, count, extract, objects, tried

from asm_graph.rdf.vocabulary import ASM, RDF, RDFS

HEADING = "AVANCES DE ASPECTOS SUSCEPTIBLES DE MEJORA\n2008-2009\nPROGRAMA DE EMPLEO TEMPORAL\n"
HEADER = "No.\tAspecto Susceptible de Mejora\tActividades\tÁrea Responsable\tFecha de Término\tAvance\n"
ROW = "1\tRevisar el padrón.\t1. Depurar el padrón. 2. Publicarlo.\tDGAP; Comité de Cuentas\tDic. 2009\t50%\n"


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
