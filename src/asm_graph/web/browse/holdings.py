"""Whose data a release has, of which years, and up to when."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.messages.layout_names import layout_names
from asm_graph.rdf import document_iris
from asm_graph.results.spoken import shown
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.browse.overview import naming
from asm_graph.web.drawing.caption import span_of
from asm_graph.web.rendering.naming import Link, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.releases.content import Input
    from asm_graph.web.answers.page_queries import ReleaseReader

_DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Holdings:
    """The documents of a release: who published them, what they are, their years, and how fresh they are.

    `undeclared` counts those whose publisher is not known; `as_of` and `captured` are empty where no document
    has such a day.
    """

    documents: tuple[Input, ...]
    publishers: tuple[Link, ...]
    undeclared: int
    kinds: tuple[tuple[str, int], ...]
    years: str
    as_of: str
    captured: str


async def holdings(reading: ReleaseReader, language: Language) -> Holdings:
    """Read whose data the release has.

    Raises:
        QueryError: the engine does not answer.
    """
    manifest = reading.release.manifest
    documents = tuple(item for item in manifest.inputs if item.kind == _DOCUMENT)
    publishers = await _publishers(reading, documents, language)
    kinds = Counter(_kind(item, language) for item in documents)
    dates = (await reading.shared_rows(page_query("browse/latest-dates"))).rows
    as_of, captured = (_spoken(term, language) for term in (dates[0] if dates else (None, None)))
    return Holdings(
        documents,
        tuple(link for link, _ in Counter(chain.from_iterable(publishers)).most_common()),
        sum(not each for each in publishers),
        tuple(kinds.most_common()),
        span_of(manifest.years or ()),
        as_of,
        captured,
    )


async def _publishers(
    reading: ReleaseReader, documents: Iterable[Input], language: Language
) -> list[Sequence[Link]]:
    """Return the publishers of each document as the graph has them, else as declared with its file."""
    published: dict[str, list[NamedNode]] = defaultdict(list)
    for document, publisher in (await reading.shared_rows(page_query("browse/publishers"))).rows:
        if isinstance(document, NamedNode) and isinstance(publisher, NamedNode):
            published[document.value].append(publisher)
    names = await naming(reading, chain.from_iterable(published.values()), language)

    def of(item: Input) -> Sequence[Link]:
        known = published[reading.base.id(document_iris.document(item.slug)).value]
        declared = item.origin.publisher
        return [names.link(each) for each in known] or ([Link("", Name(declared), None)] if declared else [])

    return [of(item) for item in documents]


def _kind(item: Input, language: Language) -> str:
    """Say what a document is, by its layout."""
    return layout_names().get(item.layout, {}).get(language, item.layout)


def _spoken(term: object, language: Language) -> str:
    return shown(term, language) if isinstance(term, Literal) else ""
