"""Readings become quads: what a document says, under the IRIs and properties of the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from pyoxigraph import Literal
from tests.documents_of_ours import evaluations as reports
from tests.documents_of_ours import follow_ups
from tests.documents_of_ours.stated import document

from asm_graph.build.extract import Extraction, Extractor
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS, Base
from asm_graph.shacl.shapes import RULE, Shapes
from asm_graph.shacl.validation import validate

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

BASE = Base()
EXTRACTOR = Extractor(Knowledge.default(), BASE)

tried = settings(max_examples=10, deadline=None, derandomize=True)

HEADING = "AVANCES DE ASPECTOS SUSCEPTIBLES DE MEJORA\n2008-2009\nPROGRAMA DE EMPLEO TEMPORAL\n"
HEADER = "No.\tAspecto Susceptible de Mejora\tActividades\tÁrea Responsable\tFecha de Término\tAvance\n"
ROW = "1\tRevisar el padrón.\t1. Depurar el padrón. 2. Publicarlo.\tDGAP; Comité de Cuentas\tDic. 2009\t50%\n"


def extract(text: str) -> Extraction:
    return EXTRACTOR.extract(document(text), "ours")


def objects(extraction: Extraction, path: str, predicate: NamedNode) -> list[Any]:
    """The values of a property in the document's source graph: paths of entities, and values of literals."""
    return sorted(
        quad.object.value if isinstance(quad.object, Literal) else BASE.local(quad.object)
        for quad in extraction.quads
        if quad.subject == BASE.id(path)
        and quad.predicate == predicate
        and quad.graph_name == BASE.graph("source/ours")
    )


def count(extraction: Extraction, local: str) -> int:
    return sum(quad.predicate == RDF("type") and quad.object == ASM(local) for quad in extraction.quads)


@tried
@given(follow_ups.follow_ups())
def test_each_asm_and_action_is_an_entity(follow_up: follow_ups.FollowUp) -> None:
    states = follow_up.states()["asms"]
    found = extract(follow_ups.text(follow_ups.lines(follow_up)))
    assert count(found, "Asm") == len(states)
    assert count(found, "Action") == sum(len(asm["actions"]) for asm in states)
    for asm in states:
        (path,) = {
            BASE.local(quad.subject)
            for quad in found.quads
            if quad.predicate == RDF("type")
            and quad.object == ASM("Asm")
            and quad.subject.value.endswith(f"2008-2009/{asm['classification']}/{asm['number']}")
        }
        assert objects(found, path, ASM("text")) == [asm["text"]]
        assert objects(found, path, ASM("classification")) == [f"code/asm-class/{asm['classification']}"]
        assert len(objects(found, path, ASM("hasAction"))) == len(asm["actions"])


def test_items_of_one_cell_share_units_and_dates() -> None:
    found = extract(f"{HEADING}Aspectos específicos\n{HEADER}{ROW}")
    for number, text in ((1, "Depurar el padrón."), (2, "Publicarlo.")):
        path = f"asm/20-S071/2008-2009/specific/1/action/{number}"
        assert objects(found, path, ASM("text")) == [text]
        assert objects(found, path, ASM("dueDate")) == ["2009-12"]
        assert objects(found, path, ASM("progress")) == ["50"]
        assert "unit/sedesol/comite-de-cuentas" in objects(found, path, ASM("responsibleUnit"))
        assert len(objects(found, path, ASM("responsibleUnit"))) == 2


def test_what_no_register_knows_is_reported() -> None:
    found = extract(f"{HEADING.replace('EMPLEO TEMPORAL', 'HUERTOS')}Aspectos específicos\n{HEADER}{ROW}")
    assert "program not in the register: PROGRAMA DE HUERTOS" in found.notices
    assert "unit not in the register: Comité de Cuentas" in found.notices
    assert any(notice.startswith("no agency is named for PROGRAMA DE HUERTOS") for notice in found.notices)
    assert objects(found, "program/mx/programa-de-huertos", RDFS("label"))


def test_a_number_printed_twice_makes_two_entities() -> None:
    again = ROW.replace("Revisar el padrón.", "Medir los resultados del programa.")
    found = extract(f"{HEADING}Aspectos específicos\n{HEADER}{ROW}{again}")
    assert objects(found, "asm/20-S071/2008-2009/specific/1", ASM("text")) == ["Revisar el padrón."]
    assert objects(found, "asm/20-S071/2008-2009/specific/1-2", ASM("text")) == [
        "Medir los resultados del programa."
    ]


def test_a_commitment_states_an_alignment_only_by_its_instrument() -> None:
    reference = "el Objetivo 3 del Programa Sectorial de Desarrollo Social 2007-2012"
    row = ROW.replace("el padrón.", f"su alineación con {reference}.", 1)
    announced = extract(f"{HEADING}Aspectos específicos\n{HEADER}{row}")
    assert count(announced, "Alignment") == 0


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
