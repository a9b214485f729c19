"""The evidence for statements about a thing: the excerpts that prove them."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf import iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM, PROV
from asm_graph.releases.dumps import read_text
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.passages import page_of
from asm_graph.web.rendering.naming import link_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from asm_graph.rdf.vocabulary import Base
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.description import Description, SourcedFact, Value

_ROW = PROV("wasDerivedFrom")
_LINES = re.compile(r"[\n\r\f\v]")
_MOST = 5
"""Excerpts shown beside one statement; the data have all of them."""

_AROUND = 140
"""Characters of the document before and after an excerpt: about a sentence."""


@dataclass(frozen=True, slots=True)
class QuotedExcerpt:
    """A verbatim quotation, what it proves, and its place: characters of a text or cells of a sheet.

    `before` and `after` are the text around it and `place` is where the page of its document shows it, if the
    release has the text.
    """

    iri: NamedNode
    address: str
    property: NamedNode
    value: Value | None
    quote: str
    document: NamedNode
    start: str | None
    end: str | None
    sheet: str | None
    cell: str | None
    before: str = ""
    after: str = ""
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The excerpts about one thing; each of `rows` proves everything its document states about it.

    `computed` maps each derived property to those it is computed from; empty where nothing is derived.
    """

    excerpts: tuple[QuotedExcerpt, ...]
    rows: tuple[QuotedExcerpt, ...]
    computed: Mapping[NamedNode, AbstractSet[NamedNode]]

    def of(self, fact: SourcedFact) -> tuple[QuotedExcerpt, ...]:
        """Return the excerpts that prove a statement; those without a value prove any of their property.

        A derived statement is proven by the values it is computed from.
        """
        if sources := self.computed.get(fact.property):
            exact = [each for each in self.excerpts if each.property in sources]
        else:
            proofs = [each for each in self.excerpts if each.property == fact.property]
            exact = [each for each in proofs if each.value is None or each.value == fact.value]
        return tuple(exact[:_MOST])

    @property
    def documents(self) -> list[NamedNode]:
        """The documents quoted, each once."""
        return list(dict.fromkeys(each.document for each in (*self.excerpts, *self.rows)))


async def evidence_of(reading: ReleaseReader, description: Description) -> Evidence:
    """Read the excerpts about a thing; a figure shares the row of its indicator.

    Raises:
        QueryError: the engine does not answer.
    """
    indicators = [
        fact.value
        for fact in description.facts
        if fact.property == ASM("indicator") and isinstance(fact.value, NamedNode)
    ]
    own = await _excerpts(reading, [description.thing])
    of_indicators = await _excerpts(reading, indicators) if indicators else []
    rows = [each for each in (*own, *of_indicators) if each.property == _ROW]
    exact = await asyncio.to_thread(_in_context, [each for each in own if each.property != _ROW], reading)
    return Evidence(tuple(exact), tuple(rows[:_MOST]), await _computed_from(reading, description))


async def _computed_from(
    reading: ReleaseReader, description: Description
) -> Mapping[NamedNode, AbstractSet[NamedNode]]:
    """Map each derived property to those that it is computed from; nothing where nothing is derived."""
    derived = reading.base.graph(iris.DERIVED)
    if not any(derived in fact.graphs for fact in description.facts):
        return {}
    sources: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for computed, prop in (await reading.rows(page_query("entities/computed-from"))).rows:
        sources[cast("NamedNode", computed)].add(cast("NamedNode", prop))
    return sources


def _in_context(excerpts: Sequence[QuotedExcerpt], reading: ReleaseReader) -> list[QuotedExcerpt]:
    """Add the surrounding whole words to each excerpt, within its line."""
    documents = {each.document for each in excerpts if each.start}
    slugs = {document: last_step(document.value) for document in documents}
    texts = {document: read_text(reading.release.path, slug) for document, slug in slugs.items()}
    return [_around(each, texts.get(each.document), reading.base) for each in excerpts]


def _around(excerpt: QuotedExcerpt, text: str | None, base: Base) -> QuotedExcerpt:
    if text is None or excerpt.start is None or excerpt.end is None:
        return excerpt
    start, end = int(excerpt.start), int(excerpt.end)
    before = _LINES.split(text[max(start - _AROUND, 0) : start])[-1]
    after = _LINES.split(text[end : end + _AROUND])[0]
    if len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + "…"
    page = f"{link_to(excerpt.document.value, base)}?from={page_of(text, start)}#c{start}"
    return replace(excerpt, before=before, after=after, place=page)


async def _excerpts(reading: ReleaseReader, things: Sequence[NamedNode]) -> list[QuotedExcerpt]:
    known: dict[NamedNode, dict[NamedNode, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for excerpt, prop, value in (await reading.rows(page_query("entities/excerpts", thing=things))).rows:
        known[cast("NamedNode", excerpt)][cast("NamedNode", prop)].append(cast("Value", value))
    quoted = ((iri, said) for iri, said in known.items() if ASM("quote") in said)
    found = [each for iri, said in quoted for each in _read(iri, said, reading.base)]
    return sorted(found, key=lambda each: (each.document.value, int(each.start or 0), each.cell or ""))


def _read(iri: NamedNode, said: dict[NamedNode, list[Value]], base: Base) -> list[QuotedExcerpt]:
    """Make the excerpt once per property and value it proves."""

    def text(name: str) -> str | None:
        values = said.get(ASM(name), ())
        return next((value.value for value in values if isinstance(value, Literal)), None)

    values: list[Value | None] = [*said.get(ASM("statesValue"), ())] or [None]
    return [
        QuotedExcerpt(
            iri,
            link_to(iri.value, base) or iri.value,
            prop,
            value,
            text("quote") or "",
            document,
            text("start"),
            text("end"),
            text("sheet"),
            text("cell"),
        )
        for prop in said.get(ASM("property"), ())
        for document in said.get(ASM("document"), ())[:1]
        for value in values
        if isinstance(prop, NamedNode) and isinstance(document, NamedNode)
    ]
