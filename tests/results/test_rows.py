"""Results as CSV: what any reader of CSV reads is what the rows are."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, Store, Variable

from asm_graph.results.rows import write_results

QUERY = "SELECT ?a ?b ?c { VALUES ?i { 1 2 } }"
TEXTS = st.text(st.one_of(st.sampled_from(',"\r\n\t;= _:'), st.characters(codec="utf-8")), max_size=20)
TERMS = st.one_of(
    st.none(),
    st.builds(Literal, TEXTS),
    st.builds(lambda text: Literal(text, language="es"), TEXTS),
    st.sampled_from(
        [NamedNode("http://e/a,b"), NamedNode("http://e/,,"), NamedNode("urn:x"), BlankNode("b")]
    ),
)


def written(query: str, form: QueryResultsFormat = QueryResultsFormat.CSV, **terms: object) -> bytes:
    substitutions = {Variable(name): term for name, term in terms.items() if term is not None}
    file = io.BytesIO()
    results = Store().query(query, substitutions=substitutions)  # type: ignore[arg-type]  # terms by name
    write_results(results, file, form)  # type: ignore[arg-type]  # no query here is a CONSTRUCT
    return file.getvalue()


@given(TERMS, TERMS, TERMS)
def test_cells_are_the_terms(a: object, b: object, c: object) -> None:
    body = written(QUERY, a=a, b=b, c=c)
    assert body.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
    cells = [str(term) if isinstance(term, BlankNode) else getattr(term, "value", "") for term in (a, b, c)]
    assert rows == [["a", "b", "c"], cells, cells]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { VALUES ?x { UNDEF 1 1.50 true 'a' 'a'@es <http://e/> } }",
        "SELECT * { }",
        "SELECT ?x { FILTER(false) }",
        "SELECT ?x ?y { VALUES (?x ?y) { ('\"' ',') ('\\n' '\\r') } }",
        "SELECT ?x { VALUES ?x { " + "1 " * 600 + "} }",
        "ASK { }",
    ],
)
@pytest.mark.parametrize("form", [QueryResultsFormat.CSV, QueryResultsFormat.TSV, QueryResultsFormat.XML])
def test_all_else_is_as_the_engine_writes_it(query: str, form: QueryResultsFormat) -> None:
    results = Store().query(query)
    assert written(query, form) == results.serialize(format=form)  # type: ignore[arg-type]  # see above
