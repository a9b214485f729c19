"""What the page of the catalogue shows of each dataset: its name and the files that it can be had as."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import DCAT, DCT

if TYPE_CHECKING:
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.releases.catalog import Entry
    from asm_graph.releases.catalog_document import Listing


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file, its address on this site, and its size in bytes where it is known."""

    name: str
    address: str
    size: int | None


@dataclass(frozen=True, slots=True)
class ShownDataset:
    """A dataset of the catalogue in one language."""

    iri: str
    title: str
    description: str
    address: str
    files: tuple[ShownFile, ...]


def shown_datasets(listing: Listing, number: int, language: Language) -> list[ShownDataset]:
    """The datasets of a page of the catalogue."""
    return [_shown(entry, listing.address, language) for entry in listing.entries_of(number)]


def _shown(entry: Entry, address: str, language: Language) -> ShownDataset:
    said: dict[tuple[object, object], list[NamedNode | Literal]] = defaultdict(list)
    for triple in entry.triples:
        if isinstance(triple.object, NamedNode | Literal):
            said[triple.subject, triple.predicate].append(triple.object)

    def text(node: NamedNode, prop: NamedNode) -> str:
        values = [value for value in said[node, prop] if isinstance(value, Literal)]
        return next((value.value for value in values if value.language in {language, None}), "")

    def place(node: NamedNode, prop: NamedNode) -> str:
        found = next((value.value for value in said[node, prop]), "")
        return f"/{found.removeprefix(address)}" if found.startswith(address) else found

    def file(node: NamedNode) -> ShownFile:
        size = text(node, DCAT("byteSize"))
        where = place(node, DCAT("downloadURL")) or place(node, DCAT("accessURL"))
        return ShownFile(text(node, DCT("title")), where, int(size) if size else None)

    distributions = [one for one in said[entry.node, DCAT("distribution")] if isinstance(one, NamedNode)]
    return ShownDataset(
        entry.node.value,
        text(entry.node, DCT("title")),
        text(entry.node, DCT("description")),
        place(entry.node, DCAT("landingPage")),
        tuple(map(file, distributions)),
    )
