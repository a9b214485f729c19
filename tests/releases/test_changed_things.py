"""Things are counted as added, removed or changed by what is said of them, whoever says it."""

from __future__ import annotations

from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS
from asm_graph.releases.difference import ChangedThings

THING = "<https://w3id.org/asm-graph/id/program/20-S061>"
PROGRAM = ASM("Program").value


def line(predicate: object, term: str, graph: str = "g") -> bytes:
    return f"{THING} {predicate} {term} <http://e/{graph}> .\n".encode()


TYPE = line(RDF("type"), f"<{PROGRAM}>")
NAME = line(RDFS("label"), '"Programa"@es')
SOURCE = line(PROV("wasDerivedFrom"), "<http://e/document/1>")


def counts(before: list[bytes], after: list[bytes]) -> dict[str, int]:
    things = ChangedThings()
    things.note(before, after)
    found = things.summary().get(PROGRAM, {})
    return {how: told["count"] for how, told in found.items() if told["count"]}


def test_what_became_of_a_thing() -> None:
    assert counts([], [TYPE, NAME]) == {"added": 1}
    assert counts([TYPE, NAME], []) == {"removed": 1}
    assert counts([TYPE], [TYPE, NAME]) == {"changed": 1}


def test_the_same_from_another_source_is_no_change() -> None:
    elsewhere = [line(RDF("type"), f"<{PROGRAM}>", "h"), line(RDFS("label"), '"Programa"@es', "h")]
    assert counts([TYPE, NAME], elsewhere) == {}
    assert counts([TYPE, NAME], [TYPE, SOURCE, NAME]) == {}


def test_a_statement_in_a_literal_is_none() -> None:
    quoted = line(
        ASM("quote"), f'"x {RDF("type")} <http://e/no class> {PROV("wasDerivedFrom")} <http://e/1>"'
    )
    things = ChangedThings()
    things.note([], [TYPE, quoted])
    assert list(things.summary()) == [PROGRAM]
    assert counts([TYPE], [TYPE, quoted]) == {"changed": 1}


def test_a_thing_counts_as_the_most_special_of_its_classes() -> None:
    things = ChangedThings()
    special, general = ASM("SectoralObjective"), ASM("Objective")
    objective = [line(RDF("type"), f"<{general.value}>"), line(RDF("type"), f"<{special.value}>")]
    things.note([], objective)
    things.note([], [f"{special} {RDFS('subClassOf')} {general} <http://e/g> .\n".encode()])
    assert list(things.summary()) == [special.value]


def test_things_are_named() -> None:
    things = ChangedThings()
    things.note([], [TYPE, line(RDFS("label"), '"Program"@en'), NAME])
    (named,) = things.summary()[PROGRAM]["added"]["things"]
    assert named == {"iri": THING.strip("<>"), "name": "Programa"}


def test_blank_nodes_and_what_has_no_class_do_not_count() -> None:
    things = ChangedThings()
    things.note([], [f"_:b {RDF('type')} <{PROGRAM}> <http://e/g> .\n".encode()])
    things.note([], [NAME])
    assert things.summary() == {}
