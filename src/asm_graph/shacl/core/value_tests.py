"""Constraints on single value nodes (SHACL, sections 4.1, 4.3, 4.4, 4.6 to 4.8), one test each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import SH
from asm_graph.shacl.core.constraint_parameters import count, members, text
from asm_graph.shacl.core.literals import comparison, well_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asm_graph.rdf.index import Term
    from asm_graph.shacl.core.shape import Scope, Test

_KINDS: Mapping[Term, tuple[type, ...]] = {
    SH("IRI"): (NamedNode,),
    SH("BlankNode"): (BlankNode,),
    SH("Literal"): (Literal,),
    SH("BlankNodeOrIRI"): (BlankNode, NamedNode),
    SH("BlankNodeOrLiteral"): (BlankNode, Literal),
    SH("IRIOrLiteral"): (NamedNode, Literal),
}

_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
"""The flags of SPARQL's REGEX."""


def _class(class_: Term, _rule: Term, scope: Scope) -> Test:
    return scope.data.instances(class_).__contains__


def _datatype(datatype: Term, _rule: Term, _scope: Scope) -> Test:
    return lambda value: isinstance(value, Literal) and value.datatype == datatype and well_formed(value)


def _node_kind(kind: Term, rule: Term, _scope: Scope) -> Test:
    if kind not in _KINDS:
        raise InputError(f"{rule}: {kind} is no kind of node; correct the shape.")
    allowed = _KINDS[kind]
    return lambda value: isinstance(value, allowed)


def _in(list_: Term, _rule: Term, scope: Scope) -> Test:
    return frozenset(members(list_, scope.shapes)).__contains__


def _pattern(pattern: Term, rule: Term, scope: Scope) -> Test:
    letters = "".join(text(term, rule) for term in scope.shapes.objects(rule, SH("flags")))
    flags = sum(flag for letter, flag in _FLAGS.items() if letter in letters)
    try:
        search = re.compile(text(pattern, rule), flags).search
    except re.error as error:
        message = f"{rule}: {pattern} is no regular expression ({error}); correct the shape."
        raise InputError(message) from error
    return lambda value: isinstance(value, NamedNode | Literal) and search(value.value) is not None


def _min_length(limit: Term, rule: Term, _scope: Scope) -> Test:
    least = count(limit, rule)
    if not least:
        return lambda _value: True
    return lambda value: isinstance(value, NamedNode | Literal) and len(value.value) >= least


def _max_length(limit: Term, rule: Term, _scope: Scope) -> Test:
    most = count(limit, rule)
    return lambda value: isinstance(value, NamedNode | Literal) and len(value.value) <= most


def _language_in(list_: Term, rule: Term, scope: Scope) -> Test:
    """Match language tags by basic filtering, like SPARQL's `langMatches` (RFC 4647, section 3.3.1)."""
    ranges = [text(term, rule).lower() for term in members(list_, scope.shapes)]

    def test(value: Term) -> bool:
        tag = value.language.lower() if isinstance(value, Literal) and value.language else ""
        return bool(tag) and any(r in {"*", tag} or tag.startswith(f"{r}-") for r in ranges)

    return test


def _compared(*allowed: int) -> Callable[[Term, Term, Scope], Test]:
    """Test values against a bound: less (-1), equal (0) or greater (1)."""
    return lambda limit, _rule, _scope: lambda value: comparison(value, limit) in allowed


def _node(shape: Term, _rule: Term, scope: Scope) -> Test:
    return scope.shape(shape).conforms


def _not(shape: Term, _rule: Term, scope: Scope) -> Test:
    conforms = scope.shape(shape).conforms
    return lambda value: not conforms(value)


def _and(list_: Term, _rule: Term, scope: Scope) -> Test:
    tests = _tests(list_, scope)
    return lambda value: all(conforms(value) for conforms in tests)


def _or(list_: Term, _rule: Term, scope: Scope) -> Test:
    tests = _tests(list_, scope)
    return lambda value: any(conforms(value) for conforms in tests)


def _xone(list_: Term, _rule: Term, scope: Scope) -> Test:
    tests = _tests(list_, scope)
    return lambda value: sum(conforms(value) for conforms in tests) == 1


def _tests(list_: Term, scope: Scope) -> tuple[Test, ...]:
    return tuple(scope.shape(member).conforms for member in members(list_, scope.shapes))


VALUE_TESTS: Mapping[NamedNode, Callable[[Term, Term, Scope], Test]] = {
    SH("class"): _class,
    SH("datatype"): _datatype,
    SH("nodeKind"): _node_kind,
    SH("in"): _in,
    SH("pattern"): _pattern,
    SH("minLength"): _min_length,
    SH("maxLength"): _max_length,
    SH("languageIn"): _language_in,
    SH("minExclusive"): _compared(1),
    SH("minInclusive"): _compared(0, 1),
    SH("maxExclusive"): _compared(-1),
    SH("maxInclusive"): _compared(-1, 0),
    SH("node"): _node,
    SH("not"): _not,
    SH("and"): _and,
    SH("or"): _or,
    SH("xone"): _xone,
}
"""By parameter: out of its value, the shape that states it and the scope, the test that each value passes."""
