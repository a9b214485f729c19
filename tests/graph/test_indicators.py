"""Indicators and their values: each field of the records, and what kind of missing a figure is."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest
from tests.mapped_documents import BASE, Facts, context

from asm_graph.documents import Passage
from asm_graph.graph.indicators import state_indicator, state_measure
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.records import Place
from asm_graph.records.matrices import Indicator, IndicatorValue, LevelRef
from asm_graph.records.texts import Fact, Measure

MATRIX = BASE.id("mir/20-S061/2009")
PATH = "mir/20-S061/2009/indicator/7"
ROW = Place("MIR", "A2:Z2", "Huertos sembrados")
LEVEL = BASE.id("mir/20-S061/2009/fin")
FULL = Indicator(
    scope="results",
    name="Huertos sembrados",
    level=LevelRef("fin"),
    unit_of_measure="Huerto",
    frequency="Anual",
    key="7",
    definition="Cuenta huertos.",
    method="Suma",
    printed_frequency="Anual",
    type="Gestión",
    dimension="Eficacia",
    direction="Ascendente",
    variables=("Huertos",),
    means=("Padrón", "Fotografías"),
    predecessor="6",
    threshold_low=Decimal("60.5"),
    threshold_high=Decimal(80),
    printed_baseline="40",
    objective="Que haya tuna",
    source="Padrón de huertos",
    remarks=("Preliminar", "Revisado"),
    place=ROW,
)
STATED = {
    "scope": (ASM("indicatorScope"), ["code/indicator-scope/results"]),
    "name": (RDFS("label"), ["Huertos sembrados"]),
    "level": (ASM("measures"), ["mir/20-S061/2009/fin"]),
    "unit_of_measure": (ASM("unitOfMeasure"), ["Huerto"]),
    "frequency": (ASM("frequency"), ["code/frequency/annual"]),
    "key": (SKOS("notation"), ["7"]),
    "predecessor": (ASM("predecessorIndicator"), ["6"]),
    "threshold_low": (ASM("thresholdLow"), ["60.5"]),
    "threshold_high": (ASM("thresholdHigh"), ["80"]),
    "printed_baseline": (ASM("printedBaseline"), ["40"]),
    "objective": (ASM("institutionalObjective"), ["Que haya tuna"]),
    "source": (ASM("informationSource"), ["Padrón de huertos"]),
    "remarks": (ASM("remarks"), ["Preliminar", "Revisado"]),
    "definition": (SKOS("definition"), ["Cuenta huertos."]),
    "method": (ASM("calculationMethod"), ["Suma"]),
    "printed_frequency": (ASM("printedFrequency"), ["Anual"]),
    "type": (ASM("indicatorType"), ["code/indicator-type/management"]),
    "dimension": (ASM("dimension"), ["code/dimension/effectiveness"]),
    "direction": (ASM("direction"), ["code/direction/ascending"]),
    "variables": (ASM("variable"), ["Huertos"]),
    "means": (ASM("meansOfVerification"), ["Fotografías", "Padrón"]),
}


def stated(indicator: Indicator) -> Facts:
    ours = context()
    node = state_indicator(ours, MATRIX, "7", indicator, LEVEL)
    assert BASE.local(node) == PATH
    return Facts(ours.quads.quads)


def test_every_field_of_an_indicator_is_stated() -> None:
    assert {field.name for field in fields(Indicator)} == {*STATED, "number", "values", "place", "blanks"}
    facts = stated(FULL)
    for name, (property_, values) in STATED.items():
        assert facts.values(PATH, property_) == values, name
    assert facts.values(MATRIX, ASM("hasIndicator")) == [PATH]
    assert facts.excerpts_of(ASM("Indicator")) == 1


def test_a_printed_level_proves_what_is_measured() -> None:
    level = Fact("Fin", Passage.of("Nivel: Fin", 7, 10))
    facts = stated(Indicator(name="Huertos", level=level))
    (excerpt,) = facts.of_class(ASM("Excerpt"))
    assert facts.values(excerpt, ASM("property")) == [ASM("measures").value]
    assert facts.values(excerpt, ASM("quote")) == ["Fin"]


def test_values_have_a_year_a_kind_and_the_printed_figure() -> None:
    value = IndicatorValue("target", 2009, Measure("1,250.50", Decimal("1250.50")), Decimal(5), Decimal(4))
    facts = stated(Indicator(name="Huertos", values=(value,)))
    path = f"{PATH}/2009/target"
    assert facts.of_class(ASM("IndicatorValue")) == [path]
    for property_, expected in (
        (ASM("indicator"), PATH),
        (ASM("valueKind"), "code/value-kind/target"),
        (ASM("year"), "2009"),
        (ASM("value"), "1250.5"),
        (ASM("rawValue"), "1,250.50"),
        (ASM("numerator"), "5"),
        (ASM("denominator"), "4"),
    ):
        assert facts.values(path, property_) == [expected]


def test_two_different_values_of_a_year_stay_two() -> None:
    values = tuple(IndicatorValue("target", 2009, Measure(raw, Decimal(raw))) for raw in ("80", "85", "80"))
    facts = stated(Indicator(name="Huertos", values=values))
    assert facts.of_class(ASM("IndicatorValue")) == [f"{PATH}/2009/target", f"{PATH}/2009/target-2"]


NOT_AVAILABLE = Measure("n.d.", missing="not-available")


@pytest.mark.parametrize("measure", [NOT_AVAILABLE, Fact(NOT_AVAILABLE, Passage.of("n.d.", 0, 4))])
def test_a_missing_figure_is_no_zero(measure: Measure | Fact[Measure]) -> None:
    ours = context()
    state_measure(ours.quads, LEVEL, measure)
    facts = Facts(ours.quads.quads)
    assert facts.values(LEVEL, ASM("missing")) == ["code/missing/not-available"]
    assert facts.values(LEVEL, ASM("rawValue")) == ["n.d."]
    assert facts.values(LEVEL, ASM("value")) == []
    assert len(facts.of_class(ASM("Excerpt"))) == 2 * isinstance(measure, Fact)


def test_zero_is_a_figure() -> None:
    ours = context()
    state_measure(ours.quads, LEVEL, Measure("0.00", Decimal("0.00")))
    facts = Facts(ours.quads.quads)
    assert facts.values(LEVEL, ASM("value")) == ["0"]
    assert facts.values(LEVEL, ASM("missing")) == []
