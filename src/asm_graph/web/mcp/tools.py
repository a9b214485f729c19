"""The read-only tools: search, describe, ask a library question, run a query.

Each goes the way of the pages and of the endpoint: the guard, the engine's limits, the count of a client's
queries. Their docstrings are what an assistant is told.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast
from urllib.parse import urlencode

from mcp.server.mcpserver import Context  # noqa: TC002  the SDK reads the annotations
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field
from pyoxigraph import NamedNode, RdfFormat, parse

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import AsmGraphError
from asm_graph.results import JSON, read_results
from asm_graph.search.reading import has_index, thing_of_key
from asm_graph.search.reading import search as search_index
from asm_graph.web.answers.page_queries import page_query, read_release
from asm_graph.web.entities.description import describe as describe_thing
from asm_graph.web.entities.description import documents_of
from asm_graph.web.http.addresses import own_address
from asm_graph.web.mcp.reading import (
    DescribedEntity,
    QueryResult,
    QuestionList,
    QuestionSummary,
    SearchHit,
    SearchHits,
    StatedValue,
    bounded,
    name_of,
    passages,
    short,
    shown,
    things_of,
)
from asm_graph.web.rendering.naming import EntityAddress
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from starlette.requests import Request

    from asm_graph.search.reading import SearchPage
    from asm_graph.web.answers.page_queries import ReleaseReader

T = TypeVar("T")
_TURTLE = "text/turtle"
_MOST_ROWS = 200
_LONGEST_SEARCH = 500

Words = Annotated[
    str, Field(description="Words, best in Spanish as the documents have them; accents may be left out.")
]
Kind = Annotated[
    str, Field(description="IRI of a class that the hits must have, such as one of an earlier hit.")
]
Thing = Annotated[
    str, Field(description="IRI of a thing, or the key of a program such as 20-S061 or 20S061.")
]
Name = Annotated[str, Field(description="Name of a question, as `questions` lists them.")]
Values = Annotated[
    dict[str, str], Field(description="Values of its parameters by name; those left out are open.")
]
Sparql = Annotated[str, Field(description="A SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE.")]
Count = Annotated[int, Field(ge=1, le=_MOST_ROWS, description="Most rows of the answer.")]


async def search(words: Words, ctx: Context[Any, Any], kind: Kind = "") -> SearchHits:
    """Find programs, agencies, branches, indicators and other things, and the ready questions that fit.

    Words may be mistyped, in Spanish or English, acronyms (IMSS), keys (20-S061, S061), "ramo 12", "ODS 4".
    A hit without an IRI, such as a question, has the address of its page.
    """

    async def work(reading: ReleaseReader) -> SearchHits:
        path, text = reading.release.path, words[:_LONGEST_SEARCH]
        if not has_index(path):
            raise ToolError("The release has no search index; use `query`.")
        found = await asyncio.to_thread(search_index, path, text, {"kind": kind}, 1, "es")
        hits = [
            SearchHit(
                iri=one.iri,
                title=one.title,
                kind=one.kind,
                text="".join(one.pieces),
                found_by=one.reason.name if one.reason else "",
                address=_address(ctx, one.address) if one.address else "",
            )
            for one in found.hits
        ]
        return SearchHits(
            query=text,
            release=reading.release.name,
            address=_address(ctx, f"/search?{urlencode({'q': text})}"),
            evidence=await passages(reading, (NamedNode(one.iri) for one in found.hits[:5] if one.iri)),
            notice=_notice(found, is_cut=text != words),
            total=found.total,
            hits=hits,
        )

    return await _read(ctx, work)


def _notice(found: SearchPage, *, is_cut: bool) -> str:
    """Say what was looked for instead of what was typed, and what is nearest to what is not found."""
    said = {
        f"Only the first {_LONGEST_SEARCH} characters were looked for.": is_cut,
        f"Looked for “{found.corrected}” instead.": found.corrected,
        "Nothing has all the words; the hits have some of them.": found.is_partial and found.hits,
        f"Nearest names: {'; '.join(found.near)}.": found.near,
    }
    return " ".join(sentence for sentence, holds in said.items() if holds)


async def describe(thing: Thing, ctx: Context[Any, Any]) -> DescribedEntity:
    """Say all that the graph says of one thing, with the documents that say it and their own words."""

    async def work(reading: ReleaseReader) -> DescribedEntity:
        node = await asyncio.to_thread(_node, thing, reading)
        description = await describe_thing(reading, node)
        if description is None:
            raise ToolError(f"{node.value}: the release says nothing of it; find things with `search`.")
        statements = [
            StatedValue(
                property=short(fact.property),
                value=shown(fact.value) or "",
                name=name_of(description.naming.get(fact.value)) if isinstance(fact.value, NamedNode) else "",
                documents=[one.value for one in documents_of(fact, reading)],
            )
            for fact in description.facts
        ]
        return DescribedEntity(
            query=page_query("entities/facts", thing=node),
            release=reading.release.name,
            address=_address(ctx, f"/doc/{reading.base.local(node)}"),
            evidence=await passages(reading, [node]),
            iri=node.value,
            name=name_of(description.naming.get(node), node.value),
            statements=statements,
            named_by={short(each.property): each.total for each in description.links},
        )

    return await _read(ctx, work)


async def questions(ctx: Context[Any, Any]) -> QuestionList:
    """List the questions of the library: alignment, ASM, indicators, evaluations, figures that disagree."""
    return QuestionList(
        questions=[
            QuestionSummary(
                name=one.name,
                title=one.title["en"],
                description=one.description["en"],
                parameters={
                    each.name: f"{each.description['en']} (example: {each.example}"
                    f"{', required' if each.required and each.default is None else ''})"
                    for each in one.parameters
                },
                columns={column.name: column.meaning["en"] for column in one.columns},
            )
            for one in site_of(_request(ctx)).library
        ]
    )


async def ask_question(
    name: Name, ctx: Context[Any, Any], parameters: Values | None = None, rows: Count = 50
) -> QueryResult:
    """Answer a question of the library with these parameters: the safest way to figures and lists."""
    with _told():
        text = site_of(_request(ctx)).library[name].bind(parameters or {})
    address = _address(ctx, f"/queries/{name}?{urlencode(parameters or {})}")
    return await _answer(ctx, text, address, rows)


async def query(sparql: Sparql, ctx: Context[Any, Any], rows: Count = 50) -> QueryResult:
    """Run a SPARQL query over the release, within the limits of the endpoint; no updates, no SERVICE."""
    return await _answer(ctx, sparql, _address(ctx, f"/sparql?{urlencode({'query': sparql})}"), rows)


TOOLS: tuple[Callable[..., Awaitable[Any]], ...] = (search, describe, questions, ask_question, query)


async def _answer(ctx: Context[Any, Any], text: str, address: str, most: int) -> QueryResult:
    with _told():
        request = _request(ctx)
        examined = await site_of(request).examiner.examine(text, client_of(request))
    tabular = examined.form in {"SELECT", "ASK"}

    async def work(reading: ReleaseReader) -> QueryResult:
        body = await bounded(reading, EngineQuery(text, JSON if tabular else _TURTLE, client=reading.client))
        sourced = {"query": text, "release": reading.release.name, "address": address}
        ours = reading.base.id("").value
        if not tabular:
            things = things_of((quad.subject for quad in parse(body, RdfFormat.TURTLE)), ours)
            proof = await passages(reading, things)
            return QueryResult(**sourced, evidence=proof, columns=[], rows=[], turtle=body.decode())
        found = read_results(body)
        rows, left_out = found.rows[:most], len(found.rows) - most
        return QueryResult(
            **sourced,
            evidence=await passages(reading, things_of(chain.from_iterable(rows), ours)),
            notice=f"{left_out:,} more rows were left out; all are at the address." if left_out > 0 else "",
            columns=list(found.columns),
            rows=[[shown(term) for term in row] for row in rows],
        )

    return await _read(ctx, work)


async def _read(ctx: Context[Any, Any], work: Callable[[ReleaseReader], Awaitable[T]]) -> T:
    request = _request(ctx)
    with _told():
        return await read_release(request, site_of(request), work)


@contextmanager
def _told() -> Iterator[None]:
    """Turn an error of ours into a tool result that the assistant can read and act on."""
    try:
        yield
    except AsmGraphError as error:
        raise ToolError(str(error)) from error


def _request(ctx: Context[Any, Any]) -> Request:
    return cast("Request", ctx.request_context.request)


def _address(ctx: Context[Any, Any], path: str) -> str:
    return own_address(_request(ctx), path)


def _node(thing: str, reading: ReleaseReader) -> NamedNode:
    """Return the IRI of a thing from an IRI or a key."""
    start = reading.base.id("").value
    iri = (
        thing
        if thing.startswith(start) or not has_index(reading.release.path)
        else thing_of_key(reading.release.path, thing)
    )
    place = EntityAddress.read((iri or "").removeprefix(start))
    if iri is None or place is None or not iri.startswith(start):
        raise ToolError(
            f"{thing[:200]}: is no IRI under {start} and the key of nothing; find it with `search`."
        )
    return reading.base.id(place.path)
