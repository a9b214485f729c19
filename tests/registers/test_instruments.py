import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.knowledge import Knowledge
from asm_graph.registers import Registers
from asm_graph.registers.instruments import find_instruments

KINDS = Registers.load(Knowledge.default().seeds / "registers").plans.instruments


def slugs(text: str) -> list[str]:
    return [one.slug for one in find_instruments(text, KINDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("las Reglas de Operación 2009 dicen", ["reglas-de-operacion-2009"]),
        ("las Re glas de Ope ración 2009", ["reglas-de-operacion-2009"]),
        ("ROP 2009 y ROP-10", ["reglas-de-operacion-2009", "reglas-de-operacion-2010"]),
        ("Reglas de Operación del Programa 3x1 para Migrantes 2009", ["reglas-de-operacion-2009"]),
        (
            "las Reglas de Operación del Programa 3x1 para Migrantes para el ejercicio fiscal 2009 explicita",
            ["reglas-de-operacion-2009"],
        ),
        ("Matriz de Indicadores para Resultados 2009", ["matriz-de-indicadores-para-resultados-2009"]),
        ("la MIR10", ["matriz-de-indicadores-para-resultados-2010"]),
        ("Matriz del Marco Lógico del 3x1 2009", ["matriz-de-marco-logico-2009"]),
        ("Diagnóstico 2010 (versión preliminar)", ["diagnostico-2010"]),
        ("Documento Institucional 2008", ["documento-institucional-2008"]),
        ("las Reglas de Operación se alinean al PND 2007-2012", ["reglas-de-operacion"]),
        ("la publicación del diagnóstico", []),
        ("adMIRar, la mir y 2009", []),
        ("", []),
    ],
)  # fmt: skip
def test_instruments_are_found_with_their_year(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected


def test_label_year_and_offsets() -> None:
    text = "como las ROP09 dicen"
    (one,) = find_instruments(text, KINDS)
    assert (one.label, one.year, text[one.start : one.end]) == ("Reglas de Operación 2009", 2009, "ROP09")


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    found = tuple(find_instruments(f"{text} MIR09 {text}", KINDS))
    assert found
    for one in found:
        assert one.start < one.end
