"""`/ontology`: every term in both languages, as a page and as RDF; term IRIs lead to their anchors."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version
from itertools import product
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from pyoxigraph import BlankNode, Literal, NamedNode

from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM, DCT, OWL, PREFIXES, RDF, RDFS, SKOS, Base
from asm_graph.results import prefixed_name
from asm_graph.spanish.forms import fold
from asm_graph.web.answers.page_queries import page_query, read_release
from asm_graph.web.catalog.void import whole_graph
from asm_graph.web.drawing.caption import Caption
from asm_graph.web.drawing.class_diagram import BOX_HEIGHT, BOX_WIDTH, Edge, diagram
from asm_graph.web.drawing.download import Drawing, drawing_alone
from asm_graph.web.entities.description import ALTERNATES, OFFERS
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import HTML, choose, language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.ontology.term_uses import term_uses
from asm_graph.web.rendering.pages import in_script, page, page_headers, words_in
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.results import Format
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.ontology.term_uses import TermUse
    from asm_graph.web.services.site import Site

    Term = NamedNode | BlankNode
    Graph = Mapping[Term, Mapping[NamedNode, Sequence[Term | Literal]]]
    Uses = Mapping[NamedNode, TermUse]
    Sections = Mapping[str, Sequence["TermEntry"]]

_SOFTWARE = version("asm-graph")
_ONTOLOGY = NamedNode(ASM.iri.removesuffix("#"))
KINDS = {
    "classes": OWL("Class"),
    "object_properties": OWL("ObjectProperty"),
    "datatype_properties": OWL("DatatypeProperty"),
}
"""The sections of the page (keys of `templates/words/`), each with the class of its terms."""


@dataclass(frozen=True, slots=True)
class TermReference:
    """A reference to a term: ours by its anchor, one of a standard by its address."""

    text: str
    address: str

    @property
    def local(self) -> str:
        """The local name of a term of ours, empty for others."""
        return self.address.removeprefix("#") if self.address.startswith("#") else ""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term as the page shows it, in one language."""

    local: str
    iri: str
    label: str
    definition: str
    note: str
    parents: tuple[TermReference, ...]
    domain: tuple[TermReference, ...]
    range: tuple[TermReference, ...]
    use: TermUse | None


@dataclass(frozen=True, slots=True)
class OntologyDescription:
    """The ontology in one language: what it is called and is, and its terms by their `KINDS`."""

    title: str
    description: str
    sections: Sections
    language: Language


async def ontology(request: Request) -> Response:
    """Respond with the current release's ontology, by `Accept` or by extension."""
    site, extension = site_of(request), request.path_params.get("extension")
    if extension not in {None, *ALTERNATES}:
        raise ProblemError("not-found")
    offer = choose(OFFERS, request.headers.getlist("accept"), extension)
    if offer is None:
        names = ", ".join(f"{media_type} ({name})" for name, media_type in ALTERNATES.items())
        raise ProblemError("not-acceptable", {"offers": names})
    return await (_page(request, site) if offer is HTML else _data(request, offer))


async def _data(request: Request, offer: Format) -> Response:
    serving = await site_of(request).engine.serving()
    return whole_graph(Base(serving.release.manifest.base).graph(iris.ONTOLOGY), offer, "/ontology")


async def class_drawing(request: Request) -> Response:
    """Respond with the class diagram as SVG or PNG; its boxes link to the IRIs of the classes."""
    return await drawing_alone(request, draw_classes, request.path_params["form"])


async def draw_classes(request: Request) -> Drawing:
    """Draw the class diagram.

    Raises:
        QueryError: the engine does not answer.
    """
    context, words = _diagram((await _described(request)).sections), words_in(language_of(request))
    size = context["diagram"].width, context["diagram"].height
    caption = Caption(words["class_diagram"], words["class_diagram_unit"])
    return Drawing("class_diagram.svg", caption, context, *size, "/ontology/diagram", "/ontology")


async def _page(request: Request, site: Site) -> Response:
    serving = await site.engine.serving()
    parts = (_SOFTWARE, serving.release.name, site.settings.root_path, request.url.query)
    validators = Validators.of((*parts, HTML.content_type, language_of(request)), serving.since)
    if validators.hold(request):
        headers = {**page_headers(language_of(request)), **validators.headers}
        return not_modified(headers)
    described = await _described(request)
    formats = {name: (f"/ontology.{name}", media_type) for name, media_type in ALTERNATES.items()}
    context = {
        "title": described.title,
        "sections": described.sections,
        "formats": formats,
        "schema_org": _schema_org(described),
        **_diagram(described.sections),
    }
    response = page(request, "ontology.html", context)
    response.headers.update(validators.headers)
    return response


def _schema_org(described: OntologyDescription) -> str:
    """Write the terms as one JSON-LD object for machines; no character can end its element."""
    terms = [
        {
            "@type": "DefinedTerm",
            "@id": entry.iri,
            "name": entry.label,
            "termCode": entry.local,
            "description": entry.definition,
        }
        for entries in described.sections.values()
        for entry in entries
    ]
    said = {
        "@context": {"@vocab": "https://schema.org/", "@language": described.language},
        "@type": "DefinedTermSet",
        "@id": _ONTOLOGY.value,
        "name": described.title,
        "description": described.description,
        "hasDefinedTerm": terms,
    }
    return in_script(said)


async def _described(request: Request) -> OntologyDescription:
    """Describe the current release's ontology in the reader's language."""
    language = language_of(request)

    async def read(reading: ReleaseReader) -> tuple[Graph, Uses]:
        query = page_query("ontology/terms", ontology=reading.base.graph(iris.ONTOLOGY))
        rows = await reading.shared_rows(query)
        graph = _graph(rows.rows)
        terms = sorted(filter(_is_ours, graph), key=str)
        return graph, await term_uses(reading, terms, language)

    graph, uses = await read_release(request, site_of(request), read)
    sections = {name: _entries(graph, uses, kind, language) for name, kind in KINDS.items()}
    title, description = (_text(graph, _ONTOLOGY, DCT(name), language) for name in ("title", "description"))
    return OntologyDescription(title or words_in(language)["ontology"], description, sections, language)


def _text(graph: Graph, term: Term, prop: NamedNode, language: Language) -> str:
    """Return the text of a term in a language; empty where there is none."""
    said = (value for value in graph.get(term, {}).get(prop, ()) if isinstance(value, Literal))
    return next((value.value for value in said if value.language == language), "")


def _diagram(sections: Sections) -> dict[str, Any]:
    """Return the context of the class diagram."""
    labels = {one.local: one.label for one in sections["classes"]}
    return {
        "namespace": ASM.iri,
        "diagram": diagram(labels, _edges(sections)),
        "box": (BOX_WIDTH, BOX_HEIGHT),
    }


def _edges(sections: Sections) -> list[Edge]:
    """Return the links between classes: shared properties, and subclasses."""
    between: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in sections["object_properties"]:
        for source, target in product(entry.domain, entry.range):
            between[source.local, target.local].append(entry.label)
    kinds = [
        Edge(one.local, parent.local, (), kind_of=True)
        for one in sections["classes"]
        for parent in one.parents
        if parent.local
    ]
    return [*kinds, *(Edge(*ends, tuple(names)) for ends, names in sorted(between.items()) if all(ends))]


def _graph(rows: Sequence[Sequence[object]]) -> Graph:
    graph: dict[Term, dict[NamedNode, list[Term | Literal]]] = defaultdict(lambda: defaultdict(list))
    for term, prop, value in rows:
        graph[cast("Term", term)][cast("NamedNode", prop)].append(cast("Term | Literal", value))
    return graph


def _entries(graph: Graph, uses: Uses, kind: NamedNode, language: Language) -> tuple[TermEntry, ...]:
    """Return our terms of some kind, by label."""
    entries = [
        _entry(graph, uses, term, language)
        for term, said in graph.items()
        if _is_ours(term) and kind in said.get(RDF("type"), ())
    ]
    return tuple(sorted(entries, key=lambda entry: fold(entry.label)))


def _is_ours(term: Term) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode) and term.value.startswith(ASM.iri)


def _entry(graph: Graph, uses: Uses, term: NamedNode, language: Language) -> TermEntry:
    def text(prop: NamedNode) -> str:
        return _text(graph, term, prop, language)

    def references(*props: NamedNode) -> tuple[TermReference, ...]:
        named = (
            each for prop in props for value in graph[term].get(prop, ()) for each in _members(graph, value)
        )
        return tuple(sorted({_reference(each) for each in named}, key=lambda each: each.text))

    local = term.value.removeprefix(ASM.iri)
    return TermEntry(
        local,
        term.value,
        text(RDFS("label")) or local,
        text(SKOS("definition")),
        text(SKOS("scopeNote")),
        references(RDFS("subClassOf"), RDFS("subPropertyOf")),
        references(RDFS("domain")),
        references(RDFS("range")),
        uses.get(term),
    )


def _reference(term: NamedNode) -> TermReference:
    ours = term.value.startswith(ASM.iri)
    address = f"#{term.value.removeprefix(ASM.iri)}" if ours else term.value
    return TermReference(prefixed_name(term.value, PREFIXES), address)


def _members(graph: Graph, value: object) -> Iterator[NamedNode]:
    """Return the classes a value stands for: itself, or the members of its union."""
    if isinstance(value, NamedNode):
        yield value
    elif isinstance(value, BlankNode):
        said = graph.get(value, {})
        for prop in (OWL("unionOf"), RDF("first"), RDF("rest")):
            for each in said.get(prop, ()):
                yield from (one for one in _members(graph, each) if one != RDF("nil"))
