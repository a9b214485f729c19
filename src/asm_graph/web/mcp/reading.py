"""What the tools read with and answer: bounded results, names, and passages that prove statements."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pydantic import BaseModel
from pyoxigraph import Literal, NamedNode

from asm_graph.errors import QueryLimitExceeded
from asm_graph.rdf.vocabulary import ASM, PREFIXES
from asm_graph.results import prefixed_name
from asm_graph.web.answers.page_queries import page_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.engine.interface import EngineQuery
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.services.kept_names import Naming


class EvidencePassage(BaseModel):
    """A verbatim quotation with its place, and the property and thing it proves."""

    thing: str
    property: str
    quote: str
    document: str
    place: str


class SourcedResult(BaseModel):
    """The base of all results: the query, the release that answered, the evidence.

    `notice` says what was left out, and `address` where a person can see the same.
    """

    query: str
    release: str
    address: str
    evidence: list[EvidencePassage]
    notice: str = ""


class SearchHit(BaseModel):
    """A thing found by a search; `found_by` is the name that matched where it is not the title.

    What is no thing of the graph has no IRI, but the `address` of its page.
    """

    iri: str
    title: str
    kind: str
    text: str
    found_by: str = ""
    address: str = ""


class SearchHits(SourcedResult):
    """The best hits of a search, and the number of all."""

    total: int
    hits: list[SearchHit]


class StatedValue(BaseModel):
    """A property and a value of a thing, named where names exist, and the documents that state it."""

    property: str
    value: str
    name: str
    documents: list[str]


class DescribedEntity(SourcedResult):
    """The statements about a thing, and the number of things that refer to it by each property."""

    iri: str
    name: str
    statements: list[StatedValue]
    named_by: dict[str, int]


class QueryResult(SourcedResult):
    """The rows of a SELECT or ASK; the triples of a CONSTRUCT or DESCRIBE are in `turtle`."""

    columns: list[str]
    rows: list[list[str | None]]
    turtle: str = ""


class QuestionSummary(BaseModel):
    """A question of the library; `parameters` say what each takes."""

    name: str
    title: str
    description: str
    parameters: dict[str, str]
    columns: dict[str, str]


class QuestionList(BaseModel):
    """The questions of the library."""

    questions: list[QuestionSummary]


_MOST_BYTES = 500_000
"""Of an answer: more does not fit what an assistant can hold in mind."""
_MOST_THINGS = 20
_MOST_PASSAGES = 60


async def bounded(reading: ReleaseReader, query: EngineQuery) -> bytes:
    """Return the answer to a query if it is short enough for an assistant.

    Raises:
        QueryError: the engine does not answer, or the answer is too long.
    """
    answer = await reading.site.engine.answer(query)
    body = bytearray()
    try:
        async for piece in answer.body:
            body += piece
            if len(body) > _MOST_BYTES:
                raise QueryLimitExceeded(
                    f"The answer has more than {_MOST_BYTES:,} bytes; ask for less, by LIMIT or a filter.",
                    "bytes",
                )
    finally:
        await answer.body.aclose()
    return bytes(body)


def things_of(terms: Iterable[object], base: str) -> list[NamedNode]:
    """Return the first entities of ours among some terms, each once."""
    named = (term for term in terms if isinstance(term, NamedNode))
    ours: dict[NamedNode, None] = {}
    for term in named:
        if term.value.startswith(base):
            ours[term] = None
        if len(ours) == _MOST_THINGS:
            break
    return list(ours)


async def passages(reading: ReleaseReader, things: Iterable[NamedNode]) -> list[EvidencePassage]:
    """Return the passages that prove statements about some things.

    Raises:
        QueryError: the engine does not answer.
    """
    asked = tuple(things)
    if not asked:
        return []
    rows = (await reading.rows(page_query("entities/excerpts", thing=asked))).rows
    said: dict[object, dict[str, str]] = defaultdict(dict)
    for excerpt, prop, value in rows:
        said[excerpt][getattr(prop, "value", "").removeprefix(ASM.iri)] = getattr(value, "value", "")
    found = [_passage(one) for one in said.values() if "quote" in one]  # a link of documents quotes nothing
    found.sort(key=lambda one: (one.thing, one.property, one.document, one.place))
    return found[:_MOST_PASSAGES]


def name_of(naming: Naming | None, fallback: str = "") -> str:
    """Return the name of a thing, in Spanish if there is one."""
    names = naming.names if naming else ()
    spanish = [literal.value for _, literal in names if literal.language == "es"]
    return next(iter([*spanish, *(literal.value for _, literal in names)]), fallback)


def short(term: NamedNode) -> str:
    """Return a property as a prefixed name."""
    return prefixed_name(term.value, PREFIXES)


def shown(term: object) -> str | None:
    """Return a term as text: the whole IRI, or the value without its type."""
    return term.value if isinstance(term, NamedNode | Literal) else (None if term is None else str(term))


def _passage(said: dict[str, str]) -> EvidencePassage:
    if "cell" in said:
        place = f"{said.get('sheet', '')} {said['cell']}".strip()
    elif "page" in said:
        place = f"page {said['page']}"
    else:
        place = f"characters {said.get('start', '')}-{said.get('end', '')}"
    return EvidencePassage(
        thing=said.get("subject", ""),
        property=prefixed_name(said.get("property", ""), PREFIXES),
        quote=said.get("quote", ""),
        document=said.get("document", ""),
        place=place,
    )
