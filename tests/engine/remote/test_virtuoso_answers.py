"""Answers as Virtuoso writes them, written anew: whatever the terms are, and wherever a piece is cut."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from asm_graph.engine.remote import virtuoso_answers
from asm_graph.engine.remote.virtuoso_answers import asked_for, written_anew
from asm_graph.errors import EngineFailure

XSD = "http://www.w3.org/2001/XMLSchema#"
JSON = "application/sparql-results+json"
RESULTS = {JSON: QueryResultsFormat.JSON, "text/tab-separated-values": QueryResultsFormat.TSV}
GRAPHS = {
    form.media_type: form
    for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD, RdfFormat.TRIG)
}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
readable = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
nodes = st.sampled_from([NamedNode("http://e/s"), NamedNode("http://e/p/q"), BlankNode("b10")])


def literals(words: st.SearchStrategy[str]) -> st.SearchStrategy[Literal]:
    return st.one_of(
        st.builds(Literal, words),
        st.builds(lambda text: Literal(text, language="es"), words),
        st.builds(Literal, st.booleans()),
        st.builds(Literal, st.integers()),
    )


def as_virtuoso_has_it(term: object) -> dict[str, str]:
    """A term in the JSON of Virtuoso: nodes have a prefix, booleans are numbers."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": f"nodeID://{term.value}"}
    assert isinstance(term, Literal)
    if term.language:
        return {"type": "literal", "xml:lang": term.language, "value": term.value}
    if term.datatype.value == f"{XSD}string":
        return {"type": "literal", "value": term.value}
    value = {"true": "1", "false": "0"}.get(term.value, term.value)
    return {"type": "typed-literal", "datatype": term.datatype.value, "value": value}


def virtuoso_rows(names: list[str], rows: list[dict[str, object]]) -> bytes:
    lines = ",\n".join(
        "    "
        + json.dumps({name: as_virtuoso_has_it(term) for name, term in row.items()}).replace("{", "{ ", 1)
        for row in rows
    )
    head = f'\n{{ "head": {{ "link": [], "vars": {json.dumps(names)} }},\n'
    begin = '  "results": { "distinct": false, "ordered": true, "bindings": ['
    return f"{head}{begin}\n{lines} ] }} }}".encode()


def written(engine_said: bytes, media_type: str, cut: int) -> bytes:
    anew = written_anew(media_type)
    pieces = [engine_said[start : start + cut] for start in range(0, len(engine_said), cut)]
    return b"".join(map(anew.take, pieces)) + anew.finish()


@pytest.mark.parametrize("media_type", RESULTS)
@given(
    rows=st.lists(st.fixed_dictionaries({}, optional={"a": nodes | literals(texts), "b": nodes})),
    cut=st.integers(1, 300),
)
def test_rows_are_the_same(media_type: str, rows: list[dict[str, object]], cut: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(virtuoso_answers, "_CHUNK_BYTES", 100)
        said = written(virtuoso_rows(["a", "b"], rows), media_type, cut)
    found = [
        {name: row[name] for name in ("a", "b") if row[name] is not None}
        for row in parse_query_results(said, format=RESULTS[media_type])
    ]
    assert found == rows
    assert asked_for(media_type) == JSON


@pytest.mark.parametrize("media_type", GRAPHS)
@given(objects=st.lists(nodes | literals(readable)), cut=st.integers(1, 300))
def test_graphs_are_the_same(media_type: str, objects: list[object], cut: int) -> None:
    graph = {Triple(NamedNode("http://e/s"), NamedNode("http://e/p"), one) for one in objects}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(virtuoso_answers, "_CHUNK_BYTES", 100)
        said = written(serialize(graph, format=RdfFormat.N_TRIPLES) or b"# Empty NT\n", media_type, cut)
    assert {quad.triple for quad in parse(said, GRAPHS[media_type])} == graph


@pytest.mark.parametrize(("row", "expected"), [({"__ASK_RETVAL": Literal(1)}, b"true"), (None, b"false")])
def test_a_table_of_an_ask_is_a_boolean(row: dict[str, object] | None, expected: bytes) -> None:
    said = virtuoso_rows(["__ASK_RETVAL"], [row] if row else [])
    assert json.loads(written(said, JSON, 9))["boolean"] is (expected == b"true")
    assert written(said, "text/csv", 9) == expected


def test_what_has_no_end_is_not_whole() -> None:
    said = virtuoso_rows(["a"], [{"a": Literal("x")}])
    with pytest.raises(EngineFailure, match="broke off"):
        written(said.removesuffix(b" ] } }"), JSON, 50)


def test_a_very_long_row_is_not_copied_again_with_each_piece() -> None:
    said = virtuoso_rows(["a"], [{"a": Literal("x" * 8_000_000)}])
    started = time.process_time()
    assert len(written(said, "text/csv", 1000)) > 8_000_000
    assert time.process_time() - started < 2  # seconds; with copies it takes ten
