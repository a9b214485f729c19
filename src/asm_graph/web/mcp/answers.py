"""What each tool answers: data, and beside them the query, the release and the passages that prove them."""

from __future__ import annotations

from pydantic import BaseModel


class Passage(BaseModel):
    """A verbatim quotation of a document, where it stands, and which property of which thing it proves."""

    thing: str
    property: str
    quote: str
    document: str
    place: str


class Sourced(BaseModel):
    """Every answer: the query as it was asked, the release that answered, the evidence.

    `notice` says what was left out, and `address` where a person can see the same.
    """

    query: str
    release: str
    address: str
    evidence: list[Passage]
    notice: str = ""


class Hit(BaseModel):
    """A thing that a search found."""

    iri: str
    title: str
    kind: str
    text: str


class Hits(Sourced):
    """What a search found: the best hits, of so many in all."""

    total: int
    hits: list[Hit]


class Statement(BaseModel):
    """A property of a thing and a value, named where the graph has a name, and the documents that say so."""

    property: str
    value: str
    name: str
    documents: list[str]


class Described(Sourced):
    """What is said of a thing, and how many things name it by each property."""

    iri: str
    name: str
    statements: list[Statement]
    named_by: dict[str, int]


class Answered(Sourced):
    """The rows of a SELECT or ASK; a CONSTRUCT or DESCRIBE has its triples as `turtle`."""

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
