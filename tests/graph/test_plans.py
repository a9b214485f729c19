"""Derived programs become plans with objectives."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents_of_ours.tables import Mapped, mapped, read_table
from tests.open_data import open_data

from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.readers.reading import CellAccount, Reading
from asm_graph.records import Place
from asm_graph.records.plans import DerivedPlan, DerivedPlans, PlanObjective

PLAN = "plan/programa-especial-de-ferias-2014-2018"
PLACE = Place("t", "A2:L2", "Ferias")
OBJECTIVE = PlanObjective("2", "Ampliar las ferias", (), (1, 4), ("2.1 Ferias", "2.2 Visitantes"), (PLACE,))


def graph_of(name: str = "Programa Especial de Ferias 2014-2018", **changes: Any) -> Mapped:
    stated = {
        "name": name,
        "year": 2016,
        "period": (2014, 2018),
        "kind": "Especial",
        "coordinator": "Comisión de Ferias",
        "objectives": (OBJECTIVE,),
        "place": PLACE,
    }
    record = DerivedPlans((DerivedPlan(**(stated | changes)),))
    return mapped(Reading("ours", "Ours", record, CellAccount(1, {})))


def test_a_plan_derives_from_the_national_one_of_its_year() -> None:
    graph = graph_of()
    assert graph.of_class(ASM("SectoralProgram")) == [PLAN]
    assert graph.values(PLAN, SKOS("prefLabel")) == ["Programa Especial de Ferias 2014-2018"]
    assert graph.values(PLAN, ASM("startYear")) + graph.values(PLAN, ASM("endYear")) == ["2014", "2018"]
    assert graph.values(PLAN, ASM("derivedFromPlan")) == ["plan/pnd-2013-2018"]
    assert graph.values(PLAN, ASM("planType")) == ["Especial"]
    assert graph.values(PLAN, ASM("coordinatingBody")) == ["Comisión de Ferias"]


def test_an_objective_stands_below_the_goals_of_its_rows() -> None:
    graph = graph_of()
    objective = f"{PLAN}/objective/2"
    assert graph.of_class(ASM("SectoralObjective")) == [objective]
    assert graph.values(objective, SKOS("notation")) == ["2"]
    assert graph.values(objective, SKOS("prefLabel")) == ["Ampliar las ferias"]
    assert graph.values(objective, SKOS("inScheme")) == [PLAN]
    assert graph.values(objective, SKOS("broader")) == [
        "plan/pnd-2013-2018/axis/1",
        "plan/pnd-2013-2018/axis/4",
    ]
    assert graph.values(objective, ASM("planIndicator")) == ["2.1 Ferias", "2.2 Visitantes"]
    assert graph.values(objective, ASM("verification")) == ["code/verification/verified"]


def test_a_plan_without_years_has_those_of_the_national_one_and_says_so() -> None:
    graph = graph_of("Programa Especial de Ferias", period=None)
    plan = "plan/programa-especial-de-ferias-2013-2018"
    assert graph.values(plan, ASM("startYear")) + graph.values(plan, ASM("endYear")) == ["2013", "2018"]
    assert len(graph.notices) == 1


@pytest.mark.parametrize("label", ["Garantizar el acceso", "Ampliar las ferias"])
def test_a_plan_of_the_register_is_not_described_again(label: str) -> None:
    objective = PlanObjective("1", label, (), (2,), (), (PLACE,))
    graph = graph_of("Programa Nacional de Desarrollo Social, 2014-2018", objectives=(objective,))
    known = "plan/pnds-2014-2018"
    assert graph.of_class(ASM("Plan")) == graph.of_class(ASM("Objective")) == []
    assert graph.values(f"{known}/objective/1", SKOS("prefLabel")) == []
    assert graph.values(f"{known}/objective/1", SKOS("altLabel")) == [label]
    assert graph.values(f"{known}/objective/1", SKOS("broader")) == ["plan/pnd-2013-2018/axis/2"]


def test_all_published_objectives_are_in_the_graph() -> None:
    graph = mapped(read_table(open_data() / "federal/pnd-derived-programs-2016.csv"))
    # All of them are in the register, with every objective.
    assert graph.of_class(ASM("Plan")) == graph.of_class(ASM("Objective")) == []
    assert len({quad.subject for quad in graph.quads if quad.predicate == ASM("planIndicator")}) == 193
    assert len(graph.of_class(ASM("Excerpt"))) == 381 + 35
    assert graph.notices == ()
    security = "plan/programa-nacional-de-proteccion-civil-2014-2018/objective/3"
    assert graph.values(security, SKOS("broader")) == [
        "plan/pnd-2013-2018/axis/1",
        "plan/pnd-2013-2018/axis/2",
    ]
    assert graph.values("plan/pnds-2014-2018/objective/1", SKOS("altLabel")) == []
