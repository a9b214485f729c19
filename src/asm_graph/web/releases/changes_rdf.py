"""The difference of two releases as RDF: things created, updated and deleted (Activity Streams 2.0).

The Changeset vocabulary has statements of one subject, without their graphs; here the N-Quads that the
description leads to have all statements, in their graphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from asm_graph.rdf.vocabulary import DCAT, DCT, PREFIXES, PROV, RDF, XSD, Base, Namespace
from asm_graph.releases.catalog import release_node
from asm_graph.releases.difference import ADDED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asm_graph.releases import Manifest

AS = Namespace("https://www.w3.org/ns/activitystreams#")
CHANGES_PREFIXES = {**PREFIXES, "as": AS.iri}
_ACTIVITIES = {"added": AS("Create"), "changed": AS("Update"), "removed": AS("Delete")}
_TITLE = {"es": "Qué cambió entre dos versiones", "en": "What changed between two releases"}
_FILES = {
    ADDED: {"es": "Enunciados agregados", "en": "Statements added"},
    REMOVED: {"es": "Enunciados quitados", "en": "Statements removed"},
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/application/"


def changes_as_data(
    before: Manifest, after: Manifest, summary: Mapping[str, Any], site: str
) -> Iterator[Triple]:
    """Convert a `difference.json` to RDF; its files are at the site of this address.

    It names the things that `difference.json` names; `as:totalItems` counts all.
    """
    base, path = Base(after.base), f"releases/{before.name}/changes/{after.name}"
    node = NamedNode(f"{base.iri}{path}")
    counts = (told["count"] for kind in summary["things"].values() for told in kind.values())
    yield Triple(node, RDF("type"), AS("Collection"))
    yield from _titled(node, _TITLE)
    for release in (before, after):
        yield Triple(node, PROV("wasDerivedFrom"), release_node(base, release.name))
    yield Triple(node, AS("totalItems"), Literal(str(sum(counts)), datatype=XSD("nonNegativeInteger")))
    for file, title in _FILES.items():
        yield from _file(node, NamedNode(f"{site}/{path}/{file.rpartition('/')[2]}"), title)
    for kind, told in summary["things"].items():
        for how, activity in _ACTIVITIES.items():
            for thing in told[how]["things"]:
                yield Triple(NamedNode(thing["iri"]), RDF("type"), NamedNode(kind))
                yield from _activity(node, activity, NamedNode(thing["iri"]), after)


def _activity(node: NamedNode, activity: NamedNode, thing: NamedNode, after: Manifest) -> Iterator[Triple]:
    item = BlankNode()
    yield Triple(node, AS("items"), item)
    yield Triple(item, RDF("type"), activity)
    yield Triple(item, AS("object"), thing)
    yield Triple(item, AS("published"), Literal(after.created.isoformat(), datatype=XSD("dateTime")))


def _file(node: NamedNode, address: NamedNode, title: Mapping[str, str]) -> Iterator[Triple]:
    distribution = BlankNode()
    yield Triple(node, DCAT("distribution"), distribution)
    yield Triple(distribution, RDF("type"), DCAT("Distribution"))
    yield from _titled(distribution, title)
    yield Triple(distribution, DCAT("downloadURL"), address)
    yield Triple(distribution, DCAT("mediaType"), NamedNode(f"{_MEDIA_TYPES}n-quads"))
    yield Triple(distribution, DCAT("compressFormat"), NamedNode(f"{_MEDIA_TYPES}gzip"))


def _titled(node: NamedNode | BlankNode, title: Mapping[str, str]) -> Iterator[Triple]:
    for language, text in title.items():
        yield Triple(node, DCT("title"), Literal(text, language=language))
