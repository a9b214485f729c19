import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.knowledge import Knowledge
from asm_graph.registers import Registers

PROGRAMS = Registers.load(Knowledge.default().seeds / "registers").programs
OWN = PROGRAMS.identify("20S061")


def mentioned(text: str, own: str = "20S061") -> list[tuple[str, str]]:
    found = PROGRAMS.mentions(text, PROGRAMS.identify(own))
    assert all(text[one.start : one.end] == one.printed for one in found)
    return [(one.printed, one.program.path) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La Matriz de Marco Lógico del PDZP 2009 considera los indicadores", [("PDZP", "20-S216")]),
        ("con el Programa de Empleo Temporal (PET).", [("Programa de Empleo Temporal (PET)", "20-S071")]),
        ("del programa Hábitat y el PAJA", [("programa Hábitat", "20-S048"), ("PAJA", "20-S065")]),
        ("el Programa 70 y más", [("Programa 70 y más", "20-S176")]),
        ("Rescate de Espacios Públicos", [("Rescate de Espacios Públicos", "20-S175")]),
        ("el Programa de Opcio nes Productivas", [("Programa de Opcio nes Productivas", "20-S054")]),
    ],
)
def test_other_programs_are_mentioned(text: str, found: list[tuple[str, str]]) -> None:
    assert mentioned(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "el Programa 3x1 para Migrantes, el 3x1 y el Programa 3 x 1",
        "las oportunidades de empleo temporal y la vivienda rural",
        "el rescate de espacios públicos en las ciudades",
        "Dirección General de Opciones Productivas",
        "un pet, la PETición y el PET1",
        "A LA PAR DE LOS MUNICIPIOS",
        "el Fondo Nacional para el Fomento de las Artesanías",
    ],
)
def test_words_of_the_language_and_the_own_program_are_none(text: str) -> None:
    assert mentioned(text) == []


def test_an_extension_and_its_base_are_the_same_program() -> None:
    assert mentioned("el Programa 3x1 para Migrantes", own="20S361") == []
    assert mentioned("el Programa de Vivienda Rural", own="20S417") == []


def test_an_unknown_program_does_not_mention_itself() -> None:
    own = "Programa Nacional de Empleo Temporal (PET)"
    assert mentioned(f"El {own} avanza", own=own) == []


@given(st.text())
def test_offsets_hold_in_any_text(text: str) -> None:
    sentence = f"{text}\n La matriz del PDZP avanza.\n{text}"
    mentions = tuple(PROGRAMS.mentions(sentence, OWN))
    assert mentions
    for mention in mentions:
        assert sentence[mention.start : mention.end] == mention.printed
