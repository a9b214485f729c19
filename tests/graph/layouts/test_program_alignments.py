"""Tables of alignment become alignments to the objectives that every other table has."""

from __future__ import annotations

from tests.documents_of_ours.tables import Mapped, mapped, read_table
from tests.open_data import open_data

from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.readers.reading import CellAccount, Reading
from asm_graph.records import Place, ProgramRef
from asm_graph.records.plans import (
    DerivedName,
    NumberedText,
    PlanTarget,
    ProgramAlignment,
    ProgramAlignments,
    StatedPlan,
    StatedStrategy,
    UnalignedProgram,
)
from asm_graph.records.sources import BlankCell, StatedProperty

PLACE, LATER = Place("t", "A2:L2", "Ferias"), Place("t", "A9:L9", "Ferias")
SOCIAL = DerivedName("Programa Sectorial de Desarrollo Social", "Programa Sectorial")


def graph_of(target: PlanTarget, year: int = 2015, **more: tuple[StatedStrategy | StatedPlan, ...]) -> Mapped:
    program = ProgramRef(20, "S", 61, "Programa 3x1 para Migrantes", year, "Desarrollo Social", PLACE)
    alignment = ProgramAlignment(program, target, PLACE, rows=7, units=3, **more)  # type: ignore[arg-type]
    record = ProgramAlignments((program,), (alignment,), ())
    return mapped(Reading("ours", "Ours", record, CellAccount(1, {})))


def aligned_to(graph: Mapped) -> str:
    (node,) = graph.of_class(ASM("Alignment"))
    (objective,) = graph.values(node, ASM("alignedTo"))
    assert graph.values("program/20-S061", ASM("contributesTo")) == [objective]
    return objective


def test_a_national_objective_is_numbered_within_its_goal() -> None:
    graph = graph_of(PlanTarget("national", NumberedText(10, "Construir un sector agropecuario"), axis=4))
    assert aligned_to(graph) == "plan/pnd-2013-2018/objective/4.10"
    (node,) = graph.of_class(ASM("Alignment"))
    assert graph.values(node, ASM("year")) == ["2015"]
    assert (graph.values(node, ASM("rowCount")), graph.values(node, ASM("unitCount"))) == (["7"], ["3"])
    assert graph.of_class(ASM("Objective")) == []


def test_a_text_of_another_wording_stands_beside_the_registered_one() -> None:
    graph = graph_of(PlanTarget("national", NumberedText(1, "Otro texto", ("Uno más",)), axis=1))
    assert graph.values("plan/pnd-2013-2018/objective/1.1", SKOS("altLabel")) == ["Otro texto", "Uno más"]
    assert graph.values("plan/pnd-2013-2018/objective/1.1", SKOS("prefLabel")) == []
    assert len([one for one in graph.notices if "the table says" in one]) == 2


def test_cross_cutting_axes_and_guidelines_are_those_of_the_register() -> None:
    assert (
        aligned_to(graph_of(PlanTarget("cross-cutting", NumberedText(2, None))))
        == "plan/pnd-2013-2018/axis/t2"
    )
    guideline = PlanTarget("guideline", NumberedText(1, "Paz, Estado democrático y de derecho"))
    assert aligned_to(graph_of(guideline, 2019)) == "plan/directrices-2019/axis/1"
    graph = graph_of(guideline, 2031)
    assert aligned_to(graph) == "plan/directrices-2031/axis/1"
    assert graph.values("plan/directrices-2031/axis/1", SKOS("prefLabel")) == [guideline.named.text]


def test_a_part_without_a_number_is_told_by_its_text() -> None:
    axis = PlanTarget("axis", NumberedText(None, "MÉXICO INCLUYENTE"))
    assert aligned_to(graph_of(axis)) == "plan/pnd-2013-2018/axis/2"
    objective = PlanTarget(
        "national", NumberedText(None, "Asegurar el acceso a los servicios de salud"), axis=2
    )
    assert aligned_to(graph_of(objective)) == "plan/pnd-2013-2018/objective/2.3"
    unknown = PlanTarget("derived", NumberedText(None, "Otro objetivo"), plan=SOCIAL)
    assert aligned_to(graph_of(unknown)).startswith("plan/psds-2013-2018/objective/u-")


def test_a_derived_plan_without_years_is_that_of_the_year() -> None:
    target = PlanTarget("derived", NumberedText(5, None), plan=SOCIAL)
    graph = graph_of(target, 2015)
    assert aligned_to(graph) == "plan/psds-2013-2018/objective/5"
    assert graph.values("plan/psds-2013-2018", ASM("planType")) == ["Programa Sectorial"]


def test_strategies_stand_below_the_objective_and_have_their_own_row() -> None:
    known = StatedStrategy(NumberedText(1, "Contribuir al desarrollo de la democracia"), LATER)
    new = StatedStrategy(NumberedText(99, "Otra vía"), PLACE)
    graph = graph_of(PlanTarget("national", NumberedText(1, None), axis=1), strategies=(known, new))
    (node,) = graph.of_class(ASM("Alignment"))
    registered, made = (f"plan/pnd-2013-2018/objective/1.1/strategy/{number}" for number in (1, 99))
    assert graph.values(node, ASM("strategy")) == [registered, made]
    assert graph.of_class(ASM("Strategy")) == [made]
    assert graph.values(made, SKOS("broader")) == ["plan/pnd-2013-2018/objective/1.1"]
    assert graph.values(made, SKOS("notation")) == ["1.1.99"]
    assert graph.excerpts_of(ASM("Alignment")) == 2
    assert sum("strategy not in the register" in one for one in graph.notices) == 1


def test_a_plan_beside_an_axis_is_kept_where_no_objective_is_named() -> None:
    target = PlanTarget("axis", NumberedText(2, "México Incluyente"))
    graph = graph_of(target, plans=(StatedPlan(SOCIAL, LATER),))
    (node,) = graph.of_class(ASM("Alignment"))
    assert graph.values(node, ASM("throughPlan")) == ["plan/psds-2013-2018"]
    assert aligned_to(graph) == "plan/pnd-2013-2018/axis/2"


def test_a_program_without_alignment_has_a_blank() -> None:
    program = ProgramRef(1, "R", 1, "Actividades", 2021, "Poder Legislativo", PLACE)
    cell = BlankCell(StatedProperty("asm:alignedTo", to_class="asm:Axis"), "blank", "EJE_PND", PLACE)
    record = ProgramAlignments((program,), (), (UnalignedProgram(program, (cell,)),))
    graph = mapped(Reading("ours", "Ours", record, CellAccount(1, {})))
    (blank,) = graph.of_class(ASM("Blank"))
    assert graph.values(blank, ASM("subject")) == ["program/1-R001"]
    assert graph.of_class(ASM("Alignment")) == []


def test_every_part_of_a_plan_in_the_table_of_2017_is_in_the_register() -> None:
    graph = mapped(read_table(open_data() / "federal/alignment/alineacion-2017.csv"))
    assert len(graph.of_class(ASM("Alignment"))) == 705 + 705 + 658 + 414
    assert (
        graph.of_class(ASM("Objective"))
        == graph.of_class(ASM("Strategy"))
        == graph.of_class(ASM("Plan"))
        == []
    )
    # One objective is worded otherwise in the table of derived programs of 2016.
    assert [one.partition(" is called")[0].rpartition("/plan/")[2] for one in graph.notices] == [
        "programa-de-atencion-integral-a-victimas-2014-2018/objective/2"
    ]
