"""Names that pages ask for again: kept by release and thing, within a bound."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import RDFS
from asm_graph.web.services.kept_names import KeptNames, Naming


def test_names_make_room_by_their_length() -> None:
    kept, short, long = KeptNames(20_000), _named("Programa"), _named("x" * 15_000)
    things = [NamedNode(f"http://e/{number}") for number in range(10)]
    for thing in things:
        kept.put(("release", thing), short)
    assert kept.get(("release", things[0])) is short
    kept.put(("release", NamedNode("http://e/long")), long)
    assert kept.get(("release", NamedNode("http://e/long"))) is long
    assert kept.used <= 20_000
    assert kept.get(("release", things[1])) is None


def test_a_naming_without_names_is_kept_as_well() -> None:
    kept = KeptNames()
    kept.put(("release", NamedNode("http://e/1")), Naming())
    assert kept.get(("release", NamedNode("http://e/1"))) == Naming()
    assert kept.get(("another", NamedNode("http://e/1"))) is None


def _named(name: str) -> Naming:
    return Naming(((RDFS("label"), Literal(name, language="es")),))
