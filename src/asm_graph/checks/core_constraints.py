"""SHACL Core by pySHACL, on graphs of this project only: nothing is fetched, nothing is inferred."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.namespace import SH

from asm_graph.checks.violation import Violation
from asm_graph.errors import InputError
from asm_graph.graph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from asm_graph.checks.index import Term
    from asm_graph.checks.shapes import Shapes


def core_violations(triples: Iterable[Triple], shapes: Shapes) -> Iterator[Violation]:
    """What breaks the shapes' Core constraints, in no particular order."""
    graph, shapes_graph = _graph(triples), _graph(shapes.core)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph, inplace=True, do_owl_imports=False)
    for result in report.objects(predicate=SH.result):
        yield _violation(dict(report.predicate_objects(result)))


def _violation(parts: dict[Node, Node]) -> Violation:
    rule, component = _term(parts[SH.sourceShape]), _term(parts[SH.sourceConstraintComponent])
    path = _term(parts[SH.resultPath]) if SH.resultPath in parts else None
    if not (isinstance(rule, NamedNode) and isinstance(component, NamedNode)):
        raise TypeError(f"{rule}: a shape that reports results has an IRI")
    return Violation(
        rule,
        _term(parts[SH.focusNode]),
        path if isinstance(path, NamedNode) else None,
        _term(parts[SH.value]) if SH.value in parts else None,
        component,
    )


def _graph(triples: Iterable[Triple]) -> rdflib.Graph:
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
    """The same term for rdflib, its lexical form as it is."""
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
    raise InputError(f"{term}: a triple as a term is nothing that the shapes know; state it as a node.")


@contextmanager
def _quiet() -> Iterator[None]:
    """Ill-typed literals are for the shapes to report; rdflib would log each with a traceback."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
