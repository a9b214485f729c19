"""Tests of single values on terms as written: most are decided by how a term begins and ends.

What that cannot decide is read and handed to the test of `shacl.core`, so that both always agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import RDF, SH, XSD
from asm_graph.rdf.written_terms import read_term, written
from asm_graph.shacl.core.constraint_parameters import members
from asm_graph.shacl.core.value_tests import VALUE_TESTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.rdf.index import Index, Term
    from asm_graph.shacl.core.shape import Scope

WrittenTest = Callable[[bytes], bool]

_QUOTE, _OPENING = b'"<'
_REMEMBERED = 10_000
"""Values whose test is remembered."""

_FORMS: Mapping[NamedNode, bytes] = {
    XSD("decimal"): rb"[+-]?[0-9]+(\.[0-9]*)?",
    XSD("integer"): rb"[+-]?[0-9]+",
    XSD("boolean"): rb"true|false",
    XSD("gYear"): rb"[^\\\"]*",
    XSD("gYearMonth"): rb"[^\\\"]*",
}
"""Forms that are surely right; others are read."""

_TAG = re.compile(b"@[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
"""A language without a direction, which makes another datatype."""

_SIMPLE = tuple(
    map(
        SH,
        (
            *("datatype", "nodeKind", "in", "pattern", "minLength", "maxLength", "languageIn"),
            *("minExclusive", "minInclusive", "maxExclusive", "maxInclusive"),
        ),
    )
)
"""Parameters whose test looks at nothing but the value."""


def simple_test(parameter: NamedNode, limit: Term, rule: Term, scope: Scope) -> WrittenTest | None:
    """Return the test of a value by itself; None for a parameter that looks at other facts."""
    if parameter not in _SIMPLE:
        return None
    exact = VALUE_TESTS[parameter](limit, rule, scope)
    surely = None if scope.shapes.objects(rule, SH("flags")) else _SURELY.get(parameter)
    quick = surely(limit, scope.shapes) if surely is not None else None
    return remembering(lambda text: exact(read_term(text))) if quick is None else _quick_first(quick, exact)


def _quick_first(quick: WrittenTest, exact: Callable[[Term], bool]) -> WrittenTest:
    return lambda text: quick(text) or exact(read_term(text))


def remembering(exact: WrittenTest) -> WrittenTest:
    """Return the same test with a bounded memory of its answers."""
    known: dict[bytes, bool] = {}

    def test(text: bytes) -> bool:
        found = known.get(text)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[text] = exact(text)
        return found

    return test


def _of_datatype(datatype: Term, _shapes: Index) -> WrittenTest | None:
    if datatype == XSD("string"):
        return lambda text: text.endswith(b'"')
    if datatype == RDF("langString"):
        return lambda text: text.startswith(b'"') and _TAG.fullmatch(text.rpartition(b'"')[2]) is not None
    form = _FORMS.get(datatype) if isinstance(datatype, NamedNode) else None
    if form is None:
        return None
    matches = re.compile(b'"(?:' + form + b')"' + re.escape(b"^^" + written(datatype))).fullmatch
    return lambda text: matches(text) is not None


def _is_iri(text: bytes) -> bool:
    return text[0] == _OPENING != text[1]


def _of_kind(kind: Term, _shapes: Index) -> WrittenTest | None:
    if kind == SH("IRI"):
        return _is_iri
    return None


def _at_least_long(limit: Term, _shapes: Index) -> WrittenTest | None:
    if isinstance(limit, Literal) and limit.value == "1":
        return lambda text: text.startswith(b'"') and not text.startswith(b'""')
    return None


def _matching(pattern: Term, _shapes: Index) -> WrittenTest | None:
    """Search the bytes of what has no other characters than ASCII, which is what a pattern in ASCII sees."""
    if not isinstance(pattern, Literal) or not pattern.value.isascii():
        return None
    try:
        search = re.compile(pattern.value.encode()).search
    except (re.error, ValueError):  # as for `\u00f1`, which means nothing among bytes
        return None

    def surely(text: bytes) -> bool:
        if not text.isascii() or b"\\" in text:
            return False
        if text[0] == _OPENING:
            return text[1] != _OPENING and search(text[1:-1]) is not None
        return text[0] == _QUOTE and search(text[1 : text.rindex(b'"')]) is not None

    return surely


def _in_languages(list_: Term, shapes: Index) -> WrittenTest | None:
    tags = tuple(
        b'"@' + term.value.lower().encode() for term in members(list_, shapes) if isinstance(term, Literal)
    )
    return lambda text: text.endswith(tags)


_SURELY: Mapping[NamedNode, Callable[[Term, Index], WrittenTest | None]] = {
    SH("datatype"): _of_datatype,
    SH("nodeKind"): _of_kind,
    SH("minLength"): _at_least_long,
    SH("languageIn"): _in_languages,
    SH("pattern"): _matching,
}
"""By parameter: what tells a value that surely passes by how it is written."""
