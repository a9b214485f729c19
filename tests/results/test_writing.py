from __future__ import annotations

import json

import pytest

from asm_graph.errors import EngineFailure, UsageError
from asm_graph.results import FORMATS, About, read_results
from asm_graph.results.writing import write_results

XSD = "http://www.w3.org/2001/XMLSchema#"


def answer(*rows: dict[str, dict[str, str]], names: tuple[str, ...] = ("a", "b")) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


def test_rows_keep_their_terms_and_their_gaps() -> None:
    results = read_results(answer({"b": {"type": "literal", "value": "1.50", "datatype": f"{XSD}decimal"}}))
    assert results.columns == ("a", "b")
    assert results.rows[0][0] is None
    assert getattr(results.rows[0][1], "value", None) == "1.50"


def test_an_ask_is_one_row() -> None:
    results = read_results(b'{"head": {}, "boolean": true}')
    assert results.columns == ("answer",)
    assert write_results(b'{"head": {}, "boolean": false}', "table", About()).split()[-1] == b"false"


def test_standard_formats() -> None:
    body = answer(
        {"a": {"type": "literal", "value": 'uno, "dos"'}, "b": {"type": "uri", "value": "https://a.example/"}}
    )
    assert write_results(body, "csv", About()) == b'a,b\r\n"uno, ""dos""",https://a.example/\r\n'
    assert write_results(body, "tsv", About()).splitlines()[0] == b"?a\t?b"
    assert b"<uri>https://a.example/</uri>" in write_results(body, "xml", About())
    assert write_results(body, "json", About()) == body


@pytest.mark.parametrize("name", ["ttl", "nt", "rdf", "jsonld", "csv", "tsv", "xml"])
def test_what_is_in_the_format_already_passes_unchanged(name: str) -> None:
    body = b"?a\n<https://a.example/> <https://a.example/p> 1 .\n"
    assert write_results(body, name, About()) == body


@pytest.mark.parametrize("name", ["table", "xlsx"])
@pytest.mark.parametrize(
    "body", [b"", b"{}", b"<html>", answer({"a": {"type": "uri", "value": "no iri"}}), answer()[:-3]]
)
def test_a_broken_answer_is_the_engines_failure(name: str, body: bytes) -> None:
    with pytest.raises(EngineFailure, match="ask again"):
        write_results(body, name, About())


def test_a_cut_answer_is_never_written_as_a_whole_one() -> None:
    row = {"a": {"type": "literal", "value": "x"}}
    with pytest.raises(EngineFailure, match="ask again"):
        write_results(answer(row, row)[:-20], "csv", About())


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="'pdf'; there are table, xlsx, json"):
        write_results(answer(), "pdf", About())


def test_every_format_asks_an_engine_for_something_standard() -> None:
    assert {each.asks for each in FORMATS.values()} == {
        each.media_type for each in FORMATS.values() if each.name not in ("table", "xlsx")
    }
