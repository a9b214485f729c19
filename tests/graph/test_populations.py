"""Populations and performance indices as quads: each field of the records, and what tells figures apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.mapped_documents import Facts, context, registers

from asm_graph.graph.derived import derived_quads
from asm_graph.graph.populations import map_performance, map_populations
from asm_graph.rdf.vocabulary import ASM, Base
from asm_graph.records import Place, ProgramRef
from asm_graph.records.populations import PerformanceScore, PerformanceScores, PopulationFigure, Populations
from asm_graph.records.texts import Measure, YearMonth

PROGRAM = ProgramRef(20, "S", 61, "Tunas", 2017)
ROW = Place("Hoja", "A2:Z2", "20\tS061")
FIGURE = PopulationFigure(
    program=PROGRAM,
    year=2017,
    kind="served",
    measure=Measure("120.0", Decimal(120)),
    unit_of_measure="Personas",
    told_by=("Quienes siembran",),
    place=ROW,
    group="women",
    definition="Quienes siembran",
    type="Persona física",
    source="Padrón",
    cut_off=YearMonth(2017, 12),
    remarks="Preliminar",
)


def populations(*figures: PopulationFigure) -> Facts:
    ours = context()
    map_populations(Populations((PROGRAM,), figures), ours)
    return Facts(ours.quads.quads)


def test_every_field_of_a_population_is_stated() -> None:
    facts = populations(FIGURE)
    (node,) = facts.of_class(ASM("PopulationValue"))
    assert node.startswith("population/20-S061/2017/served/")
    for name, value in (
        ("program", "program/20-S061"), ("year", "2017"), ("populationKind", "code/population-kind/served"),
        ("value", "120"), ("rawValue", "120.0"), ("unitOfMeasure", "Personas"),
        ("populationGroup", "code/population-group/women"), ("populationDefinition", "Quienes siembran"),
        ("populationType", "Persona física"), ("informationSource", "Padrón"), ("cutOff", "2017-12"),
        ("remarks", "Preliminar"),
    ):  # fmt: skip
        assert facts.values(node, ASM(name)) == [value], name
    assert facts.excerpts_of(ASM("PopulationValue")) == 1


def test_a_figure_that_rows_repeat_is_one_with_the_remarks_of_the_first() -> None:
    facts = populations(FIGURE, replace(FIGURE, remarks="Otra cosa"))
    (node,) = facts.of_class(ASM("PopulationValue"))
    assert facts.values(node, ASM("remarks")) == ["Preliminar"]


def test_counts_at_two_times_are_two_figures() -> None:
    facts = populations(FIGURE, replace(FIGURE, cut_off=2016))
    first, second = facts.of_class(ASM("PopulationValue"))
    assert second == f"{first}-2"
    assert facts.values(second, ASM("cutOff")) == ["2016"]


def test_populations_of_other_people_do_not_contradict_each_other() -> None:
    men = replace(FIGURE, group="men", measure=Measure("7", Decimal(7)))
    others = replace(FIGURE, group=None, definition="Quienes venden", measure=Measure("9", Decimal(9)))
    ours = context()
    map_populations(Populations((PROGRAM,), (FIGURE, men, others)), ours)
    derived = Facts(tuple(derived_quads(ours.quads.quads, registers().verbs, Base())))
    assert len(Facts(ours.quads.quads).of_class(ASM("PopulationValue"))) == 3
    assert derived.of_class(ASM("Conflict")) == []


def test_every_field_of_a_score_is_stated() -> None:
    score = PerformanceScore(
        PROGRAM,
        "2019-2020",
        "ised-design",
        Measure("0.39", Decimal("0.39")),
        ROW,
        "Alto",
        Decimal("0.4"),
        Decimal(0),
    )
    ours = context()
    map_performance(PerformanceScores((PROGRAM,), (score,)), ours)
    facts, node = Facts(ours.quads.quads), "performance-index/20-S061/2019-2020/ised-design"
    for name, value in (
        ("program", "program/20-S061"), ("year", "2020"), ("period", "2019-2020"), ("value", "0.39"),
        ("component", "code/performance-component/ised-design"), ("rating", "code/performance-rating/high"),
        ("maximumValue", "0.4"), ("weightedValue", "0"),
    ):  # fmt: skip
        assert facts.values(node, ASM(name)) == [value], name
