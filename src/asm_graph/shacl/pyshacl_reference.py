"""SHACL Core by pySHACL, the reference that our own engine is tested against."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib.namespace import RDF, SH

from asm_graph.rdf.vocabulary import XSD
from asm_graph.shacl.core.shape import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad
    from rdflib.term import Node

    from asm_graph.rdf.index import Index, Term


def reference_core(data: Index, shapes: Index) -> Iterator[Violation]:
    """Yield Core violations by pySHACL, in no particular order; it handles about 7,000 quads a second."""
    return (violation for violation, _ in judged(data, shapes))


def judged(data: Iterable[Quad], shapes: Iterable[Quad]) -> Iterator[tuple[Violation, str]]:
    """Yield Core violations by pySHACL with their severities, in no particular order."""
    shapes_graph = _graph(triple for triple in shapes if triple.predicate.value != str(SH.sparql))
    _, report, _ = pyshacl.validate(
        _graph(data), shacl_graph=shapes_graph, inplace=True, do_owl_imports=False
    )
    for validation in report.subjects(RDF.type, SH.ValidationReport):
        for result in report.objects(validation, SH.result):
            parts = dict(report.predicate_objects(result))
            yield _violation(parts), str(parts[SH.resultSeverity]).removeprefix(str(SH))


def _violation(parts: dict[Node, Node]) -> Violation:
    path = _term(parts[SH.resultPath]) if SH.resultPath in parts else None
    component = _term(parts[SH.sourceConstraintComponent])
    if not isinstance(component, NamedNode):
        raise TypeError(f"{component}: pySHACL names each constraint component by its IRI.")
    return Violation(
        _term(parts[SH.sourceShape]),
        _term(parts[SH.focusNode]),
        path if isinstance(path, NamedNode) else None,
        _term(parts[SH.value]) if SH.value in parts else None,
        component,
    )


def _graph(triples: Iterable[Quad]) -> rdflib.Graph:
    graph = rdflib.Graph(bind_namespaces="none")
    with _quiet():
        for triple in triples:
            graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _term(node: Node) -> Term:
    match node:
        case rdflib.URIRef():
            return NamedNode(str(node))
        case rdflib.BNode():
            return BlankNode(str(node))
        case rdflib.Literal(language=str(language)):
            return Literal(str(node), language=language)
        case rdflib.Literal(datatype=rdflib.URIRef() as datatype):
            return Literal(str(node), datatype=NamedNode(datatype))
    return Literal(str(node))


def _node(term: Term) -> Node:
    """Convert a term to rdflib without normalizing its lexical form."""
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal(language=str(language)):
            return rdflib.Literal(term.value, lang=language)
        case Literal():
            datatype = None if term.datatype == XSD("string") else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise TypeError(f"{term}: rdflib has no triple as a term.")


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence rdflib, which logs a traceback for each ill-typed literal; the shapes report them."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
