import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.knowledge import Knowledge
from asm_graph.registers import Registers
from asm_graph.registers.programs import Programs

PROGRAMS = Registers.load(Knowledge.default().seeds / "registers").programs
EXTENSION = "(Ampliaciones determinadas por la Cámara de Diputados)"


@pytest.mark.parametrize(
    ("name", "path", "match"),
    [
        ("S061", "20-S061", "key"),
        ("20S061 Programa de algo", "20-S061", "key"),
        ("Programa 3x1 (20-S061)", "20-S061", "key"),
        ("S-216", "20-S216", "key"),
        ("PROGRAMA 3X1 PARA MIGRANTES", "20-S061", "name"),
        ("Programa 3 x 1 para Migrantes", "20-S061", "name"),
        ("3x1 para Migrantes, ejercicio fiscal 2009", "20-S061", "name"),
        ("Progra ma de Opcio nes Productivas", "20-S054", "name"),
        ("Opciones Productivas", "20-S054", "name"),
        ("PDZP", "20-S216", "name"),
        ("Programa de Empleo Temporal", "20-S071", "name"),
        ("PROGRAMA DE ATENCION A JORNALEROS AGRICOLAS (PAJA)", "20-S065", "name"),
        ("Programa de Abasto Social de Leche, a cargo de LICONSA, S. A. de C. V.", "20-S052", "name"),
        ("Programa Hábitat", "20-S048", "name"),
        ("Programa de Ahorro, Subsidio y Crédito para la Vivienda 'Tu Casa'", "20-S058", "name"),
        ("Programa de Apoyo Alimentario", "20-S118", "name"),
        ("Programa de Apoyo Alimentario en Zonas de Atención Prioritaria", "20-U005", "name"),
        ("Programa de Desarollo Humano Oportunidades", "20-S072", "similar"),
        ("Programa de Apoyo a las Instancias de Mujeres en las Entidades", "20-S155", "similar"),
        (f"Programa de Vivienda Rural {EXTENSION}", "20-S417", "name"),
        ("Programa de Vivienda Rural", "20-S117", "name"),
        ("Programa de Apoyo a Zonas de Atención Prioritaria", "20-S716", "name"),
    ],
)
def test_a_name_leads_to_its_program(name: str, path: str, match: str) -> None:
    program = PROGRAMS.identify(name)
    assert (program.path, program.match, program.known) == (path, match, True)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Programa de Albergues Escolares", "mx/programa-de-albergues-escolares"),
        ("Programa IMSS-Oportunidades", "mx/programa-imss-oportunidades"),
        ("Programa 4x1 para Migrantes", "mx/programa-4x1-para-migrantes"),
        ("Programa 65 y más", "mx/programa-65-y-mas"),
        ("Programa de Apoyo", "mx/programa-de-apoyo"),
        (f"Programa de Coinversión Social {EXTENSION}", None),
        ("Oportunidades productivas", "mx/oportunidades-productivas"),
        ("", "mx/sin-nombre"),
        ("…", "mx/sin-nombre"),
    ],
)
def test_what_does_not_fit_is_not_guessed(name: str, path: str | None) -> None:
    program = PROGRAMS.identify(name)
    assert (program.known, program.key, program.match) == (False, None, "none")
    assert path in (None, program.path)


def test_a_printed_key_that_the_register_lacks_makes_the_identity() -> None:
    program = PROGRAMS.identify("20S999 - Programa   Nuevo")
    assert (program.path, program.key, program.branch) == ("20-S999", "20S999", 20)
    assert (program.label, program.known) == ("Programa Nuevo", False)


def test_a_name_that_two_programs_have_is_not_guessed() -> None:
    first, second, *_ = PROGRAMS
    twins = Programs((first, second.__class__("20-X001", "20X001", first.label)))
    assert not twins.identify(first.label).known


def test_every_program_is_found_by_key_and_by_every_name() -> None:
    for program in PROGRAMS:
        assert PROGRAMS.identify(program.key or "").path == program.path
        for name in program.all_names:
            assert PROGRAMS.identify(name).path == program.path, name


def test_an_extension_knows_its_base() -> None:
    extension = PROGRAMS.get("20-S361")
    assert extension is not None
    assert extension.extension_of == "20-S061"
    assert PROGRAMS.get("20-S999") is None


@given(st.text())
def test_any_text_has_an_identity(text: str) -> None:
    program = PROGRAMS.identify(text)
    assert program.path.isascii()
    assert program.known == (program.match != "none")
