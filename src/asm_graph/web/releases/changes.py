"""`/releases/{before}/changes/{after}`: the difference of two releases in words, RDF and quads."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from starlette.responses import FileResponse, RedirectResponse, Response

from asm_graph.checks.report.edition import GONE
from asm_graph.errors import QueryError
from asm_graph.rdf.vocabulary import ASM, DCAT, DCT, PREFIXES, PROV, RDF, XSD, Base, Namespace
from asm_graph.releases.catalog import release_node
from asm_graph.releases.changed_values import ChangedValue
from asm_graph.releases.difference import ADDED, HOWS, REMOVED, SUMMARY
from asm_graph.releases.findings_index import standings
from asm_graph.results import Format
from asm_graph.web.answers.page_queries import read_release
from asm_graph.web.entities.description import DATA, names_of, write_triples
from asm_graph.web.entities.value_changes import nodes_named, shown_changes
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.negotiation import HTML, choose, language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.releases.files import current_name
from asm_graph.web.releases.pages import kinds_of, read_summary
from asm_graph.web.rendering.naming import Names, cut, link_to
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.comparisons import FILES
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from starlette.requests import Request

    from asm_graph.releases import Manifest, Release
    from asm_graph.web.answers.page_queries import ReleaseReader


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


_JSON = Format("json", "application/json", "")
_OFFERS = (_JSON, HTML, *DATA)
_DATA = {f"difference.{offer.name}": offer for offer in reversed(DATA)}
"""The names of what changed as RDF."""
_SHOWN = 40
"""Things of a kind that the page names; the files have more."""
_HEADERS = {"Vary": "Accept, Accept-Language", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two releases and the folder of their difference."""

    before: Release
    after: Release
    folder: Path


def compare(request: Request) -> Response:
    """Where a form that names two releases leads."""
    names = [request.query_params.get(name, "") for name in ("before", "after")]
    if not set(names) <= set(site_of(request).releases.list()):
        raise ProblemError("not-found")
    kept = f"?lang={language_of(request)}" if "lang" in request.query_params else ""
    return RedirectResponse(f"/releases/{names[0]}/changes/{names[1]}{kept}", 303)


async def changes_page(request: Request) -> Response:
    """Respond with the difference of two releases in words, as JSON, or as RDF."""
    offer = choose(_OFFERS, request.headers.getlist("accept"))
    if offer is None:
        offers = ", ".join(dict.fromkeys(offer.name for offer in _OFFERS))
        raise ProblemError("not-acceptable", {"offers": offers})
    compared = await _compared(request)
    if offer is _JSON:
        return FileResponse(compared.folder / SUMMARY, media_type=offer.media_type, headers=_HEADERS)
    return await (_in_words(request, compared) if offer is HTML else _as_data(request, compared, offer))


async def changes_file(request: Request) -> Response:
    """One of the files of a comparison: what changed as JSON or RDF, the quads added, those removed."""
    name = request.path_params["file"]
    if name not in {*FILES, *_DATA}:
        raise ProblemError("not-found")
    compared = await _compared(request)
    if name in _DATA:
        return await _as_data(request, compared, _DATA[name])
    media_type = _JSON.media_type if FILES[name] == SUMMARY else "application/gzip"
    return FileResponse(compared.folder / FILES[name], media_type=media_type)


async def _compared(request: Request) -> Comparison:
    """Compare the releases of the address; it ends when the client disconnects."""
    site = site_of(request)
    names = (request.path_params["before"], request.path_params["after"])
    before, after = [await asyncio.to_thread(site.releases.open, name) for name in names]
    client = client_of(request)
    folder = await site.clients.serve(request, lambda: site.comparisons.between(before, after, client))
    return Comparison(before, after, folder)


async def _in_words(request: Request, compared: Comparison) -> Response:
    summary = await asyncio.to_thread(read_summary, compared.folder / SUMMARY)
    values = {
        thing["iri"]: [ChangedValue.of(one) for one in thing["values"]]
        for told in summary["things"].values()
        for thing in told["changed"]["things"][:_SHOWN]
        if thing.get("values")
    }
    names = await _names(request, values)
    context = {
        "before": compared.before.manifest,
        "after": compared.after.manifest,
        "summary": summary | {"things": dict(sorted(summary["things"].items(), key=_is_excerpt))},
        "kinds": await kinds_of(request, summary["things"]),
        "findings": await asyncio.to_thread(_findings, compared),
        "root_of_after": _root(request, compared.after),
        "hows": HOWS,
        "most": _SHOWN,
        "values": {iri: shown_changes(several, names) for iri, several in values.items()},
        "called": {iri: names.link(NamedNode(iri)).name.text for iri in values},
        "cut": cut,
        "data": {name: offer.media_type for name, offer in _DATA.items()},
        "address_of": _addresses(request, compared),
    }
    return page(request, "changes.html", context)


async def _names(request: Request, values: Mapping[str, Sequence[ChangedValue]]) -> Names:
    """Name what changed, and what it changed to; by the end of their IRIs where no engine answers."""
    nodes = [NamedNode(iri) for iri in values] + nodes_named(chain.from_iterable(values.values()))

    async def read(reading: ReleaseReader) -> Names:
        known = await names_of(reading, list(dict.fromkeys(nodes)))
        kinds = {kind for one in known.values() for kind in one.classes}
        known |= await names_of(reading, sorted(kinds - set(known), key=str))
        return Names(known, known, language_of(request), reading.base)

    try:
        return await read_release(request, site_of(request), read)
    except QueryError:
        return Names({}, {}, language_of(request), Base())


async def _as_data(request: Request, compared: Comparison, offer: Format) -> Response:
    def written() -> bytes:
        summary = read_summary(compared.folder / SUMMARY)
        before, after = compared.before.manifest, compared.after.manifest
        triples = list(changes_as_data(before, after, summary, own_address(request, "")))
        return write_triples(triples, offer.name, CHANGES_PREFIXES)

    body = await asyncio.to_thread(written)
    return Response(body, media_type=offer.media_type, headers=_HEADERS)


def _root(request: Request, release: Release) -> str:
    """Return below which address the pages of a release stand."""
    return "" if release.name == current_name(site_of(request)) else f"/releases/{release.name}"


def _is_excerpt(changed: tuple[str, object]) -> bool:
    """Tell whether things are excerpts, which change with whatever quotes them and come last."""
    return changed[0] == ASM("Excerpt").value


def _findings(compared: Comparison) -> Mapping[str, int] | None:
    """Count the findings that one release has and the one before it has not, and the other way round.

    None where they do not follow each other, or nothing is known of their findings.
    """
    if compared.after.manifest.previous != compared.before.name:
        return None
    states = standings(compared.after).values()
    counts = Counter(one.state for one in states if one.release == compared.after.name)
    return {state: counts[state] for state in ("new", *sorted(GONE))} if states else None


def _addresses(request: Request, compared: Comparison) -> Callable[[str, str], str | None]:
    """Where a reader finds a thing as the release has it that has it."""

    def address_of(iri: str, how: str) -> str | None:
        release = compared.before if how == "removed" else compared.after
        root = _root(request, release)
        address = link_to(iri, Base(release.manifest.base))
        return f"{root}{address}" if address and address.startswith("/doc/") else None

    return address_of
