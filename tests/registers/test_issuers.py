"""Who issues the documents of each layout."""

from __future__ import annotations

from asm_graph.knowledge import Knowledge
from asm_graph.readers.layouts import LAYOUTS
from asm_graph.registers import Issuers, Registers
from asm_graph.registers.issuers import Issuer

ISSUERS = Registers.load(Knowledge.default().seeds / "registers").issuers


def test_the_register_speaks_of_layouts_that_there_are() -> None:
    assert ISSUERS.by_layout
    assert set(ISSUERS.by_layout) <= {layout.name for layout in LAYOUTS}


def test_the_publisher_is_that_of_the_table_or_the_agency_of_the_program() -> None:
    issuers = Issuers({"a": Issuer("x", "own"), "b": Issuer(None, "y"), "c": Issuer("x", None)})
    assert [issuers.publisher_of(layout, "z") for layout in "abcd"] == ["z", "y", None, None]
    assert issuers.publisher_of("a", None) is None
    assert [issuers.agency_of(layout) for layout in "abcd"] == ["x", None, "x", None]
