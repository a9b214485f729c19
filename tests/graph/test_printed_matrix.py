"""Matrices that texts print: levels and indicators with numbers, keys, or neither."""

from __future__ import annotations

from tests.mapped_documents import BASE, Facts, context

from asm_graph.graph.document_quads import Subject
from asm_graph.graph.printed_matrix import PrintedMatrix
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.matrices import Indicator, Level, LevelRef

PROGRAM = Subject("mx/becas", BASE.id("program/mx/becas"), "mx")
MATRIX = "mir/mx/becas/2021"


def stated(levels: list[Level], indicators: list[Indicator]) -> Facts:
    ours = context()
    PrintedMatrix(ours, PROGRAM, 2021).state(levels, indicators)
    return Facts(ours.quads.quads)


def test_levels_without_numbers_are_counted_and_a_second_fin_is_another_one() -> None:
    kinds = ("fin", "fin", "proposito", "componente", "componente")
    facts = stated([Level(kind, narrative=f"{kind} {at}") for at, kind in enumerate(kinds)], [])
    assert facts.of_class(ASM("MirLevel")) == [
        f"{MATRIX}/{path}" for path in ("componente/1", "componente/2", "fin", "fin-2", "proposito")
    ]
    assert facts.values(f"{MATRIX}/componente/2", ASM("supports")) == [f"{MATRIX}/proposito"]


def test_an_activity_supports_the_component_that_its_key_names() -> None:
    levels = [
        Level("componente", key="C2", narrative="Becas"),
        Level("actividad", key="C2.A1", narrative="Pagar", above=LevelRef("componente", "C2")),
        Level("actividad", narrative="Medir"),
    ]
    facts = stated(levels, [Indicator(name="Pagos", level=LevelRef("actividad", "C2.A1"))])
    assert facts.values(f"{MATRIX}/actividad/c2-a1", ASM("supports")) == [f"{MATRIX}/componente/c2"]
    assert facts.values(f"{MATRIX}/actividad/2", ASM("supports")) == []
    assert facts.values(f"{MATRIX}/indicator/1", ASM("measures")) == [f"{MATRIX}/actividad/c2-a1"]


def test_indicators_without_or_with_repeated_numbers_stay_apart() -> None:
    facts = stated([], [Indicator(name="a", number=2), Indicator(name="b", number=2), Indicator(name="c")])
    assert facts.of_class(ASM("Indicator")) == [f"{MATRIX}/indicator/{key}" for key in (1, 2, 3)]
