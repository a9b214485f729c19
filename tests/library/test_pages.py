"""The questions over a document of pages: what its parts state, and where on the pages it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.divided_documents import ASM_PATH, EVALUATION_PATH, PROGRAM, annexes, mapped_parts
from tests.library.conftest import store_of
from tests.mapped_documents import BASE

from asm_graph.graph.ontology import ontology_quads
from asm_graph.knowledge import Knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Quad, Store
    from tests.library.conftest import Ask


@pytest.fixture
def scan(over_store: Callable[[Store], Ask], with_derived: Callable[[Iterable[Quad]], list[Quad]]) -> Ask:
    """Ask about the annexes of an institute."""
    terms = ontology_quads(Knowledge.default().ontology, BASE)
    mapped = mapped_parts(*annexes({"45%": 0.61}))
    return over_store(store_of(with_derived([*terms, *mapped.quads])))


def test_evaluations_and_asm_of_parts_are_listed(scan: Ask) -> None:
    type_ = "code/evaluation-type/consistency-and-results"
    assert scan("evaluations", columns=4) == [(EVALUATION_PATH, f"program/{PROGRAM}", type_, "2022")]
    text = "Reforzar el programa con el seguimiento al rubro de titulación."
    key = ("2022", "code/asm-class/institutional", "1")
    assert scan("asm-status", columns=8) == [(ASM_PATH, f"program/{PROGRAM}", *key, text, "2", "45")]


def test_evidence_says_where_on_a_page_and_how_it_was_read(scan: Ask) -> None:
    action = BASE.id(f"{ASM_PATH}/action/1").value
    (row,) = scan("evidence", resource=action, property="asm:progress")
    page, box, read_by, confidence = row[8:]
    assert row[:4] == ("asm:progress", "45", "document/ours", "45%")
    assert (page, read_by, confidence) == ("2", "code/read-by/ocr", "0.61")
    assert box == "252,126,18,12"


def test_evidence_over_several_lines_is_one_row_with_a_box_around_them(scan: Ask) -> None:
    rows = scan("evidence", resource=BASE.id(ASM_PATH).value, property="asm:text")
    assert [row[8] for row in rows] == ["1", "2"]
