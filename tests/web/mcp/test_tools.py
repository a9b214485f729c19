"""The tools for assistants over a real port, by the SDK's own client."""

from __future__ import annotations

import asyncio
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from mcp import Client

from asm_graph.settings import Settings
from asm_graph.web.mcp import assistants_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asm_graph.releases import Release

PROGRAM = "https://w3id.org/asm-graph/id/program/20-S061"


@pytest.fixture(scope="module")
def address(
    founding_release: Release, run: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    log = tmp_path_factory.mktemp("assistants") / "log"
    with run(founding_release.path.parent, log, workers=2, query_seconds=2, query_bytes=20_000) as server:
        yield f"{server.url}/mcp"


def call(address: str, tool: str, **arguments: Any) -> Any:
    async def once() -> Any:
        async with Client(address) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(once())


def answer(address: str, tool: str, **arguments: Any) -> dict[str, Any]:
    result = call(address, tool, **arguments)
    assert not result.is_error, result.content
    return result.structured_content


def complaint(address: str, tool: str, **arguments: Any) -> str:
    result = call(address, tool, **arguments)
    assert result.is_error
    return result.content[0].text


def test_the_tools_only_read(address: str) -> None:
    async def listed() -> Any:
        async with Client(address) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(listed())
    assert {tool.name for tool in tools} == {"search", "describe", "questions", "ask_question", "query"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    (asking,) = (tool for tool in tools if tool.name == "ask_question")
    assert set(asking.input_schema["properties"]) == {"name", "parameters", "rows"}


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"words": "migrantes"}),
        ("describe", {"thing": "20-S061"}),
        ("ask_question", {"name": "asm-status", "parameters": {"program": "20-S061"}}),
        (
            "query",
            {"sparql": "SELECT ?a { ?a a <https://w3id.org/asm-graph/ontology#Asm> }"},
        ),
        ("query", {"sparql": f"DESCRIBE <{PROGRAM}>"}),
    ],
)
def test_every_answer_has_its_query_its_release_and_its_evidence(
    address: str, founding_release: Release, tool: str, arguments: dict[str, Any]
) -> None:
    found = answer(address, tool, **arguments)
    assert found["release"] == founding_release.name
    assert found["query"]
    assert found["evidence"]
    for passage in found["evidence"]:
        assert passage["thing"].startswith("https://w3id.org/asm-graph/id/")
        assert passage["quote"]
        assert passage["document"].startswith("https://w3id.org/asm-graph/id/document/")
        assert passage["place"]
    browser = {"Accept": "text/html, */*;q=0.8"}
    assert httpx.get(found["address"], headers=browser).status_code == 200


def test_a_search_leads_to_what_describes(address: str) -> None:
    found = answer(address, "search", words="programa 3x1")
    assert PROGRAM in {hit["iri"] for hit in found["hits"]}
    described = answer(address, "describe", thing=PROGRAM)
    assert described["name"] == "Programa 3x1 para Migrantes"
    contributed = [one for one in described["statements"] if one["property"] == "asm:contributesTo"]
    assert all(one["name"] for one in contributed)
    assert described["named_by"]["asm:program"] > 5
    assert answer(address, "describe", thing="20S061")["iri"] == PROGRAM


def test_a_search_finds_questions_and_says_what_it_corrected(address: str) -> None:
    found = answer(address, "search", words="qué programas no cumplieron sus metas")
    assert found["hits"][0]["iri"] == ""
    assert found["hits"][0]["address"].endswith("/queries/indicator-achievement")
    found = answer(address, "search", words="migramtes")
    assert found["hits"][0]["iri"].endswith("/program/20-S061")
    assert "“migrantes”" in found["notice"]


def test_a_search_is_normalized_as_texts_are(address: str) -> None:
    for words in ("diagnóstico", "población"):
        found = answer(address, "search", words=words)
        assert found["hits"] == answer(address, "search", words=unicodedata.normalize("NFD", words))["hits"]
        assert found["total"] > 0


def test_many_ask_at_once_and_much(address: str) -> None:
    async def asked() -> list[Any]:
        async with Client(address) as client:
            words = ["migrantes", "x" * 5_000, "", "\x00' OR 1=1 \" * ( NEAR"]
            calls = [client.call_tool("search", {"words": each}) for each in words * 5]
            return list(await asyncio.gather(*calls))

    found = asyncio.run(asked())
    assert not any(result.is_error for result in found)
    totals = [result.structured_content["total"] for result in found]
    assert totals[0] > 0
    assert totals == totals[:4] * 5
    assert found[1].structured_content["notice"].startswith("Only the first 500")


def test_a_question_takes_parameters_and_leaves_no_row_out_in_silence(address: str) -> None:
    names = {one["name"] for one in answer(address, "questions")["questions"]}
    assert {"program-alignment", "asm-status", "evidence"} <= names
    whole = answer(address, "ask_question", name="asm-status")
    assert whole["columns"][:2] == ["asm", "program"]
    one = answer(address, "ask_question", name="asm-status", rows=1)
    assert len(one["rows"]) == 1
    assert one["notice"].startswith(f"{len(whole['rows']) - 1} more rows")
    assert {passage["thing"] for passage in one["evidence"]} <= set(filter(None, one["rows"][0]))
    assert not whole["notice"]


def test_queries_of_every_form(address: str) -> None:
    assert answer(address, "query", sparql="ASK {}")["rows"] == [["true"]]
    turtle = answer(address, "query", sparql=f"DESCRIBE <{PROGRAM}>")["turtle"]
    assert "Programa 3x1 para Migrantes" in turtle
    assert answer(address, "query", sparql="SELECT ?a { BIND (1/0 AS ?a) }")["rows"] == [[None]]


@pytest.mark.parametrize(
    ("tool", "arguments", "reason"),
    [
        ("query", {"sparql": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, "SERVICE"),
        ("query", {"sparql": "DELETE WHERE { ?s ?p ?o }"}, ""),
        ("query", {"sparql": "SELECT * {"}, ""),
        ("query", {"sparql": "SELECT * { " + "{" * 5_000}, ""),
        ("query", {"sparql": "#" * 30_000}, ""),
        ("query", {"sparql": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}, "seconds|bytes|rows"),
        ("query", {"sparql": "ASK {}", "rows": 10_000}, "200"),
        ("ask_question", {"name": "nothing"}, "No question"),
        ("ask_question", {"name": "asm-status", "parameters": {"x": "1"}}, "no parameter"),
        ("describe", {"thing": "file:///etc/passwd"}, "no IRI"),
        ("describe", {"thing": f"{PROGRAM}> ?a ?b . #"}, "no IRI"),
        ("describe", {"thing": "https://w3id.org/asm-graph/id/program/none"}, "says nothing"),
    ],
)
def test_what_is_refused_says_why_and_leaves_the_server_well(
    address: str, tool: str, arguments: dict[str, Any], reason: str
) -> None:
    message = complaint(address, tool, **arguments)
    assert re.search(reason, message)
    assert "Traceback" not in message
    assert answer(address, "query", sparql="ASK {}")["rows"] == [["true"]]


def test_no_connection_is_held_open(address: str) -> None:
    answer = httpx.get(address, headers={"Accept": "text/event-stream"}, timeout=5)
    assert answer.status_code == 405


def test_a_body_out_of_all_proportion_is_refused(address: str) -> None:
    sent = httpx.post(
        address,
        content=b"x" * 1_000_000,
        headers={"Content-Type": "application/json", "Accept": "application/json, text/event-stream"},
    )
    assert sent.status_code == 413


def test_without_the_sdk_there_is_nothing_for_assistants(monkeypatch: pytest.MonkeyPatch) -> None:
    assert assistants_of(Settings()).routes
    monkeypatch.setitem(sys.modules, "mcp", None)
    assert not assistants_of(Settings()).routes
