"""What changed of a thing is told by its values before and after."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, XSD
from asm_graph.releases.changed_values import ChangedValue, changed_values, differing_parts

THING = "<https://w3id.org/asm-graph/id/asm/1/action/1>"


def line(prop: NamedNode, value: object, graph: str = "http://e/g") -> bytes:
    return f"{THING} {prop} {value} <{graph}> .\n".encode()


def percent(number: str) -> Literal:
    return Literal(number, datatype=XSD("decimal"))


def test_a_value_that_changed() -> None:
    (change,) = changed_values([line(ASM("progress"), percent("80"))], [line(ASM("progress"), percent("60"))])
    assert change == ChangedValue(ASM("progress"), (percent("80"),), (percent("60"),))


def test_what_both_say_is_no_change() -> None:
    same = line(ASM("progress"), percent("80"))
    assert changed_values([same], [line(ASM("progress"), percent("80"), "http://e/h")]) == ()
    for untold in (PROV("wasDerivedFrom"), ASM("evidence"), RDF("type")):
        assert changed_values([same], [same, line(untold, ASM("x"))]) == ()


def test_a_text_in_both_languages_is_told_once() -> None:
    before = [
        line(RDFS("label"), Literal("uno", language="es")),
        line(RDFS("label"), Literal("one", language="en")),
    ]
    after = [
        line(RDFS("label"), Literal("dos", language="es")),
        line(RDFS("label"), Literal("two", language="en")),
    ]
    (change,) = changed_values(before, after)
    assert [value.value for value in (*change.before, *change.after)] == ["uno", "dos"]


def test_the_printed_value_is_not_told_beside_what_was_made_of_it() -> None:
    before = [line(ASM("value"), percent("1")), line(ASM("rawValue"), Literal("1 "))]
    after = [line(ASM("value"), percent("2")), line(ASM("rawValue"), Literal("2 "))]
    assert [one.property for one in changed_values(before, after)] == [ASM("value")]
    assert [one.property for one in changed_values(before[1:], after[1:])] == [ASM("rawValue")]


def test_of_a_long_text_what_differs_is_told() -> None:
    row = "Ramo 20 | S061 | " + "Programa 3x1 para Migrantes | " * 12
    rows = [line(ASM("text"), Literal(f"{row}{progress} | Concluido")) for progress in (60, 80)]
    (change,) = changed_values(rows[:1], rows[1:])
    assert [value.value[-14:] for value in (*change.before, *change.after)] == [
        "60 | Concluido",
        "80 | Concluido",
    ]
    assert all(len(value.value) < 70 for value in (*change.before, *change.after))


@given(st.text(max_size=90), st.text(max_size=90), st.text(max_size=90), st.text(max_size=90))
def test_what_differs_is_never_cut_away(shared: str, old: str, new: str, end: str) -> None:
    before, after = differing_parts(shared + old + end, shared + new + end, 60)
    assert max(len(before), len(after)) <= 180
    assert (before == after) == (old == new)


@given(st.text(max_size=400), st.text(max_size=400))
def test_whatever_texts_hold_comes_back_from_json(before: str, after: str) -> None:
    lines = ([line(ASM("text"), Literal(text))] if text else [] for text in (before, after))
    for change in changed_values(*lines):
        assert ChangedValue.of(json.loads(json.dumps(change.as_json()))) == change
