"""Whose data a release has, of which years, and up to when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.messages.layout_names import layout_names
from asm_graph.results.spoken import shown
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.drawing.caption import span_of

if TYPE_CHECKING:
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
    publishers: tuple[str, ...]
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
    publishers = Counter(item.origin.publisher for item in documents)
    undeclared = publishers.pop("", 0)
    kinds = Counter(_kind(item, language) for item in documents)
    dates = (await reading.rows(page_query("browse/latest-dates"))).rows
    as_of, captured = (_spoken(term, language) for term in (dates[0] if dates else (None, None)))
    return Holdings(
        documents,
        tuple(name for name, _ in publishers.most_common()),
        undeclared,
        tuple(kinds.most_common()),
        span_of(manifest.years or ()),
        as_of,
        captured,
    )


def _kind(item: Input, language: Language) -> str:
    """Say what a document is, by its layout."""
    return layout_names().get(item.layout, {}).get(language, item.layout)


def _spoken(term: object, language: Language) -> str:
    return shown(term, language) if isinstance(term, Literal) else ""
