"""Facets stand where they divide a result; what is chosen can be let go of."""

import pytest
from starlette.datastructures import QueryParams

from asm_graph.explorer.choice import NONE
from asm_graph.explorer.counting import Count, FacetCounts
from asm_graph.explorer.definition import ExplorerTable, read_explorer_tables
from asm_graph.knowledge import Knowledge
from asm_graph.web.explore.address import ResultAddress
from asm_graph.web.explore.filters import chips, facet_choices


@pytest.fixture(scope="module")
def table() -> ExplorerTable:
    tables = read_explorer_tables(Knowledge.default().sparql / "explore")
    return next(table for table in tables if table.kind == "asm")


def test_a_facet_that_no_row_has_a_value_of_is_left_out(table: ExplorerTable) -> None:
    counts = {
        "verified": FacetCounts([Count(NONE, "", 5)], 0),
        "class": FacetCounts([Count("specific", "Específico", 5)], 1),
    }
    assert [facet.name for facet in facet_choices(table, counts, "es")] == ["class"]


def test_many_values_fold_and_the_rest_is_said(table: ExplorerTable) -> None:
    values = [Count(f"20-S{n:03}", f"Programa {n}", 1, chosen=n == 70) for n in range(80)]
    (facet,) = facet_choices(table, {"program": FacetCounts(values, 100)}, "es")
    assert (len(facet.standing), len(facet.folded), facet.more) == (8, 72, 20)
    assert facet.standing[0].chosen
    assert facet.key(facet.standing[0]) == "20-S070"


def test_the_key_of_a_state_program_is_no_help(table: ExplorerTable) -> None:
    counts = {"program": FacetCounts([Count("mx-zac/fondo-plata", "Fondo Plata", 1)], 1)}
    (facet,) = facet_choices(table, counts, "es")
    assert facet.key(facet.standing[0]) == ""


def test_a_chip_leads_to_the_result_without_it(table: ExplorerTable) -> None:
    address = ResultAddress.of("", table, QueryParams("class=specific&class=other&branch=none"))
    counts = {
        "class": FacetCounts([Count("specific", "Específico", 5, chosen=True)], 1),
        "branch": FacetCounts([Count(NONE, "Sin ramo", 2, chosen=True)], 0),
    }
    assert [(chip.label, chip.value, chip.address) for chip in chips(address, table, counts, "es")] == [
        ("Clase", "other", "/explore/asm?class=specific&branch=none"),
        ("Clase", "Específico", "/explore/asm?class=other&branch=none"),
        ("Ramo", "Sin ramo", "/explore/asm?class=other&class=specific"),
    ]
