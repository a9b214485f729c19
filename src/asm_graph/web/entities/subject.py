"""The subject of a page: its description, and queries for more."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.errors import EngineFailure, QueryLimitExceeded
from asm_graph.rdf.vocabulary import ASM
from asm_graph.results.rows import number_of
from asm_graph.results.spoken import shown
from asm_graph.web.entities.description import names_of
from asm_graph.web.entities.sentences import Sentence, Told, say
from asm_graph.web.rendering.naming import Link, Name, Names, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asm_graph.releases import Release
    from asm_graph.results import Rows
    from asm_graph.results.rows import Term
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.drawing.download import Drawing
    from asm_graph.web.entities.description import Description
    from asm_graph.web.services.kept_names import Naming

_LONGEST_TITLE = 320
_QUOTE = ASM("quote").value
"""By which an excerpt is called beside others; on its own page, it is called by its place."""
_SECONDS = 1.0
"""A page goes without an answer that takes longer, or that the engine breaks on."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row of an answer, with the names of the things in it."""

    terms: Mapping[str, Term]
    names: Names

    def cell(self, column: str) -> Link | Name | None:
        """Return what a page shows: a thing by name, a literal formatted; None where unbound."""
        term = self.terms.get(column)
        if isinstance(term, NamedNode):
            return self.names.link(term)
        if isinstance(term, Literal):
            return Name(shown(term, self.names.language), term.language)
        return None

    def link(self, column: str) -> Link:
        """Return the thing in a column that is always bound."""
        return self.names.link(self.node(column))

    def node(self, column: str) -> NamedNode:
        """Return the IRI in a column that is always bound."""
        term = self.terms[column]
        if not isinstance(term, NamedNode):
            raise TypeError(f"?{column} is no IRI in every row; ask with node_or_none")
        return term

    def node_or_none(self, column: str) -> NamedNode | None:
        """Return the IRI in a column, if bound."""
        term = self.terms.get(column)
        return term if isinstance(term, NamedNode) else None

    def text(self, column: str) -> str:
        """Return the literal in a column unformatted; empty where unbound."""
        term = self.terms.get(column)
        return term.value if isinstance(term, Literal) else ""

    def number(self, column: str) -> Decimal | None:
        """Return the number in a column, if bound."""
        term = self.terms.get(column)
        return number_of(term) if isinstance(term, Literal) else None


@dataclass(frozen=True, slots=True)
class KindPage:
    """What a page has above its facts: plain sentences, and the parts its template shows.

    `title` is for things that the data give no name; `drawing` is its chart, if it has one. `quiet` are the
    properties that these parts tell of in full, so that what follows them does not say it again. `stands_in`
    has the release whose files it rests on, where that is another than the one that is read; None if that is
    lost. A thing that other sites may show in a frame says how high that is.
    """

    template: str
    sentences: tuple[Sentence, ...] = ()
    parts: Mapping[str, object] = field(default_factory=dict)
    title: str = ""
    quiet: frozenset[NamedNode] = frozenset()
    stands_in: tuple[Release | None, ...] = ()
    drawing: Drawing | None = None
    framed_height: int = 0


@dataclass(frozen=True, slots=True)
class PageSubject:
    """A thing as the release describes it, for one reader; `start` is where a long page begins."""

    reading: ReleaseReader
    description: Description
    names: Names
    start: str = ""

    @property
    def thing(self) -> NamedNode:
        """Its IRI."""
        return self.description.thing

    @property
    def link(self) -> Link:
        """The thing itself, by its name."""
        return self.names.link(self.thing)

    @property
    def local(self) -> str:
        """The end of its IRI, as in addresses."""
        return self.reading.base.local(self.thing)

    def links(self, prop: NamedNode) -> list[Link]:
        """Return the objects of a property, sorted by name."""
        values = [fact.value for fact in self.description.facts if fact.property == prop]
        found = [self.names.link(value) for value in values if isinstance(value, NamedNode)]
        return sorted(found, key=lambda link: link.name.text)

    def literal(self, prop: NamedNode) -> Literal | None:
        """Return a literal of a property, in the reader's language if there is one."""
        values = [fact.value for fact in self.description.facts if fact.property == prop]
        literals = [value for value in values if isinstance(value, Literal)]
        return min(literals, key=lambda value: value.language != self.names.language, default=None)

    def text(self, prop: NamedNode) -> str:
        """Return a literal of a property formatted for people; empty where there is none."""
        literal = self.literal(prop)
        return "" if literal is None else shown(literal, self.names.language)

    def mean_progress(self) -> Decimal | None:
        """Round the mean progress of the thing to whole percent; None where none is reported."""
        mean = self.literal(ASM("meanProgress"))
        number = None if mean is None else number_of(mean)
        return None if number is None else number.quantize(Decimal(1))

    def say(self, key: str, **facts: Told) -> Sentence:
        """Fill in a sentence in the reader's language."""
        return say(key, self.names.language, **facts)

    def title(self, key: str, **facts: Told) -> str:
        """Fill in a sentence as a title, without links."""
        pieces = say(key, self.names.language, **facts)
        return "".join(piece.name.text if isinstance(piece, Link) else piece.text for piece in pieces)

    async def ask(
        self, unnamed: frozenset[str] = frozenset(), **queries: str
    ) -> dict[str, tuple[AnswerRow, ...]]:
        """Answer several queries at once, by name, and name the things in their rows, but for some columns.

        Raises:
            QueryError: the engine does not answer.
        """
        return await answers_of(self.reading, self.names, queries, unnamed)

    async def naming(self, things: Iterable[NamedNode]) -> Names:
        """Name some things besides those that are named already.

        Raises:
            QueryError: the engine does not answer.
        """
        return await _names_with(self.reading, self.names, things)

    async def counts(self, query: str) -> Mapping[NamedNode, int]:
        """Return what a query counts for things of the whole release; nothing where it takes too long.

        Raises:
            QueryError: the engine does not answer.
        """
        try:
            rows = (await self.reading.shared_rows(query)).rows
        except (QueryLimitExceeded, EngineFailure):
            return {}
        return {
            thing: int(count.value)
            for thing, count in rows
            if isinstance(thing, NamedNode) and isinstance(count, Literal)
        }

    def question(self, name: str) -> str:
        """Ask a library question about this thing, its first parameter."""
        question = self.reading.site.library[name]
        return question.bind({question.parameters[0].name: self.thing.value})


async def answers_of(
    reading: ReleaseReader, names: Names, queries: Mapping[str, str], unnamed: frozenset[str] = frozenset()
) -> dict[str, tuple[AnswerRow, ...]]:
    """Answer several queries at once, by name, and name the things in their rows.

    Those in the `unnamed` columns are shown by something else than their names.

    Raises:
        QueryError: the engine does not answer.
    """
    several = await asyncio.gather(*(_rows(reading, query) for query in queries.values()))
    answers = dict(zip(queries, several, strict=True))
    held = {
        term
        for answer in answers.values()
        if answer
        for row in answer.rows
        for column, term in zip(answer.columns, row, strict=True)
        if column not in unnamed
    }
    named = await _names_with(reading, names, (term for term in held if isinstance(term, NamedNode)))
    return {name: _read(answer, named) for name, answer in answers.items()}


async def _names_with(reading: ReleaseReader, names: Names, things: Iterable[NamedNode]) -> Names:
    known = {**names.things, **await names_of(reading, sorted(things, key=str))}
    known |= await names_of(reading, _classes_to_name(known))
    return replace(names, things=known)


async def _rows(reading: ReleaseReader, query: str) -> Rows | None:
    try:
        return await reading.rows(query, _SECONDS)
    except (QueryLimitExceeded, EngineFailure):
        return None


def title_of(subject: PageSubject, kind: KindPage) -> Name:
    """Return the name of the thing of a page, else a title by its kind."""
    name = subject.link.name
    if kind.title and name.property in {None, _QUOTE}:
        return Name(kind.title)
    return Name(cut(name.text, _LONGEST_TITLE), name.language)


def _classes_to_name(known: Mapping[NamedNode, Naming]) -> list[NamedNode]:
    """Return the classes by which things without a name are called."""
    classes = {kind for naming in known.values() if not naming.names for kind in naming.classes[:1]}
    return sorted(classes - set(known), key=str)


def _read(answer: Rows | None, names: Names) -> tuple[AnswerRow, ...]:
    if answer is None:
        return ()
    return tuple(AnswerRow(dict(zip(answer.columns, row, strict=True)), names) for row in answer.rows)
