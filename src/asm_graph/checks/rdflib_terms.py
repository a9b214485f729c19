"""Terms on their way to pySHACL, which works on rdflib graphs, and back."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from asm_graph.errors import InputError
from asm_graph.graph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from asm_graph.checks.index import Term

_BACKSLASH = "\N{REVERSE SOLIDUS OPERATOR}\N{WORD JOINER}"
"""What stands for a backslash on the other side: pySHACL takes one in a value for a regex escape."""


def graph_of(triples: Iterable[Triple], *, escape: bool) -> rdflib.Graph:
    """An rdflib graph; `escape` hides the backslashes of literals, which `term_of` brings back.

    Lexical forms stay as they are. Ill-typed literals are for the shapes to report, so rdflib is not
    to log them with a traceback.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    with _quiet():
        for triple in triples:
            graph.add(tuple(_to_rdflib(term, escape=escape) for term in triple))  # type: ignore[arg-type]  # a triple
    return graph


def term_of(node: Node) -> Term:
    """The term that an rdflib node stands for, its backslashes restored."""
    match node:
        case rdflib.URIRef():
            return NamedNode(str(node))
        case rdflib.BNode():
            return BlankNode(str(node))
        case rdflib.Literal(language=str(language)):
            return Literal(unescaped(node), language=language)
        case rdflib.Literal(datatype=rdflib.URIRef() as datatype):
            return Literal(unescaped(node), datatype=NamedNode(datatype))
    return Literal(unescaped(str(node)))


def unescaped(text: str) -> str:
    """A text with its backslashes restored."""
    return text.replace(_BACKSLASH, "\\")


def _to_rdflib(term: Term, *, escape: bool) -> Node:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal():
            text = term.value.replace("\\", _BACKSLASH) if escape else term.value
            if term.language:
                return rdflib.Literal(text, lang=term.language)
            datatype = None if term.datatype == XSD("string") else rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(text, datatype=datatype, normalize=False)
    raise InputError(f"{term}: a triple as a term is nothing that the shapes know; state it as a node.")


@contextmanager
def _quiet() -> Iterator[None]:
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
