"""What the engine says of a query, for people."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from asm_graph.errors import EngineFailure, QuerySyntaxError
from asm_graph.rdf.query_errors import engine_errors, syntax_error


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT contains a variable that is unbound"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", "Duplicated variable name"),
        ("SELECT ?s {", None),
        ("", None),
    ],
)
def test_a_hint_is_told_where_it_is_no_grammar(query: str, hint: str | None) -> None:
    with pytest.raises(QuerySyntaxError) as raised, engine_errors():
        Store().query(query)
    error = raised.value
    assert (error.line, str(error).startswith("the query cannot be parsed at line 1")) == (1, True)
    assert str(error).endswith("correct it there.")
    assert "[" not in str(error)
    assert (error.hint is None) == (hint is None)
    assert hint is None or (hint in (error.hint or "") and hint in str(error))


def test_an_error_without_a_place_has_a_remedy() -> None:
    error = syntax_error(SyntaxError("no idea"))
    assert (error.line, error.column, error.hint) == (None, None, None)
    assert "no idea" in str(error)
    assert "correct" in str(error)


def test_other_errors_of_the_engine_are_failures() -> None:
    with pytest.raises(EngineFailure, match="not supported"), engine_errors():
        list(Store().query("SELECT (<http://example.org/f>(1) AS ?x) {}"))
    with pytest.raises(EngineFailure, match="no more room"), engine_errors():
        raise OSError("no more room")
