"""The words that readers look for are those of the code lists, and mean the same there."""

from __future__ import annotations

import pytest

from asm_graph.knowledge import Knowledge
from asm_graph.readers.asm_follow_up.cells import class_of, priority_of
from asm_graph.readers.asm_follow_up.columns import CLASSES, PRIORITIES
from asm_graph.readers.performance_evaluation.figure_tables import TERRITORIES
from asm_graph.registers.codes import Codes
from asm_graph.spanish.forms import compact
from asm_graph.spanish.numbers import is_missing

CODES = Codes.load(Knowledge.default().ontology)


@pytest.mark.parametrize(
    "printed", ["Específico", "Institucionales", "Interinstitucional", "Intergubernamentales"]
)
def test_classes(printed: str) -> None:
    assert class_of(printed) == CODES.find("asm-class", printed)
    assert set(CLASSES.values()) == set(CODES.lists["asm-class"].values()) - {"not-determined"}


@pytest.mark.parametrize("printed", PRIORITIES)
def test_priorities(printed: str) -> None:
    assert priority_of(printed) == CODES.find("priority", printed)
    assert set(PRIORITIES.values()) == set(CODES.lists["priority"].values())


@pytest.mark.parametrize(
    "printed", ["ND", "n.d.", "No disponible", "SD", "s.d.", "Sin dato", "NA", "No aplica", "-", "—"]
)
def test_missing_figures(printed: str) -> None:
    assert is_missing(printed) == CODES.find("missing", printed)


@pytest.mark.parametrize("printed", ["Entidades", "Municipios", "Localidades"])
def test_territories(printed: str) -> None:
    assert TERRITORIES[compact(printed)] == CODES.find("territory-kind", printed)
