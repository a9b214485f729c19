"""Which state a text names, and which program a name means there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.errors import RegisterError
from asm_graph.knowledge import Knowledge
from asm_graph.registers.csv_register import Problems
from asm_graph.registers.jurisdictions import Jurisdictions, load_jurisdictions

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = Knowledge.default().seeds / "registers"


def load(folder: Path = FOLDER) -> Jurisdictions:
    problems = Problems()
    found = load_jurisdictions(folder, problems)
    problems.raise_any()
    return found


REGISTER = load()


def test_the_register_has_every_state_once() -> None:
    assert len({state.code for state in REGISTER}) == 32


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Secretaría de Economía de Zacatecas", {"mx-zac"}),
        ("GOBIERNO DE MICHOACÁN", {"mx-mic"}),
        ("Baja California  Sur", {"mx-bcs"}),
        ("Baja California y Sonora", {"mx-bcn", "mx-son"}),
        ("Gobierno de México", set()),
        ("Estado de México", {"mx-mex"}),
        ("Ciudad de México", {"mx-cmx"}),
        ("zacatecana, sonorense, colimense", set()),
        ("INCUFIDEZ", {"mx-zac"}),
    ],
)
def test_states_in_a_text(text: str, codes: set[str]) -> None:
    assert REGISTER.named_in([text]) == codes


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ([["DIF Jalisco"], ["en Colima"]], "mx-jal"),
        ([["DIF"], ["en Colima"]], "mx-col"),
        ([["DIF"], ["en Colima y Jalisco"]], "mx"),
        ([["Colima", "Jalisco"], ["Colima"]], "mx"),
        ([], "mx"),
    ],
)
def test_the_first_level_that_tells_decides(levels: list[list[str]], code: str) -> None:
    assert REGISTER.of(*levels) == code


def test_programs_are_known_by_their_other_names_within_their_state() -> None:
    names = "Acceso a Financiamiento a las Empresas y Actividades Productivas de la Entidad (Fondo Plata)"
    assert REGISTER.identify(names, "mx-zac").path == "mx-zac/fondo-plata"
    assert REGISTER.identify("FONDO  PLATA", "mx").path == "mx-zac/fondo-plata"
    assert REGISTER.identify("Fondo Plata", "mx-jal").path == "mx-jal/fondo-plata"
    assert not REGISTER.identify("Fondo Plata", "mx-jal").known


@given(st.text(), st.sampled_from(["mx", "mx-zac"]))
def test_any_name_has_a_path_that_an_iri_can_have(name: str, jurisdiction: str) -> None:
    path = REGISTER.identify(name, jurisdiction).path
    assert path.isascii()
    assert not set(path) - set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    assert path.partition("/")[2]


def test_every_fault_of_the_registers_is_told(tmp_path: Path) -> None:
    states = "jurisdiction,label,names,agencies,source\nzac,Zacatecas,,,\nmx-jal,,,,\n"
    (tmp_path / "jurisdictions.csv").write_text(states, encoding="utf-8")
    programs = "jurisdiction,slug,label,names,source\nmx-son,Becas X,Becas,,\n"
    (tmp_path / "state-programs.csv").write_text(programs, encoding="utf-8")
    with pytest.raises(RegisterError) as raised:
        load(tmp_path)
    told = str(raised.value)
    for fault in (
        "'zac' is not a code",
        "line 3, column label",
        "no state 'mx-son'",
        "column slug: not a slug",
    ):
        assert fault in told
