"""Which figures conflict, and which actual figure belongs to a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from asm_graph.graph.derived import derived_quads
from asm_graph.rdf.vocabulary import ASM, RDFS, Base
from asm_graph.registers import Verbs

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = Base()
CODES = """
@prefix population: <https://w3id.org/asm-graph/id/code/population-kind/> .
@prefix territory: <https://w3id.org/asm-graph/id/code/territory-kind/> .
graph:reference {
    population:served skos:prefLabel "Población atendida"@es , "Served population"@en .
    population:target skos:prefLabel "Población objetivo"@es .
    territory:municipalities skos:prefLabel "Municipios"@es ; skos:altLabel "Municipios atendidos"@es .
    kind:target skos:prefLabel "Meta"@es . kind:actual skos:prefLabel "Valor alcanzado"@es .
}
"""
FIGURE = """source:a {{ id:{node} asm:program id:{program} ; asm:year "{year}"^^xsd:gYear ; asm:{kind} ;
    asm:unitOfMeasure "{unit}"@es ; asm:value {value} ; asm:observedIn id:{evaluation} }}"""
SERVED, TARGET, COVERED = (
    f"{property_}Kind {code}"
    for property_, code in (
        ("population", "population:served"),
        ("population", "population:target"),
        ("territory", "territory:municipalities"),
    )
)


def figure(node: str, value: str, **said: str) -> str:
    """A figure of population or coverage; what is not said is the same in all."""
    usual = {"program": "p", "year": "2009", "kind": SERVED, "unit": "Hogares", "evaluation": "e"}
    return FIGURE.format(node=node, value=value, **usual | said)


def indicator(matrix: str, node: str, *values: str, name: str = "Redes", unit: str = "", of: str = "") -> str:
    """An indicator of a matrix named by its year, with `kind year value` for each of its figures."""
    figures = "".join(
        f"id:{node}-{n} asm:indicator id:{node} ; asm:valueKind kind:{kind} ; asm:value {value} ;"
        f' asm:year "{year}"^^xsd:gYear .'
        for n, (kind, year, value) in enumerate(one.split() for one in values)
    )
    office = f"; asm:responsibleUnit id:{of}" if of else ""
    measure = f'; asm:unitOfMeasure "{unit}"@es' if unit else ""
    return f"""source:m{matrix} {{ id:m{matrix} asm:program id:p ; asm:year "{matrix}"^^xsd:gYear ;
        asm:hasIndicator id:{node} {office} . id:{node} rdfs:label "{name}"@es {measure} . {figures} }}"""


@pytest.fixture
def conflicts(trig: Any) -> Callable[..., list[tuple[str, ...]]]:
    """Derive conflicts: kind, concept, smaller and larger value, with their figures."""

    def found(*texts: str) -> list[tuple[str, ...]]:
        quads = list(derived_quads(trig(CODES + "".join(texts)), Verbs(), BASE))
        said = {(quad.subject, quad.predicate): quad.object for quad in quads}
        nodes = {quad.subject for quad in quads if quad.object == ASM("Conflict")}
        return sorted(
            (
                BASE.local(said[node, ASM("conflictKind")]).rpartition("/")[2],
                said[node, RDFS("label")].value,
                *(said[node, ASM(name)].value for name in ("smallerValue", "largerValue")),
                *(BASE.local(said[node, ASM(name)]) for name in ("smallerFigure", "largerFigure")),
            )
            for node in nodes
        )

    return found


def test_one_evaluation_gives_two_figures_of_one_kind(conflicts: Any) -> None:
    concept = "Población atendida (Hogares)"
    assert conflicts(figure("a", "12.0"), figure("b", "9.0")) == [
        ("within-source", concept, "9", "12", "b", "a")
    ]
    assert conflicts(figure("a", "12.0"), figure("b", "12.00")) == []


def test_two_evaluations_give_figures_of_one_kind(conflicts: Any) -> None:
    ((kind, *_),) = conflicts(figure("a", "1.0"), figure("b", "2.0", evaluation="later", unit="HOGARES"))
    assert kind == "between-evaluations"


@pytest.mark.parametrize(
    "other", [{"program": "q"}, {"year": "2010"}, {"kind": TARGET}, {"unit": "Personas"}, {"kind": COVERED}]
)
def test_figures_of_other_things_do_not_conflict(conflicts: Any, other: dict[str, str]) -> None:
    assert conflicts(figure("a", "1.0"), figure("b", "2.0", **other)) == []


@pytest.mark.parametrize("unit", ["municipios", "Municipios atendidos"])
def test_a_population_counted_in_municipalities_is_held_against_coverage(conflicts: Any, unit: str) -> None:
    found = conflicts(figure("a", "574.0", kind=COVERED, unit="Municipios"), figure("b", "567.0", unit=unit))
    assert found == [("served-and-covered", "Municipios", "567", "574", "b", "a")]


def test_other_municipalities_are_another_thing(conflicts: Any) -> None:
    covered = figure("a", "574.0", kind=COVERED, unit="Municipios rurales")
    assert conflicts(covered, figure("b", "567.0", unit="Municipios")) == []
    assert (
        conflicts(figure("a", "1.0", kind=TARGET, unit="Municipios"), figure("b", "2.0", kind=COVERED)) == []
    )


def test_two_documents_give_two_values_of_one_figure(conflicts: Any) -> None:
    found = conflicts(figure("a", "1.0"), figure("a", "2.0").replace("source:a", "source:b"))
    assert found == [("between-documents", "Población atendida (Hogares)", "1", "2", "a", "a")]


def test_matrices_of_two_years_give_two_values_of_an_indicator(conflicts: Any) -> None:
    one, other = (
        indicator("2009", "i", "target 2010 5.0"),
        indicator("2010", "j", "target 2010 7.0", name="REDES"),
    )
    assert conflicts(one, other) == [("between-matrices", "Redes (Meta)", "5", "7", "i-0", "j-0")]


@pytest.mark.parametrize(
    "other",
    [
        indicator("2010", "j", "actual 2010 7.0"),
        indicator("2010", "j", "target 2011 7.0"),
        indicator("2010", "j", "target 2010 5.00"),
        indicator("2010", "j", "target 2010 7.0", name="Otras redes"),
        indicator("2010", "j", "target 2010 7.0", unit="Red"),
        indicator("2010", "j", "target 2010 7.0", of="unit"),
        indicator("2009", "j", "target 2010 7.0"),
    ],
    ids=["kind", "year", "value", "name", "unit of measure", "unit", "matrix"],
)
def test_indicators_that_differ_do_not_conflict(conflicts: Any, other: str) -> None:
    assert conflicts(indicator("2009", "i", "target 2010 5.0"), other) == []


def test_a_name_that_one_matrix_gives_to_two_indicators_tells_neither(trig: Any, conflicts: Any) -> None:
    texts = [
        indicator("2009", "i", "target 2009 5.0", "target 2010 5.0"),
        indicator("2009", "twin", "target 2010 6.0", "actual 2009 6.0"),
        indicator("2010", "j", "target 2010 7.0", "actual 2009 4.0"),
    ]
    assert conflicts(*texts) == []
    assert actual_figures(trig(CODES + "".join(texts))) == set()
    assert conflicts(texts[0], texts[2]) != []


def test_one_indicator_has_two_values_of_one_kind(conflicts: Any) -> None:
    found = conflicts(indicator("2009", "i", "target 2009 5.0", "target 2009 7.0", unit="Red"))
    assert found == [("within-source", "Redes (Meta, Red)", "5", "7", "i-0", "i-1")]


def test_of_very_many_values_each_is_held_against_the_smallest(conflicts: Any) -> None:
    few = conflicts(*(figure(f"f{n:02d}", f"{n}.0") for n in range(20)))
    many = conflicts(*(figure(f"f{n:02d}", f"{n}.0") for n in range(40)))
    assert len(few) == 190
    assert {conflict[4] for conflict in many} == {"f00"}
    assert len(many) == 39


def test_a_conflict_keeps_its_iri_whatever_else_is_known(trig: Any) -> None:
    def nodes(*texts: str) -> set[str]:
        quads = derived_quads(trig(CODES + "".join(texts)), Verbs(), BASE)
        return {BASE.local(quad.subject) for quad in quads if quad.object == ASM("Conflict")}

    (alone,) = nodes(figure("a", "1.0"), figure("b", "2.0"))
    assert alone.startswith("conflict/")
    assert alone in nodes(figure("b", "2.0"), figure("c", "3.0"), figure("a", "1.0"))


def actual_figures(quads: Any) -> set[tuple[str, str]]:
    derived = derived_quads(quads, Verbs(), BASE)
    return {
        (BASE.local(quad.subject), BASE.local(quad.object))
        for quad in derived
        if quad.predicate == ASM("actualFigure")
    }


def test_a_target_has_its_actual_figure_in_its_own_matrix_or_a_later_one(trig: Any) -> None:
    own = indicator("2009", "i", "target 2009 5.0", "actual 2009 4.0", "actual 2008 3.0", "target 2010 6.0")
    later = indicator("2010", "j", "actual 2009 4.5", name="redes")
    assert actual_figures(trig(CODES + own + later)) == {("i-0", "i-1"), ("i-0", "j-0")}


@pytest.mark.parametrize("other", [{"name": "Otras"}, {"of": "unit"}])
def test_the_actual_figure_of_another_indicator_is_none(trig: Any, other: dict[str, str]) -> None:
    texts = indicator("2009", "i", "target 2009 5.0") + indicator("2010", "j", "actual 2009 4.5", **other)
    assert actual_figures(trig(CODES + texts)) == set()
