"""A performance evaluation as quads: statements, sources, figures, matrix and indicators."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from tests.documents_of_ours import evaluations as reports
from tests.documents_of_ours import follow_ups
from tests.graph.layouts.extracted import BASE, count, extract, objects, tried

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, SKOS
from asm_graph.shacl.shapes import RULE, Shapes
from asm_graph.shacl.validation import validate


@tried
@given(reports.evaluations())
def test_each_part_of_a_report_is_an_entity(evaluation: reports.Evaluation) -> None:
    states = evaluation.states()
    found = extract(follow_ups.text(reports.lines(evaluation)))
    levels = states.get("levels", [])
    assert count(found, "Statement") == len(states.get("statements", []))
    assert count(found, "PopulationValue") == len(states["populations"])
    assert count(found, "CoverageValue") == len(states.get("coverages", []))
    assert count(found, "MirLevel") == len(levels)
    assert count(found, "Indicator") == len(states.get("indicators", []))
    assert count(found, "IndicatorValue") == sum(len(one["values"]) for one in states.get("indicators", []))
    assert count(found, "Evaluation") == 1


def test_cited_and_listed_sources_are_told_apart() -> None:
    lines = reports.lines(reports.Evaluation(reports.CLOSING))
    header = ["", "Unidad de Medida", "Valor 2009", "Incremento en cobertura respecto de 2008"]
    finding = "Los apoyos llegaron a las localidades previstas (MIR2009, ROP09)."
    head = ["● Fortalezas", finding, "● Población", header, ["Población Objetivo", "Hogares", "0", "-"]]
    found = extract(follow_ups.text([*head, "● Fin", "Contribuir al ingreso.", *lines]))
    evaluation = next(
        BASE.local(quad.subject)
        for quad in found.quads
        if quad.predicate == RDF("type") and quad.object == ASM("Evaluation")
    )
    listed = {f"{evaluation}/source/{code}" for code in ("mir09", "eir08", "din10")}
    assert set(objects(found, evaluation, ASM("usesSource"))) == listed
    cited = objects(found, f"{evaluation}/strength/1", ASM("citesSource"))
    assert cited == [f"{evaluation}/source/mir2009", f"{evaluation}/source/rop09"]
    assert objects(found, cited[0], SKOS("closeMatch")) == [f"{evaluation}/source/mir09"]
    assert objects(found, cited[1], SKOS("closeMatch")) == []
    population = f"{evaluation}/population/2009/target"
    assert objects(found, population, ASM("value")) == ["0"]
    assert objects(found, population, ASM("missing")) == []


def test_a_figure_stated_twice_is_kept_twice_and_found_by_the_audit(with_derived: Any) -> None:
    """Two targets of a year, and a population counted twice; the same figure again is but one."""
    titles = ["Unidad de medida", "Frecuencia", "Meta 2009", "Meta 2009", "Valor 2009", "Valor 2009"]
    cells = ["Porcentaje", "Anual", "80", "85", "79.5", "79.5"]
    population = ["", "Unidad de Medida", "Valor 2009", "Incremento en cobertura respecto de 2008"]
    served = [["Población Atendida", *rest] for rest in (["Hogares", "500", "-"], ["Hogares", "510", "-"])]
    body = ["● Indicadores de Resultados", "1. Porcentaje de proyectos en operación", titles, cells]
    head = [
        *body,
        "● Población",
        population,
        *served,
        "● Fortalezas",
        "Los apoyos llegaron.",
        "● Fin",
        "Crecer.",
    ]
    found = extract(follow_ups.text([*head, *reports.lines(reports.Evaluation(reports.CLOSING))]))
    values = {
        BASE.local(quad.subject).split("/", 2)[2]: quad.object.value
        for quad in found.quads
        if quad.predicate == ASM("value")
    }
    matrix, evaluation = "2009/indicator/results-1/2009", "eed-2009-2010/population/2009"
    assert values == {
        f"{matrix}/target": "80",
        f"{matrix}/target-2": "85",
        f"{matrix}/actual": "79.5",
        f"{evaluation}/served": "500",
        f"{evaluation}/served-2": "510",
    }
    results = [
        result
        for kind in ("integrity", "audit")
        for result in validate(with_derived(found.quads), Shapes.load(Knowledge.default().shapes / kind))
    ]
    assert not {result.rule for result in results} & set(map(RULE, ("Value", "RawValue", "Year", "Change")))
    twice = {BASE.local(one.focus) for one in results if one.rule == RULE("FigureStatedTwice")}
    assert {path.rpartition("/")[2] for path in twice} == {"target", "served"}
