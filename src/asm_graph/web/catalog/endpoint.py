"""`/catalog`: the DCAT catalog of all releases as a page and as RDF, whole or in pages."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple
from starlette.responses import Response

from asm_graph.errors import ReleaseError
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import DCAT, DCT, RDF, XSD, Base, Namespace
from asm_graph.releases.catalog import catalog_node, release_node
from asm_graph.releases.catalog_document import CatalogListing
from asm_graph.releases.csv_tables import written_titles
from asm_graph.releases.dataset_description import DatasetDescription
from asm_graph.releases.dcat import CATALOG_PREFIXES
from asm_graph.releases.manifest import Manifest
from asm_graph.web.entities.description import ALTERNATES, OFFERS, write_triples
from asm_graph.web.http.addresses import asked_page, own_address
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import HTML, choose, language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.releases.catalog import CatalogDataset
    from asm_graph.results import Format
    from asm_graph.web.services.site import Site


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file, its address on this site, and its size in bytes where it is known."""

    name: str
    address: str
    size: int | None


@dataclass(frozen=True, slots=True)
class ShownDataset:
    """A dataset of the catalog in one language."""

    iri: str
    title: str
    description: str
    address: str
    files: tuple[ShownFile, ...]


def shown_datasets(listing: CatalogListing, number: int, language: Language) -> list[ShownDataset]:
    """Return the datasets of a page of the catalog."""
    return [_shown(entry, listing.address, language) for entry in listing.entries_of(number)]


def _shown(entry: CatalogDataset, address: str, language: Language) -> ShownDataset:
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


HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
_PREFIXES = {**CATALOG_PREFIXES, "hydra": HYDRA.iri}
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class CatalogInput:
    """What a catalog is made from; two equal ones make the same."""

    folder: Path
    names: tuple[str, ...]
    current: str
    address: str
    page_size: int

    @property
    def state(self) -> str:
        """Tells this catalog from what it was before and will be after."""
        parts = "\0".join((*self.names, self.current))
        return hashlib.sha256(parts.encode()).hexdigest()[:_DIGITS]


def catalog(request: Request) -> Response:
    """Respond with the catalog or a page of it, by `Accept` or by extension; Turtle by default."""
    site, extension = site_of(request), request.path_params.get("extension")
    extension = "rdf" if extension == "xml" else extension
    offer = choose(OFFERS, request.headers.getlist("accept"), extension)
    if extension not in {None, *ALTERNATES}:
        raise ProblemError("not-found")
    if offer is None:
        names = ", ".join(f"{media_type} ({name})" for name, media_type in ALTERNATES.items())
        raise ProblemError("not-acceptable", {"offers": names})
    try:
        shelf = _shelf(request, site)
        listing = _listing(shelf)
    except ReleaseError as error:
        raise ProblemError("release") from error
    number = asked_page(request)
    if number is None or number > listing.pages:
        raise ProblemError("not-found")
    if request.query_params.get("state", shelf.state) != shelf.state:
        raise ProblemError("catalogue-changed")
    return _answer(request, shelf, listing, number, offer)


def _answer(
    request: Request, shelf: CatalogInput, listing: CatalogListing, number: int, offer: Format
) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    parts = (shelf.state, shelf.address, listing.current.version, number, offer.content_type)
    validators = Validators.of((*parts, language_of(request)), site_of(request).releases.changed())
    headers = {
        **validators.headers,
        "Vary": "Accept, Accept-Language",
        "Content-Location": f"/catalog.{offer.name}{query}",
        "Link": ", ".join(
            f'</catalog.{name}{query}>; rel="alternate"; type="{media_type}"'
            for name, media_type in ALTERNATES.items()
            if name != offer.name
        ),
        "X-Content-Type-Options": "nosniff",
    }
    if validators.hold(request):
        return not_modified(headers)
    if offer is HTML:
        answer: Response = _page(request, shelf, listing, number)
    else:
        body = _written(shelf, request.url.path, number, offer.name)
        answer = Response(body, media_type=offer.media_type)
    answer.headers.update(headers)
    return answer


def _page(request: Request, shelf: CatalogInput, listing: CatalogListing, number: int) -> Response:
    formats = {name: (f"/catalog.{name}", media_type) for name, media_type in ALTERNATES.items()}
    context = {
        "datasets": shown_datasets(listing, number, language_of(request)),
        "total": len(listing.entries),
        "harvested": f"{shelf.address}catalog",
        "formats": formats,
        "previous": _link(shelf, "/catalog", number - 1) if number > 1 else None,
        "following": _link(shelf, "/catalog", number + 1) if number < listing.pages else None,
    }
    return page(request, "catalog.html", context)


@lru_cache(maxsize=8)
def _written(shelf: CatalogInput, path: str, number: int, name: str) -> bytes:
    """Write a page of the catalog in a format; cached, since portals ask for each twice, HEAD and GET."""
    listing = _listing(shelf)
    triples = [*listing.page(number), *_view(shelf, path, listing, number)]
    return write_triples(triples, name, _PREFIXES)


def about_dataset(request: Request, name: str) -> list[Triple]:
    """Describe the dataset that is the release of a name.

    Raises:
        ReleaseError: there is no current release, or one of the releases is damaged.
    """
    listing = _listing(_shelf(request, site_of(request)))
    return listing.about(release_node(Base(listing.current.base), name))


@lru_cache(maxsize=8)
def _listing(shelf: CatalogInput) -> CatalogListing:
    description = DatasetDescription.load(Knowledge.default())
    manifests = {name: Manifest.read(shelf.folder / name) for name in shelf.names}
    tables = written_titles(shelf.folder / shelf.current)
    releases = tuple(manifests.values())
    return CatalogListing(
        description, releases, manifests[shelf.current], tables, shelf.address, shelf.page_size
    )


def _shelf(request: Request, site: Site) -> CatalogInput:
    current = site.releases.current()
    names = site.releases.list()
    if current is None or current.name not in names:
        raise ReleaseError(f"{site.releases.folder}: has no current release; build one.")
    address, page_size = own_address(request, "/"), site.settings.catalog_page
    return CatalogInput(site.releases.folder, names, current.name, address, page_size)


def _view(shelf: CatalogInput, path: str, listing: CatalogListing, number: int) -> list[Triple]:
    """Describe a page by Hydra; nothing where there is only one, so that nobody looks for another."""
    if listing.pages == 1:
        return []

    def view(of: int) -> NamedNode:
        return NamedNode(f"{shelf.address.rstrip('/')}{_link(shelf, path, of)}")

    this, collection = view(number), catalog_node(Base(listing.current.base))
    numbers = {"first": 1, "last": listing.pages, "previous": number - 1, "next": number + 1}
    links = [
        Triple(this, HYDRA(name), view(other))
        for name, other in numbers.items()
        if 1 <= other <= listing.pages
    ]
    total = Literal(str(len(listing.entries)), datatype=XSD("integer"))
    return [
        Triple(collection, RDF("type"), HYDRA("Collection")),
        Triple(collection, HYDRA("totalItems"), total),
        Triple(collection, HYDRA("view"), this),
        Triple(this, RDF("type"), HYDRA("PartialCollectionView")),
        *links,
    ]


def _link(shelf: CatalogInput, path: str, number: int) -> str:
    """In the format of this page: CKAN takes the next one to be in the same."""
    return f"{path}?page={number}&state={shelf.state}"
