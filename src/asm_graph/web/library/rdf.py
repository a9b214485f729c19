"""The query library as RDF: each question as a `sh:SPARQLExecutable`, for editors that read examples."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.responses import Response

from asm_graph.rdf.vocabulary import DCT, PREFIXES, RDF, RDFS, SH, XSD
from asm_graph.web.sparql.service_description import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.library import Parameter, Question
    from asm_graph.results import Format

_DATATYPES = {"year": XSD("gYear"), "date": XSD("date"), "string": XSD("string")}


def library_as_data(questions: Sequence[Question], site: str, offer: Format) -> Response:
    """Questions of the site at some address, in an RDF format.

    SHACL (`sh:select`, `sh:parameter`) says what is asked and with what, schema.org's `target` of whom:
    the convention of SIB's collection of example queries.
    """
    output = BytesIO()
    triples = [triple for question in questions for triple in _question(question, site)]
    rdf_format = RdfFormat.from_media_type(offer.asks) or RdfFormat.TURTLE
    serialize(triples, output, rdf_format, prefixes={**PREFIXES, "schema": SCHEMA.iri})
    headers = {"Content-Type": offer.content_type, "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    return Response(output.getvalue(), headers=headers)


def _question(question: Question, site: str) -> Iterator[Triple]:
    node = NamedNode(f"{site}/queries/{question.name}")
    for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield Triple(node, RDF("type"), SH(kind))
    for language in question.title:
        yield Triple(node, RDFS("label"), Literal(question.title[language], language=language))
        yield Triple(node, RDFS("comment"), Literal(question.description[language], language=language))
    yield Triple(node, SH("select"), Literal(question.text))
    yield Triple(node, SCHEMA("target"), NamedNode(f"{site}/sparql"))
    yield Triple(node, RDFS("seeAlso"), NamedNode(f"{site}/api/queries/{question.name}"))
    for number, parameter in enumerate(question.parameters):
        yield from _parameter(node, parameter, BlankNode(f"{question.name}-{number}"))


def _parameter(node: NamedNode, parameter: Parameter, own: BlankNode) -> Iterator[Triple]:
    yield Triple(node, SH("parameter"), own)
    yield Triple(own, RDF("type"), SH("Parameter"))
    yield Triple(own, SH("path"), NamedNode(f"{node.value}#{parameter.name}"))
    yield Triple(own, SH("name"), Literal(parameter.name))
    yield Triple(own, SH("optional"), Literal(not parameter.required))
    for language, text in parameter.description.items():
        yield Triple(own, DCT("description"), Literal(text, language=language))
    if parameter.type in _DATATYPES:
        yield Triple(own, SH("datatype"), _DATATYPES[parameter.type])
    else:
        yield Triple(own, SH("nodeKind"), SH("IRI"))
