"""Terms as N-Triples writes them, and back: equal terms are written alike, so that bytes can be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from asm_graph.rdf.index import Term

_HEAD = b"<urn:s> <urn:p> "
_LITERAL = re.compile(rb'"([^"]*)"(?:@([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)|\^\^<([^>]*)>)?')
"""A literal without escaped characters and without a direction."""


def written(term: Term) -> bytes:
    """Return a term as the files of a build have it.

    >>> written(NamedNode("urn:a"))
    b'<urn:a>'
    """
    if isinstance(term, NamedNode):
        return str(term).encode()
    triple = Triple(NamedNode("urn:s"), NamedNode("urn:p"), term)
    return (serialize([triple], format=RdfFormat.N_TRIPLES) or b"").removeprefix(_HEAD)[:-3]


def read_term(text: bytes) -> Term:
    """Return the term of a written one.

    >>> read_term(b"<urn:a>")
    <NamedNode value=urn:a>
    """
    if b"\\" not in text:
        if text.startswith(b'"'):
            if found := _LITERAL.fullmatch(text):
                lexical, language, datatype = found[1].decode(), found[2], found[3]
                if datatype:
                    return Literal(lexical, datatype=NamedNode(datatype.decode()))
                return Literal(lexical, language=language.decode()) if language else Literal(lexical)
        elif not text.startswith((b"<<", b"_:")):
            return NamedNode(text[1:-1].decode())
    (quad,) = parse(_HEAD + text + b" .", format=RdfFormat.N_TRIPLES)
    term: Term = quad.object
    return term


def read_triples(lines: Iterable[bytes]) -> list[Quad]:
    """Read triples that are written as `subject predicate object`."""
    return list(parse(b"".join(line + b" .\n" for line in lines), format=RdfFormat.N_TRIPLES))


def is_node(text: bytes) -> bool:
    """Tell whether a written term is an IRI or a blank node."""
    return (text.startswith(b"<") and not text.startswith(b"<<")) or text.startswith(b"_:")
