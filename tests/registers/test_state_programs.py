"""Names of programs without a federal key: numbers of the state, years, near-equal names."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mapped_documents import registers

from asm_graph.registers.state_programs import OwnName, StateProgram, StateProgramIndex, own_name
from asm_graph.spanish.forms import name_slug

REGISTER = registers().jurisdictions


@pytest.mark.parametrize(
    ("printed", "name", "number"),
    [
        ("107 Educación Superior Tecnológica", "Educación Superior Tecnológica", "107"),
        ("Programa 107 “Educación Superior”", "Educación Superior", "107"),
        ("Programa Presupuestario: 032 - Seguridad Pública", "Seguridad Pública", "032"),
        ("10.- Becas", "Becas", "10"),
        ("No. 12 Becas", "Becas", "12"),
        ("Autoproducción de Alimentos, Ejercicio Fiscal 2017", "Autoproducción de Alimentos", ""),
        ("70 y Más", "70 y Más", ""),
        ("3 x 1 para Migrantes", "3 x 1 para Migrantes", ""),
        ("100 escuelas", "100 escuelas", ""),
        ("107", "107", ""),
        ("", "", ""),
    ],
)
def test_the_number_of_a_state_is_not_part_of_the_name(printed: str, name: str, number: str) -> None:
    assert own_name(printed) == OwnName(name, number)


@given(st.text())
def test_a_name_is_never_lost(printed: str) -> None:
    assert own_name(printed).name or not printed.split()


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("Impulsar el Deporte de Alto Rendimiento.", "impulsar-el-deporte-de-alto-rendimiento"),
        ("Autoproducción de Alimentos, Ejercicio Fiscal 2017", "programa-de-autoproduccion-de-alimentos"),
        ("Programa Concurrencia con Municipios", "concurrencia-con-municipios"),
        ("Concurencia con Municipios", "concurrencia-con-municipios"),
        ("Desarrollo Emprendedor", "desarrollo-emprendedor-creditos-al-talento-e-iniciativa-joven"),
        ("Apoyo al campo", "apoyo-al-campo"),
    ],
)
def test_a_program_of_the_register_is_found_under_other_writings(printed: str, slug: str) -> None:
    assert REGISTER.identify(printed, "mx-zac").slug == slug


def test_near_names_are_of_one_state() -> None:
    assert REGISTER.identify("Concurencia con Municipios", "mx-jal").slug == "concurencia-con-municipios"
    assert REGISTER.identify("Concurencia con Municipios", "mx").jurisdiction == "mx"


def named(*labels: str, jurisdiction: str = "mx-cam") -> list[StateProgram]:
    return [StateProgram(jurisdiction, name_slug(label), label, known=False) for label in labels]


def test_names_of_several_documents_are_one_program_under_the_name_that_most_have() -> None:
    right, cut, wrong = (
        "Educación Superior Técnica",
        "EDUCACIÓN SUPERIOR TÉCNICA",
        "Educacion Superlor Técnica",
    )
    known = REGISTER.with_named(named(wrong, right, cut, right, "Becas rurales"))
    assert {known.identify(one, "mx-cam").label for one in (right, cut, wrong)} == {right}
    again = REGISTER.with_named(named("Becas rurales", right, right, cut, wrong))
    assert set(known.named) == set(again.named)
    assert known.renamed(named(wrong)) == (
        ("mx-cam/educacion-superlor-tecnica", "mx-cam/educacion-superior-tecnica"),
    )
    assert known.renamed(named(right)) == ()


def test_a_name_without_a_state_is_that_of_the_only_state_that_has_it() -> None:
    known = REGISTER.with_named([*named("Becas rurales"), *named("Becas rurales", jurisdiction="mx")])
    assert known.identify("Becas rurales", "mx").path == "mx-cam/becas-rurales"
    two = known.with_named(named("Becas rurales", jurisdiction="mx-jal"))
    assert two.identify("Becas rurales", "mx").path == "mx/becas-rurales"


def test_a_title_that_two_programs_begin_with_is_neither() -> None:
    index = StateProgramIndex(named("Apoyo rural, mujeres", "Apoyo rural, jóvenes"))
    assert index.find("Apoyo rural", "mx-cam") is None
    assert StateProgramIndex(named("Apoyo rural, mujeres")).find("Apoyo rural", "mx-cam") is not None
    assert StateProgramIndex(named("Apoyo, mujeres")).find("Apoyo", "mx-cam") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zacatecas, " * 9 + "Jalisco", "mx-zac"),
        ("Zacatecas y Jalisco", "mx"),
        ("ninguno", "mx"),
    ],
)
def test_the_state_of_a_text_is_the_one_it_is_mostly_about(text: str, code: str) -> None:
    assert REGISTER.prevailing_in(text) == code


def test_the_index_goes_to_the_processes_of_a_build() -> None:
    (program,) = named("Becas rurales")
    index = pickle.loads(pickle.dumps(StateProgramIndex([program])))  # noqa: S301  (our own)
    assert index.find("Becas rurales", "mx-cam") == program
