"""Tables of the budget become amounts, modalities and alignments."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.documents_of_ours.tables import Mapped, mapped, read_table
from tests.open_data import open_data

from asm_graph.rdf.vocabulary import ASM, PROV, SKOS
from asm_graph.readers.reading import CellAccount, Reading, Record
from asm_graph.records import Place, ProgramRef
from asm_graph.records.spending import Amount, AxisPlacement, PlanAxes, ProgramCatalog, Spending

PROGRAM = ProgramRef(7, "E", 3, "Feria", 2031, place=Place("t", "A2:I2", "7\tE\t3"))


def place(row: int) -> Place:
    return Place("t", f"A{row}:I{row}", str(row))


def amount(millions: str, row: int, name: str = "Feria") -> Amount:
    program = ProgramRef(7, "E", 3, name, 2031)
    return Amount(program, 2031, "exercised", Decimal(millions), place(row))


def graph_of(record: Record) -> Mapped:
    return mapped(Reading("ours", "Ours", record, CellAccount(1, {})))


def test_an_amount_is_of_a_program_a_year_and_a_kind() -> None:
    graph = graph_of(Spending((PROGRAM,), (amount("12.50", 2),)))
    (spending,) = graph.of_class(ASM("Spending"))
    assert spending == "spending/7-E003/2031/exercised"
    assert graph.values(spending, ASM("program")) == ["program/7-E003"]
    assert graph.values(spending, ASM("year")) == ["2031"]
    assert graph.values(spending, ASM("amount")) == ["12.5"]
    assert graph.values(spending, ASM("currency")) == ["MXN"]
    assert graph.values(spending, ASM("scale")) == ["1000000"]
    assert graph.values(spending, ASM("spendingKind")) == ["code/spending-kind/exercised"]
    assert graph.values(spending, PROV("wasDerivedFrom")) == ["document/ours"]
    assert graph.values("program/7-E003", ASM("modality")) == ["code/modality/E"]


@pytest.mark.parametrize(
    ("second", "nodes"),
    [(amount("3", 3), 2), (amount("12.5", 3, "FERIA"), 2), (amount("12.5", 3), 1)],
)
def test_two_amounts_stay_apart_unless_one_repeats_the_other(second: Amount, nodes: int) -> None:
    graph = graph_of(Spending((PROGRAM,), (amount("12.5", 2), second)))
    assert len(graph.of_class(ASM("Spending"))) == nodes
    assert graph.excerpts_of(ASM("Spending")) == 2


def test_a_letter_that_is_no_modality_is_described_and_told_once() -> None:
    strange = [ProgramRef(7, "X", number, "Feria", 2031, place=place(2)) for number in (1, 2)]
    graph = graph_of(ProgramCatalog(tuple(strange)))
    assert graph.values("code/modality/x", SKOS("prefLabel")) == ["X"]
    assert graph.notices == ("modality not in the code list: X",)


@pytest.mark.parametrize(
    ("year", "axis", "path", "notices"),
    [
        (2027, 3, "plan/pnd-2025-2030/axis/3", 0),
        (2022, 2, "plan/pnd-2019-2024/axis/2", 0),
        (2033, 1, "plan/national-2031-2036/axis/1", 1),
    ],
)
def test_an_axis_is_of_the_plan_in_force_in_the_year_of_the_bill(
    year: int, axis: int, path: str, notices: int
) -> None:
    placement = AxisPlacement(PROGRAM, axis, place(2))
    graph = graph_of(PlanAxes(year, (placement, placement), ()))
    (alignment,) = graph.of_class(ASM("Alignment"))
    assert alignment == f"alignment/7-E003/ours/{path.removeprefix('plan/').replace('/', '-')}"
    assert graph.values(alignment, ASM("alignedTo")) == [path]
    assert graph.values(alignment, ASM("year")) == [str(year)]
    assert graph.values(alignment, ASM("statedIn")) == ["document/ours"]
    assert graph.values("program/7-E003", ASM("contributesTo")) == [path]
    assert len(graph.notices) == notices


def test_all_published_amounts_are_in_the_graph() -> None:
    reading = read_table(open_data() / "federal/cuenta-publica-2008-2018.csv")
    graph = mapped(reading)
    assert len(graph.of_class(ASM("Spending"))) == graph.excerpts_of(ASM("Spending")) == reading.rows == 11375
    assert graph.values("spending/1-R001/2009/exercised", ASM("amount")) == ["5257.385576"]
    assert graph.values("spending/1-R001/2009/exercised-2", ASM("amount")) == ["2611.679568"]
    assert graph.notices == ()
