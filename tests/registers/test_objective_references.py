import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hanging import fails_if_it_hangs

from asm_graph.knowledge import Knowledge
from asm_graph.registers import ObjectiveReference, Registers, find_references

PLANS = Registers.load(Knowledge.default().seeds / "registers").plans
FOUNDING = (
    "En las Reglas de Operación 2009 se explica con mayor claridad la prioridad del Programa. "
    "Se hace explícita su alineación con el Eje 5 del Plan Nacional de Desarrollo 2007- 2012 "
    "y con el Objetivo 3 del Programa Sectorial de Desarrollo Social 2007- 2012."
)


def found(text: str, year: int | None = 2009, branch: int | None = 20) -> tuple[ObjectiveReference, ...]:
    return find_references(text, PLANS, year, branch)


def paths(text: str, year: int | None = 2009, branch: int | None = 20) -> list[str]:
    return [one.objective.path.removeprefix("plan/") for one in found(text, year, branch)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eje 5 del Plan Nacional de Desarrollo 2007-2012", ["pnd-2007-2012/axis/5"]),
        ("Eje 5 del Plan Nacio nal de Des arrollo 2007 - 2012", ["pnd-2007-2012/axis/5"]),
        ("EJE 5 DEL PLAN NACIONAL DE DESARROLLO 2007-2012", ["pnd-2007-2012/axis/5"]),
        ("Objetivo 3 del Programa Sectorial de Desarrollo Social 2007-2012", ["psds-2007-2012/objective/3"]),
        ("Objetivo 3 del PSDS 2007-12", ["psds-2007-2012/objective/3"]),
        ("Eje de Política Pública 3 del PND", ["pnd-2007-2012/axis/3"]),
        ("eje rector 3", ["pnd-2007-2012/axis/3"]),
        ("Eje V del P.N.D.", ["pnd-2007-2012/axis/5"]),
        ('Eje 3 "Igualdad de oportunidades" del PND', ["pnd-2007-2012/axis/3"]),
        ("Eje 3, Igualdad de oportunidades, del PND", ["pnd-2007-2012/axis/3"]),
        ("Eje 3 Igualdad de oportunidades", ["pnd-2007-2012/axis/3"]),
        ("ejes 3 y 5 del PND", ["pnd-2007-2012/axis/3", "pnd-2007-2012/axis/5"]),
        ("objetivos 2 y 3 del PSDS 2007-2012", ["psds-2007-2012/objective/2", "psds-2007-2012/objective/3"]),
        (
            "objetivos 1, 2 y 4 del PSDS",
            ["psds-2007-2012/objective/1", "psds-2007-2012/objective/2", "psds-2007-2012/objective/4"],
        ),
        (
            "el objetivo 2 y el objetivo 3 del PSDS",
            ["psds-2007-2012/objective/2", "psds-2007-2012/objective/3"],
        ),
        ("Objetivo 9 del Eje 5 del PND", ["pnd-2007-2012/objective/5.9"]),
        ("Eje 5, Objetivo 9 del PND 2007-2012", ["pnd-2007-2012/objective/5.9"]),
        ("Objetivo nacional 10", ["pnd-2007-2012/national-objective/10"]),
        ("Objetivo Nacional núm. 10 del PND", ["pnd-2007-2012/national-objective/10"]),
        ("Objetivo sectorial 3", ["psds-2007-2012/objective/3"]),
        ("Objetivo 2.1 de la Meta Nacional 2 del PND 2013-2018", ["pnd-2013-2018/objective/2.1"]),
        ("Meta Nacional 2 del PND 2013-2018", ["pnd-2013-2018/axis/2"]),
        (
            "En el PND 2007-2012, Eje 3 y objetivo 5",
            ["pnd-2007-2012/axis/3", "pnd-2007-2012/national-objective/5"],
        ),
        (
            "Objetivo 1 establecido en el Programa Sectorial de Desarrollo Social",
            ["psds-2007-2012/objective/1"],
        ),
        ("El PND fija prioridades. El Eje 4 trata del agua.", ["pnd-2007-2012/axis/4"]),
    ],
)
def test_references_lead_to_the_register(text: str, expected: list[str]) -> None:
    assert paths(text) == expected
    assert all(one.objective.known for one in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Definir la prioridad del programa alineándolo al Plan Nacional de Desarrollo",
        "alineación del programa con los objetivos superiores",
        "Objetivo 3 de la MIR",
        "El PND 2007-2012 y el objetivo 3 de la Matriz de Indicadores",
        "Objetivo 3 de la MIR, que no se alinea al Plan Nacional de Desarrollo",
        "El eje 3 de la carretera",
        "objetivo y meta del PND",
        "Objetivo 2421 del PSDS, 3x1, eje 50%",
    ],
)
def test_a_plan_or_a_number_alone_is_none(text: str) -> None:
    assert paths(text) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Eje 9 del PND 2007-2012", "pnd-2007-2012/axis/9"),
        ("Objetivo 8 del PSDS", "psds-2007-2012/objective/8"),
        ("Eje 2 del PND 2001-2006", "pnd-2001-2006/axis/2"),
        (
            "Objetivo 3 del Programa Sectorial de Salud 2007-2012",
            "programa-sectorial-de-salud-2007-2012/objective/3",
        ),
        ("Objetivo 3 del Programa Sectorial de Salud", "programa-sectorial-de-salud-2007-2012/objective/3"),
    ],
)
def test_what_the_register_lacks_is_made(text: str, path: str) -> None:
    (reference,) = found(text)
    assert reference.objective.path == f"plan/{path}"
    assert not reference.objective.known
    assert text.casefold().startswith(reference.objective.label.casefold())


@pytest.mark.parametrize("text", ["eje 5 ", "PND ", "Reglas de Operación del Programa ", "(", " ", ", ", '"'])
def test_hostile_repetition_is_answered_soon(text: str) -> None:
    with fails_if_it_hangs():
        found(text * (2000 // len(text)))


def test_a_long_list_of_references_is_read_whole() -> None:
    assert len(paths("eje 5 y " * 400 + "eje 3 del PND")) == 401


def test_years_decide_before_the_year_of_the_document() -> None:
    assert paths("Objetivo 4 del PSDS 2013-2018", 2009) == ["psds-2013-2018/objective/4"]
    assert paths("Objetivo 4 del PSDS", 2015) == ["psds-2013-2018/objective/4"]
    assert paths("Objetivo 4 del PSDS", None) == []
    assert paths("Objetivo sectorial 3", 2009, None) == ["sectoral-2007-2012/objective/3"]


def test_the_founding_sentence() -> None:
    first, second = found(FOUNDING)
    assert FOUNDING[first.start : first.end] == "Eje 5 del Plan Nacional de Desarrollo 2007- 2012"
    assert FOUNDING[second.start : second.end].startswith("Objetivo 3 del Programa Sectorial")
    assert FOUNDING[second.start : second.end].endswith("2007- 2012")
    for reference in (first, second):
        assert reference.instrument is not None
        assert reference.instrument.slug == "reglas-de-operacion-2009"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("El Diagnóstico 2010 cita el Eje 5 del PND.", "diagnostico-2010"),
        ("Se alinea con el Eje 5 del PND en las ROP10.", "reglas-de-operacion-2010"),
        ("ROP 2008. La MIR09 cita el Eje 5 del PND.", "matriz-de-indicadores-para-resultados-2009"),
        ("El Eje 5 del PND orienta. Lo dicen las ROP09.", None),
        ("El Eje 5 del PND", None),
    ],
)
def test_the_instrument_of_the_sentence_or_of_the_nearest_earlier_one(text: str, slug: str | None) -> None:
    (reference,) = found(text)
    assert (reference.instrument.slug if reference.instrument else None) == slug


WORDS = st.sampled_from(
    [
        *("Eje ", "objetivos ", "3", "5", "V", "2.1", " y ", ", ", "del ", "el ", " rector ", " nacional "),
        *("PND", "PSDS", "Plan Nacional de Desarrollo", " 2007-2012", "Programa Sectorial", " de Salud"),
        *(". ", "«", "»", "ROP09 "),
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=25).map("".join))
def test_offsets_hold_in_any_text(text: str) -> None:
    for reference in found(text):
        assert 0 <= reference.start < reference.end <= len(text)
        assert reference.objective.path.isascii()
        if reference.instrument:
            assert text[reference.instrument.start : reference.instrument.end].strip()
