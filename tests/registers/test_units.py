import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hanging import fails_if_it_hangs

from asm_graph.knowledge import Knowledge
from asm_graph.registers import Registers
from asm_graph.spanish.forms import compact, slug

UNITS = Registers.load(Knowledge.default().seeds / "registers").units
UMR = "unidad-de-microrregiones"
DGS = "direccion-general-de-seguimiento"
DGAP = "direccion-general-de-analisis-y-prospectiva"
UPRI = "unidad-de-planeacion-y-relaciones-internacionales"
DGEMPS = "direccion-general-de-evaluacion-y-monitoreo-de-los-programas-sociales"
CUT_SHORT = "Unidad de Planeación y Relaciones Internacionales y Dirección General de Evaluación y Monitoreo"
SEPARATORS = re.compile(
    r"\b(?:y/o|y|e|así como|con|junto|conjuntamente|en|coordinación|el|la|los|las|al|a)\b|\d|\W"
)


def slugs(text: str, agency: str = "sedesol") -> list[str]:
    return [unit.path.split("/")[-1] for unit in UNITS.resolve(text, agency)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unidad de Microrregiones y DGS", [UMR, DGS]),
        ("Unidad de Planeación y Relaciones Internacionales", [UPRI]),
        (f"{CUT_SHORT} del", [UPRI, DGEMPS]),
        ("Unidad de Microrre giones.", [UMR]),
        ("UNIDAD DE MICRORREGIONES Y DGS", [UMR, DGS]),
        ("unidad de microrregiones; dgap", [UMR, DGAP]),
        ("UMR, DGS y DGAP", [UMR, DGS, DGAP]),
        ("UMR/DGS", [UMR, DGS]),
        ("UMR - DGS", [UMR, DGS]),
        ("U.M.R. y D.G.S.", [UMR, DGS]),
        ("Unidad de Planeacion y Relaciones Internacionales, UMR", [UPRI, UMR]),
        ("Dirección General de Seguimiento (DGS)", [DGS]),
        ("Dirección General de Seguimiento (D G S); UMR", [DGS, UMR]),
        ("la Unidad de Microrregiones, la Dirección General de Seguimiento", [UMR, DGS]),
        ("Unidad de Microrregiones así como la DGS", [UMR, DGS]),
        ("Unidad de Microrregiones en coordinación con la DGAP", [UMR, DGAP]),
        ("1. UMR 2. DGS", [UMR, DGS]),
        ("1.- Unidad de Microrregiones 2.- Dirección General de Seguimiento", [UMR, DGS]),
        ("Unidad de Microrregiones\nDGS", [UMR, DGS]),
        ("Unidad de Microrregiones Dirección General de Seguimiento", [UMR, DGS]),
        ("Unidad de Microrregiones. Dirección General de Seguimiento.", [UMR, DGS]),
        ("Unidad de Microrregiones de la SEDESOL", [UMR]),
        ("DGS (Dirección General de Seguimiento)", [DGS]),
        ("Unidad de Microregiones", [UMR]),
        ("Dirección General de Evaluación y Monitoreo de los", [DGEMPS]),
        ("Dirección General de Evaluación y Monitoreo", [DGEMPS]),
        ("Dirección General de Segui", [DGS]),
        ("Liconsa, S.A. de C.V. y Diconsa", ["liconsa-s-a-de-c-v", "diconsa-s-a-de-c-v"]),
        ("LICONSA, S.A. DE C.V.; UPRI", ["liconsa-s-a-de-c-v", UPRI]),
        ("SEDESOL y SRE", ["sedesol", "sre"]),
        ("Secretaría de Hacienda y Crédito Público", ["shcp"]),
    ],
)
def test_registered_units(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected
    assert all(unit.known for unit in UNITS.resolve(text, "sedesol"))


@pytest.mark.parametrize(
    "text",
    [
        "Dirección de Planeación y Coordinación Institucional",
        "Dirección de Fomento y Coordinación de Programas",
        "Dirección General de Normatividad, Evaluación y Control",
        "Dirección General Adjunta de Seguimiento",
        "Consultora Uno, S.A. de C.V",
        "Unidad de Coordinación",
        "OPERADORES DEL PROGRAMA Y BENEFICIARIOS",
        "Delegaciones",
    ],
)
def test_an_unknown_unit_is_made_from_its_name(text: str) -> None:
    (unit,) = UNITS.resolve(text, "sedesol")
    assert (unit.known, unit.label, unit.path) == (False, text, f"unit/sedesol/{slug(text)}")


def test_an_unknown_name_loses_its_abbreviation_and_what_shows_that_it_is_cut() -> None:
    assert slugs("Comité de Validación y Atención a Migrantes (COVAM)") == [
        "comite-de-validacion-y-atencion-a-migrantes"
    ]
    (unit,) = UNITS.resolve("Dirección General de", "sedesol")
    assert (unit.label, unit.path) == ("Dirección General de", "unit/sedesol/direccion-general")


def test_unknown_and_registered_units_in_one_cell() -> None:
    assert slugs("Delegaciones y DGXY / Área de Finanzas") == ["delegaciones", "dgxy", "area-de-finanzas"]
    text = "Unidad de Microrregiones y Coordinación de Asesores, Subsecretaría de Egresos"
    assert slugs(text) == [UMR, "coordinacion-de-asesores", "subsecretaria-de-egresos"]


@pytest.mark.parametrize("text", ["", " ", "-", "—", "n.d.", "ND", "N/A", "No aplica", "S.D.", "."])
def test_a_cell_without_a_name_has_no_unit(text: str) -> None:
    assert UNITS.resolve(text, "sedesol") == ()


def test_a_name_teaches_its_abbreviation_to_the_cell() -> None:
    first, second = UNITS.resolve("Dirección General de Foo (DGF) y DGF", "sedesol")
    assert first.path == second.path == "unit/sedesol/direccion-general-de-foo"
    assert first.abbreviations == ("DGF",)
    assert first.label == "Dirección General de Foo"


def test_units_belong_to_the_agency_that_is_asked_for() -> None:
    (unit,) = UNITS.resolve("DGS", "salud")
    assert (unit.path, unit.known, unit.agency) == ("unit/salud/dgs", False, "salud")
    (agency,) = UNITS.resolve("SRE", "salud")
    assert (agency.path, agency.known) == ("agency/sre", True)


@pytest.mark.parametrize("text", ["\n", ", ", " y ", "(a) ", "U. M. ", " - ", "1. ", " ", "S.A. de C.V., "])
def test_hostile_repetition_is_answered_soon(text: str) -> None:
    with fails_if_it_hangs():
        UNITS.resolve(text * (2000 // len(text)) + "x", "sedesol")


def test_agencies_by_name_and_abbreviation() -> None:
    assert UNITS.agency("SECRETARIA DE DESARROLLO SOCIAL").path == "agency/sedesol"
    assert UNITS.agency("Sedesol.").path == "agency/sedesol"
    unknown = UNITS.agency("El Colegio de  México, A. C.")
    assert (unknown.path, unknown.label, unknown.known) == (
        "agency/el-colegio-de-mexico-a-c",
        "El Colegio de México, A. C",
        False,
    )


def test_every_registered_name_and_abbreviation_is_one_unit() -> None:
    for unit in UNITS:
        both = [f"{unit.label} ({abbreviation})" for abbreviation in unit.abbreviations]
        for name in (unit.label, *unit.abbreviations, *both):
            assert [one.path for one in UNITS.resolve(name, "sedesol")] == [unit.path], name


NAMES = st.sampled_from([name for unit in UNITS for name in (unit.label, *unit.abbreviations)])
PIECES = st.lists(
    st.one_of(
        NAMES,
        st.sampled_from(["; ", ", ", " y ", "/", ". ", " ", "(", ")", "de", "1. "]),
        st.text(max_size=8),
    )
)


@given(PIECES.map("".join))
def test_splitting_loses_nothing_but_separators(text: str) -> None:
    end = 0
    between = []
    for unit in UNITS.resolve(text, "sedesol"):
        assert end <= unit.start < unit.end <= len(text)
        assert unit.path.isascii()
        assert unit.path.rpartition("/")[2]
        between.append(text[end : unit.start])
        end = unit.end
    if end:
        lost = "".join(SEPARATORS.sub("", gap.casefold()) for gap in (*between, text[end:]))
        assert compact(lost) == ""
