"""The results of the tools: data with the query, the release, and the passages that prove them."""

from __future__ import annotations

from pydantic import BaseModel


class Passage(BaseModel):
    """A verbatim quotation with its place, and the property and thing it proves."""

    thing: str
    property: str
    quote: str
    document: str
    place: str


class Sourced(BaseModel):
    """The base of all results: the query, the release that answered, the evidence.

    `notice` says what was left out, and `address` where a person can see the same.
    """

    query: str
    release: str
    address: str
    evidence: list[Passage]
    notice: str = ""


class Hit(BaseModel):
    """A thing found by a search."""

    iri: str
    title: str
    kind: str
    text: str


class Hits(Sourced):
    """The best hits of a search, and the number of all."""

    total: int
    hits: list[Hit]


class Statement(BaseModel):
    """A property and a value of a thing, named where names exist, and the documents that state it."""

    property: str
    value: str
    name: str
    documents: list[str]


class Described(Sourced):
    """The statements about a thing, and the number of things that refer to it by each property."""

    iri: str
    name: str
    statements: list[Statement]
    named_by: dict[str, int]


class Answered(Sourced):
    """The rows of a SELECT or ASK; the triples of a CONSTRUCT or DESCRIBE are in `turtle`."""

    columns: list[str]
    rows: list[list[str | None]]
    turtle: str = ""


class Question(BaseModel):
    """A question of the library; `parameters` say what each takes."""

    name: str
    title: str
    description: str
    parameters: dict[str, str]
    columns: dict[str, str]


class Questions(BaseModel):
    """The questions of the library."""

    questions: list[Question]
