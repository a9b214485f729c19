"""The documents that a page rests on: title, publisher, address of origin, file and its hash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf import document_iris
from asm_graph.rdf.iri_parts import last_step, parse
from asm_graph.rdf.vocabulary import ASM, PROV
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.description import documents_of, names_of
from asm_graph.web.entities.received_files import received_file
from asm_graph.web.rendering.naming import Link, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.releases import Release
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.description import Description
    from asm_graph.web.entities.received_files import ReceivedFile
    from asm_graph.web.rendering.naming import Names

_MOST = 12
"""Documents that a page tells of; what a hundred files say names the first of them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its publishers and the file that it was read from, as far as these are known."""

    document: Link
    publishers: tuple[Link, ...]
    file: ReceivedFile | None


async def sources_of(
    reading: ReleaseReader,
    documents: Sequence[NamedNode],
    names: Names,
    stands_in: tuple[Release | None, ...] = (),
) -> tuple[Source, ...]:
    """Describe documents, in their order, with the files of the release that is read or of another.

    Raises:
        QueryError: the engine does not answer.
    """
    shown = documents[:_MOST]
    if not shown:
        return ()
    rows = (await reading.shared_rows(page_query("entities/document-publishers", document=shown))).rows
    published = [(document, by) for document, by in rows if isinstance(by, NamedNode)]
    things = await names_of(reading, [*shown, *dict.fromkeys(by for _, by in published)])
    known = replace(names, things={**names.things, **things})
    release = stands_in[0] if stands_in else reading.release
    return tuple(
        _source(release, known, document, [known.link(by) for of, by in published if of == document])
        for document in shown
    )


def _source(release: Release | None, names: Names, document: NamedNode, publishers: Sequence[Link]) -> Source:
    file = received_file(release, last_step(document.value)) if release else None
    said = file.input.origin.publisher if file else ""
    if said and not publishers:
        publishers = [Link("", Name(said), None)]
    return Source(names.link(document), tuple(publishers), file)


def documents_behind(reading: ReleaseReader, description: Description) -> list[NamedNode]:
    """Return the documents that a thing was read from or quotes, or whose graphs state it."""
    return list(
        dict.fromkeys(
            (
                *_read_from(description),
                *_of_excerpts(reading, description),
                *(one for fact in description.facts for one in documents_of(fact, reading)),
            )
        )
    )


def _read_from(description: Description) -> Iterable[NamedNode]:
    return (
        fact.value
        for fact in description.facts
        if fact.property in {PROV("wasDerivedFrom"), ASM("document")} and isinstance(fact.value, NamedNode)
    )


def _of_excerpts(reading: ReleaseReader, description: Description) -> Iterable[NamedNode]:
    """Yield the documents of the excerpts that prove a finding."""
    for fact in description.facts:
        proves = fact.property == ASM("evidence") and isinstance(fact.value, NamedNode)
        found = parse(str(fact.value.value)) if proves else None
        if found is not None and "document" in found.parts:
            yield reading.base.id(document_iris.document(found.parts["document"]))
