import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.registers.name_index import NameIndex
from asm_graph.registers.program import NameContext, Program


def program(path: str, *names: str, years: tuple[int, ...] = (), branch: int | None = None) -> Program:
    dated = tuple((year, name) for name in names for year in years)
    return Program(path, None, names[0], names[1:], branch, dated=dated)


INDEX = NameIndex(
    [
        program("a", "Fondo de Compensación para el Estado de Guerrero", years=(2009,)),
        program("b", "Fondo de Apoyo a la Infraestructura Social de Baja California Sur", years=(2009,)),
        program("c", "Previsiones salariales (R02)"),
        program("d", "Conservación de infraestructura ferroviaria"),
        program("e", "Previsión social 2008"),
        program("f", "Becas (Cumplimiento a la ley)"),
        program("g", "Zona Metropolitana (Estado de Hidalgo)"),
        program("h", "Zona Metropolitana (Distrito Federal)"),
    ]
)


def paths(found: tuple[Program, ...]) -> list[str]:
    return [one.path for one in found]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("FONDO DE COMPENSACION PARA EL ESTADO DE GUERRERO", ["a"]),
        ("Becas", ["f"]),
        ("Previsiones salariales (R02)", ["c"]),
        ("Previsiones salariales (R12)", []),
        ("Previsión social 2006", []),
        ("Previsión social, ejercicio fiscal 2008", ["e"]),
        ("Zona Metropolitana", ["g", "h"]),
        ("Zona Metropolitana (Distrito Federal)", ["h"]),
        ("Zona Metropolitana (Estado de Puebla)", []),
    ],
)
def test_a_name_is_found_by_its_form_unless_its_end_contradicts(name: str, found: list[str]) -> None:
    assert paths(INDEX.exact(name, NameContext())) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Fondo de Compensacón para el Estado de Guerero", ["a"]),
        ("Fondos de Compensación para Estado de Guerrero", ["a"]),
        ("Fondo de Compensación para el Estado de Querétaro", []),
        ("Conservasión de infraestructura feroviaria", ["d"]),
        ("Operación de infraestructura ferroviaria", []),
        ("Conservación de toda infraestructura ferroviaria", []),
        ("Conservación de infraestructura ferroviaria 3", []),
        ("Conservación de infra", []),
        ("Conservación de infraestructura fe", ["d"]),
        ("", []),
    ],
)
def test_a_similar_name_has_the_same_words_mistyped_or_cut(name: str, found: list[str]) -> None:
    assert paths(INDEX.similar(name, NameContext())) == found


@pytest.mark.parametrize(("year", "found"), [(2009, ["b"]), (None, ["b"]), (2010, [])])
def test_a_cut_name_means_only_what_bore_it_in_the_year(year: int | None, found: list[str]) -> None:
    name = "Fondo de Apoyo a la Infraestructura Social de Baja California"
    assert paths(INDEX.similar(name, NameContext(year=year))) == found


def test_branch_and_year_tell_equal_names_apart() -> None:
    index = NameIndex(
        [
            program("15-S048", "Programa Hábitat", years=(2013, 2014), branch=15),
            program("20-S048", "Programa Hábitat", years=(2008, 2013), branch=20),
        ]
    )
    assert paths(index.exact("Hábitat", NameContext())) == ["15-S048", "20-S048"]
    assert paths(index.exact("Hábitat", NameContext(year=2008))) == ["20-S048"]
    assert paths(index.exact("Hábitat", NameContext(year=2013))) == ["15-S048", "20-S048"]
    assert paths(index.exact("Hábitat", NameContext(year=2013, branch=15))) == ["15-S048"]
    assert paths(index.exact("Hábitat", NameContext(year=2030, branch=99))) == ["15-S048", "20-S048"]
    assert paths(index.similar("Hábitta", NameContext(branch=15))) == []
    assert paths(index.similar("Programa Hábitatt", NameContext(branch=15))) == ["15-S048"]


@given(st.text())
def test_any_text_is_looked_for_and_every_program_once(text: str) -> None:
    for found in (INDEX.exact(text, NameContext()), INDEX.similar(f"Becas {text}", NameContext(year=2009))):
        assert len(set(paths(found))) == len(found)
