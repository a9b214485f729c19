"""What is no shape that can be evaluated is refused, by the name of the shape and the remedy."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from asm_graph.errors import InputError
from asm_graph.rdf.index import Index
from asm_graph.shacl.core import Validator, refuse_unknown

PREFIXES = "@prefix : <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"


def index(text: str) -> Index:
    return Index(parse(PREFIXES + text, format=RdfFormat.TURTLE))


def broken(shapes: str, data: str) -> list[Any]:
    return list(Validator(index(shapes), index(data)).violations())


@pytest.mark.parametrize("term", ["sh:closed true", "sh:minCuont 1", "sh:js [ ]"])
def test_a_term_that_is_not_evaluated_is_named(term: str) -> None:
    name = term.split(maxsplit=1)[0]
    with pytest.raises(InputError, match=rf"example.org/s>: {name} is not evaluated"):
        refuse_unknown(index(f":s a sh:NodeShape ; {term} ."))


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        (":s sh:targetNode :a ; sh:node :s .", "cannot refer to itself"),
        (":s sh:targetNode :a ; sh:not [ sh:property :p ] . :p sh:path :q ; sh:node :s .", "refer to itself"),
        (":s sh:targetNode :a ; sh:path :p ; sh:minCount -1 .", "no number from 0"),
        (":s sh:targetNode :a ; sh:path :p ; sh:maxCount :many .", "no number from 0"),
        (":s sh:targetNode :a ; sh:nodeKind sh:Iri .", "no kind of node"),
        (":s sh:targetNode :a ; sh:pattern '(' .", "no regular expression"),
        (":s sh:targetNode :a ; sh:pattern :p .", "no text"),
        (
            ":s sh:targetNode :a ; sh:in :l . :l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 .",
            "no list",
        ),
        (":s sh:targetNode :a ; sh:path [ :p :q ] ; sh:minCount 1 .", "no property path"),
        (":s sh:targetNode :a ; sh:path :p ; sh:lessThan 3 .", "no property"),
        (":s sh:targetNode :a ; sh:deactivated 'sí' .", "neither true nor false"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_named(shape: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        broken(shape, "")


def test_a_path_backwards_begins_at_its_end() -> None:
    """`^(:p/:q*)` from :d leads over :q to everything that has one of them under :p."""
    shape = (
        ":s sh:targetNode :d ; sh:path [ sh:inversePath ( :p [ sh:zeroOrMorePath :q ] ) ] ; sh:in ( :a ) ."
    )
    data = ":a :p :c . :b :p :d . :c :q :d . :x :q :d ."
    assert [violation.value.value for violation in broken(shape, data)] == ["https://example.org/b"]


def test_a_circle_in_the_data_ends() -> None:
    shape = ":s sh:targetNode :a ; sh:path [ sh:oneOrMorePath :p ] ; sh:maxCount 1 ."
    assert len(broken(shape, ":a :p :b . :b :p :a .")) == 1


def test_a_deactivated_shape_holds_everything() -> None:
    assert not broken(":s sh:targetNode :a ; sh:deactivated true ; sh:nodeKind sh:Literal .", "")
