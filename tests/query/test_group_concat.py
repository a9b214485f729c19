"""Concatenated texts have no language, whatever their parts have."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, Store

from asm_graph.query.evaluation import QueryEvaluator
from asm_graph.query.graph_patterns import with_plain_concatenations

VALUES = '{ VALUES (?k ?o) { (1 "uno"@es) (1 "dos"@es) (2 "tres"@es) } }'


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("(GROUP_CONCAT(?o) AS ?x)", {"uno dos", "tres"}),
        ('(group_concat(DISTINCT ?o ; separator = ")(") AS ?x)', {"uno)(dos", "tres"}),
        ('(CONCAT(GROUP_CONCAT(?o), "/", STR(GROUP_CONCAT(?o))) AS ?x)', {"uno dos/uno dos", "tres/tres"}),
    ],
)
def test_a_concatenation_is_a_plain_text(select: str, expected: set[str]) -> None:
    rows = QueryEvaluator(Store()).query(f"SELECT {select} {VALUES} GROUP BY ?k")
    assert {row["x"] for row in rows} == set(map(Literal, expected))


def test_conditions_and_orders_may_have_one_too() -> None:
    text = f'SELECT ?k {VALUES} GROUP BY ?k HAVING(GROUP_CONCAT(?o) = "tres") ORDER BY GROUP_CONCAT(?o)'
    assert [row["k"] for row in QueryEvaluator(Store()).query(text)] == [Literal(2)]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (SAMPLE(?o) AS ?group_concat) {}",
        'SELECT * { ?s ?p "GROUP_CONCAT(?o)" } # GROUP_CONCAT(?o)',
        "SELECT (GROUP_CONCAT(?o AS ?x) {}",
        "SELECT * { ?group_concat <http://e/group_concat> ?x }",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert with_plain_concatenations(text) == text
