"""What audit rules leave out has one order, since of several reasons for one thing the first counts."""

from __future__ import annotations

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.shacl.shapes import Shapes


def test_exclusions_have_the_same_order_each_time_that_the_shapes_are_read() -> None:
    read = [Shapes.load(Knowledge.default().shapes / "audit", Base()) for _ in range(4)]
    several = [rule for rule in read[0].audited if len(read[0].exclusions(rule)) > 1]
    assert len(several) > 1
    for rule in several:
        orders = [[(one.kind, one.reason["es"]) for one in shapes.exclusions(rule)] for shapes in read]
        assert orders.count(orders[0]) == len(orders), rule
