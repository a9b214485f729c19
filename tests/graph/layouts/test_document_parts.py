"""Documents of parts: what the parts leave out, what they repeat, and what cannot be attached."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.divided_documents import (
    ASM_PATH,
    EVALUATION_PATH,
    PROGRAM,
    annexes,
    mapped_parts,
)
from tests.mapped_documents import BASE, Facts, registers
from tests.printed_pages import found, printed

from asm_graph.checks.integrity import check_integrity
from asm_graph.graph.ontology import ontology_quads
from asm_graph.graph.reference import reference_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, DCT, PROV, RDFS, SKOS
from asm_graph.records.asm import Asm
from asm_graph.records.evaluations import Evaluation, Statement
from asm_graph.records.matrices import Indicator, Level
from asm_graph.records.parts import DividedDocument, Part, ProgramStatements
from asm_graph.records.texts import Fact, Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.documents.paged_document import PagedDocument

    At = Callable[[str], Fact[str]]

ANNEXES = mapped_parts(*annexes())
FACTS = Facts(ANNEXES.quads)


def pages(*lines: str) -> tuple[PagedDocument, At]:
    document = printed([lines])
    return document, lambda text: found(document, text)


def stated(document: PagedDocument, *said: ProgramStatements) -> tuple[Facts, tuple[str, ...]]:
    parts = tuple(Part("annex", 1, 1, None, (one,)) for one in said)
    mapped = mapped_parts(document, DividedDocument("Informe", parts))
    return Facts(mapped.quads), mapped.notices


def test_the_graph_of_a_document_of_parts_keeps_every_integrity_rule() -> None:
    shared = [*ontology_quads(Knowledge.default().ontology, BASE), *reference_quads(registers(), BASE)]
    report = check_integrity([*shared, *ANNEXES.quads])
    assert report.faults == ()
    assert report.conforms


def test_each_part_is_described_with_its_pages() -> None:
    parts = [f"document/ours/part/{key}-1" for key in ("asm-annex-d", "asm-annex-e", "asm-annex-f", "letter")]
    assert FACTS.values("document/ours", ASM("hasPart")) == parts
    assert FACTS.values(parts[1], ASM("layout")) == ["asm-annex-e"]
    assert FACTS.values(parts[1], ASM("firstPage")) == ["2"]
    assert FACTS.values(parts[1], ASM("lastPage")) == ["2"]
    assert FACTS.values(parts[0], DCT("title"))[0].startswith("Seguimiento a Aspectos")
    assert [FACTS.values(part, ASM("furnitureOnly")) for part in parts] == [[], [], [], ["true"]]
    assert FACTS.values("document/ours", ASM("pageCount")) == ["4"]


def test_two_parts_of_one_layout_are_told_apart_and_one_that_is_held_says_why() -> None:
    document, _ = pages("Anexo", "Otro anexo")
    parts = (Part("annex", 1, 1), Part("annex", 1, 1, held="half of it was not understood"))
    facts = Facts(mapped_parts(document, DividedDocument("Anexos", parts)).quads)
    one, two = facts.values("document/ours", ASM("hasPart"))
    assert (one, two) == ("document/ours/part/annex-1", "document/ours/part/annex-2")
    assert facts.values(two, ASM("heldForReview")) == ["half of it was not understood"]
    assert facts.values(one, ASM("furnitureOnly")) == ["true"]
    assert facts.values(two, ASM("furnitureOnly")) == []


def test_the_names_of_one_program_are_one_program() -> None:
    assert FACTS.of_class(ASM("Program")) == [f"program/{PROGRAM}"]
    node = f"program/{PROGRAM}"
    assert FACTS.values(node, RDFS("label")) == ["Educación Superior Tecnológica en el Estado de Campeche"]
    assert len(FACTS.values(node, SKOS("altLabel"))) == 2
    assert FACTS.values(node, SKOS("notation")) == ["107"]
    assert FACTS.values("document/ours", DCT("subject")) == [node]


def test_an_annex_on_progress_repeats_the_asm_of_its_working_document() -> None:
    assert FACTS.of_class(ASM("Asm")) == [ASM_PATH]
    assert FACTS.values(ASM_PATH, ASM("cycle")) == ["2022"]
    assert FACTS.values(ASM_PATH, ASM("text")) == [
        "Reforzar el programa con el seguimiento al rubro de titulación."
    ]
    actions = FACTS.values(ASM_PATH, ASM("hasAction"))
    assert actions == [f"{ASM_PATH}/action/1", f"{ASM_PATH}/action/2"]
    assert FACTS.values(actions[0], ASM("progress")) == ["45"]
    assert FACTS.values(actions[0], ASM("evidenceDocument")) == ["Minuta de la reunión"]
    assert FACTS.values(actions[1], ASM("progress")) == []
    # Both places prove the text.
    proofs = [
        quad.subject
        for quad in ANNEXES.quads
        if (quad.predicate, quad.object) == (ASM("subject"), BASE.id(ASM_PATH))
        and FACTS.values(quad.subject, ASM("property")) == [ASM("text").value]
    ]
    assert sorted(FACTS.values(proof, ASM("page")) for proof in proofs) == [["1"], ["2"]]


def test_the_year_of_an_evaluation_is_that_of_its_program_and_its_asm_arise_from_it() -> None:
    assert FACTS.of_class(ASM("Evaluation")) == [EVALUATION_PATH]
    assert FACTS.values(EVALUATION_PATH, ASM("period")) == ["2022"]
    assert FACTS.values(ASM_PATH, ASM("arisesFrom")) == [EVALUATION_PATH]


def test_statements_are_called_by_what_they_say() -> None:
    statements = FACTS.of_class(ASM("Statement"))
    assert [path.rpartition("/")[0] for path in statements] == [
        f"{EVALUATION_PATH}/rating",
        f"{EVALUATION_PATH}/strength",
    ]
    assert FACTS.values(statements[0], ASM("value")) == ["3.5"]
    assert FACTS.values(statements[0], ASM("rawValue")) == ["3.5"]
    assert FACTS.values(statements[0], ASM("themeCode")) == ["code/asm-theme/design"]


def test_a_response_stands_under_what_it_answers() -> None:
    to_asm, to_evaluation = f"{ASM_PATH}/response/1", f"{EVALUATION_PATH}/response/1"
    assert FACTS.of_class(ASM("Response")) == [to_asm, to_evaluation]
    assert FACTS.values(to_asm, ASM("respondsTo")) == [ASM_PATH]
    assert FACTS.values(to_asm, ASM("responseKind")) == ["code/response-kind/accepted"]
    assert FACTS.values(to_asm, ASM("evaluation")) == []
    assert FACTS.values(to_evaluation, ASM("evaluation")) == [EVALUATION_PATH]


@pytest.mark.parametrize("names", [(), ("Becas rurales", "Fomento al deporte")])
def test_a_part_without_a_program_is_attached_only_if_the_document_names_one(names: tuple[str, ...]) -> None:
    document, at = pages("Diseño 2022", "tiene un padrón.", *names)
    evaluation = Evaluation(type=at("Diseño"), period=at("2022"))
    nameless = ProgramStatements(
        evaluation=evaluation, statements=(Statement("strength", None, at("tiene un padrón.")),)
    )
    facts, notices = stated(document, nameless, *(ProgramStatements(at(name)) for name in names))
    assert facts.of_class(ASM("Statement")) == []
    assert any("names no program" in notice for notice in notices)


def test_a_technical_sheet_adds_to_the_only_evaluation() -> None:
    document, at = pages("Becas rurales", "Diseño", "2018", "Fuente estatal", "$15,000.00", "Ana Prueba")
    evaluation = Evaluation(type=at("Diseño"), period=at("2018"), coordinator=at("Ana Prueba"))
    sheet = Evaluation(cost=Fact(Money(Decimal(15000), "MXN"), at("$15,000.00").passage))
    facts, _ = stated(
        document,
        ProgramStatements(at("Becas rurales"), evaluation=evaluation),
        ProgramStatements(evaluation=replace(sheet, financing=at("Fuente estatal"))),
    )
    (node,) = facts.of_class(ASM("Evaluation"))
    assert node == "evaluation/mx/becas-rurales/design-2018"
    assert facts.values(node, ASM("cost")) == ["15000"]
    assert facts.values(node, ASM("coordinator")) == ["Ana Prueba"]


def test_what_may_be_of_one_of_several_evaluations_is_told_and_not_stated() -> None:
    document, at = pages("Becas rurales", "Diseño", "Procesos", "2018", "tiene un padrón.")
    facts, notices = stated(
        document,
        ProgramStatements(at("Becas rurales"), evaluation=Evaluation(type=at("Diseño"), period=at("2018"))),
        ProgramStatements(evaluation=Evaluation(type=at("Procesos"), period=at("2018"))),
        ProgramStatements(statements=(Statement("strength", None, at("tiene un padrón.")),)),
    )
    assert len(facts.of_class(ASM("Evaluation"))) == 2
    assert facts.of_class(ASM("Statement")) == []
    assert any(notice.startswith("statements on mx/becas-rurales that") for notice in notices)


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["PAE 2022, ejercicio fiscal 2021"], "2022"),
        (["PAE 2021 y PAE 2022"], "2018"),  # two: the date decides
        (["Informe"], "2018"),
    ],
)
def test_the_year_of_an_evaluation_that_no_part_states(lines: list[str], period: str) -> None:
    document, at = pages("Becas rurales", "03/08/2018", "Evaluación de diseño del programa", *lines)
    evaluation = Evaluation(
        name=at("Evaluación de diseño del programa"),
        started_on=Fact(dt.date(2018, 8, 3), at("03/08/2018").passage),
    )
    facts, _ = stated(document, ProgramStatements(at("Becas rurales"), evaluation=evaluation))
    assert facts.of_class(ASM("Evaluation")) == [f"evaluation/mx/becas-rurales/design-{period}"]


def test_an_evaluation_without_any_year_is_told_and_not_stated() -> None:
    document, at = pages("Becas rurales", "Diseño", "tiene un padrón.")
    said = ProgramStatements(
        at("Becas rurales"),
        evaluation=Evaluation(type=at("Diseño")),
        statements=(Statement("strength", None, at("tiene un padrón.")),),
    )
    facts, notices = stated(document, said)
    assert facts.of_class(ASM("Evaluation")) == []
    assert any("not published" in notice and notice.endswith(": 1") for notice in notices)


def test_asm_whose_numbers_restart_in_each_annex_do_not_collide() -> None:
    document, at = pages("Becas rurales", "2021", "Depurar el padrón.", "Publicar las reglas.", "Medir.")
    one = Fact(1, at("Becas").passage)
    texts = ("Depurar el padrón.", "Publicar las reglas.", "Medir.")
    classes = ("specific", "institutional", "institutional")
    facts, _ = stated(
        document,
        *(
            ProgramStatements(
                at("Becas rurales"),
                cycle=at("2021"),
                asms=(Asm(number=one, classification=class_, text=at(text)),),
            )
            for class_, text in zip(classes, texts, strict=True)
        ),
    )
    base = "asm/mx/becas-rurales/2021"
    assert facts.of_class(ASM("Asm")) == [
        f"{base}/institutional/1",
        f"{base}/institutional/1-2",
        f"{base}/specific/1",
    ]


def test_asm_without_a_number_are_called_by_their_text_and_counted() -> None:
    document, at = pages("Becas rurales", "2021", "Depurar el padrón.", "Publicar las reglas.")
    asms = tuple(Asm(text=at(text)) for text in ("Depurar el padrón.", "Publicar las reglas."))
    facts, _ = stated(document, ProgramStatements(at("Becas rurales"), cycle=at("2021"), asms=asms))
    found = facts.of_class(ASM("Asm"))
    assert len(found) == 2
    assert sorted(number for path in found for number in facts.values(path, ASM("number"))) == ["1", "2"]
    assert all("/not-determined/" in path for path in found)


def test_levels_and_indicators_of_two_annexes_are_one_matrix() -> None:
    document, at = pages(
        "Becas rurales", "ejercicio fiscal 2021", "Contribuir", "Cobertura", "Visitas", "Acta"
    )
    named = at("Becas rurales")
    facts, _ = stated(
        document,
        ProgramStatements(
            named,
            levels=(Level("fin", narrative=at("Contribuir"), assumptions=(at("Visitas"),)),),
            indicators=(Indicator(name=at("Cobertura"), means=(at("Acta"),)),),
        ),
        ProgramStatements(named, indicators=(Indicator(name=at("Cobertura"), method=at("Visitas")),)),
    )
    matrix = "mir/mx/becas-rurales/2021"
    assert facts.of_class(ASM("ResultsMatrix")) == [matrix]
    assert facts.of_class(ASM("MirLevel")) == [f"{matrix}/fin"]
    assert facts.values(f"{matrix}/fin", ASM("assumption")) == ["Visitas"]
    assert facts.of_class(ASM("Indicator")) == [f"{matrix}/indicator/1"]
    assert facts.values(f"{matrix}/indicator/1", ASM("meansOfVerification")) == ["Acta"]
    assert facts.values(f"{matrix}/indicator/1", ASM("calculationMethod")) == ["Visitas"]


def test_the_state_of_a_program_is_that_of_any_name_of_the_publisher_or_of_the_text() -> None:
    document, at = pages("Becas rurales", "Gobierno de Zacatecas", "Secretaría de Economía")
    said = ProgramStatements(at("Becas rurales"), agency=at("Secretaría de Economía"))
    facts, _ = stated(document, said)
    assert facts.of_class(ASM("Program")) == ["program/mx-zac/becas-rurales"]
    document, at = pages("Becas rurales")
    record = DividedDocument(
        "Informe", (Part("annex", 1, 1, None, (ProgramStatements(at("Becas rurales")),)),)
    )
    mapped = mapped_parts(document, record, publisher="Gobierno del Estado de Campeche")
    assert Facts(mapped.quads).of_class(ASM("Program")) == ["program/mx-cam/becas-rurales"]


def test_what_a_form_says_of_its_program_is_stated() -> None:
    document, at = pages(
        "Becas rurales", "BR", "Poder Ejecutivo", "Estatal", "Dirección Norte", "Eva Prueba", "Unidad B"
    )
    said = ProgramStatements(
        at("Becas rurales"),
        responsible_unit=at("Dirección Norte"),
        acronym=at("BR"),
        branch_of_government=at("Poder Ejecutivo"),
        level_of_government=at("Estatal"),
        other_units=(at("Unidad B"),),
        unit_heads=(at("Eva Prueba"),),
    )
    facts, _ = stated(document, said)
    node = "program/mx/becas-rurales"
    assert facts.values(node, SKOS("altLabel")) == ["BR"]
    assert facts.values(node, ASM("branchOfGovernment")) == ["Poder Ejecutivo"]
    assert facts.values(node, ASM("levelOfGovernment")) == ["Estatal"]
    assert facts.values(node, ASM("unitHead")) == ["Eva Prueba"]
    assert facts.values(node, ASM("responsibleUnit")) == ["unit/mx/direccion-norte", "unit/mx/unidad-b"]
    # Nobody says which agency the units are of, so that none is invented.
    assert facts.values("unit/mx/direccion-norte", PROV("wasDerivedFrom")) == ["document/ours"]
    assert facts.of_class(ASM("Agency")) == []


def test_parts_without_a_program_are_of_the_one_that_the_report_names() -> None:
    document, at = pages("Evaluación de Diseño", "PAE 2022", "Becas rurales", "tiene un padrón.")
    said = ProgramStatements(statements=(Statement("strength", None, at("tiene un padrón.")),))
    parts = (Part("swot", 1, 1, None, (said,)),)
    record = DividedDocument("Informe", parts, program=at("Becas rurales"))
    facts = Facts(mapped_parts(document, record).quads)
    # The type and the year stand in the beginning of the report, outside of any part.
    (evaluation,) = facts.of_class(ASM("Evaluation"))
    assert evaluation == "evaluation/mx/becas-rurales/design-2022"
    (statement,) = facts.of_class(ASM("Statement"))
    assert facts.values(statement, ASM("evaluation")) == [evaluation]


@pytest.mark.parametrize("lines", [["Informe"], ["Evaluación de Diseño", "Evaluación de Procesos"]])
def test_an_evaluation_whose_type_is_not_clear_is_of_none(lines: list[str]) -> None:
    document, at = pages(*lines, "PAE 2022", "Becas rurales", "tiene un padrón.")
    said = ProgramStatements(
        at("Becas rurales"), statements=(Statement("strength", None, at("tiene un padrón.")),)
    )
    facts, _ = stated(document, said)
    assert facts.of_class(ASM("Evaluation")) == ["evaluation/mx/becas-rurales/not-determined-2022"]


def test_the_fiscal_year_that_an_evaluation_looks_at_is_stated() -> None:
    document, at = pages("PAE 2022, ejercicio fiscal 2021", "Becas rurales", "Diseño")
    facts, _ = stated(
        document, ProgramStatements(at("Becas rurales"), evaluation=Evaluation(type=at("Diseño")))
    )
    (evaluation,) = facts.of_class(ASM("Evaluation"))
    assert facts.values(evaluation, ASM("period")) == ["2022"]
    assert facts.values(evaluation, ASM("evaluatedYear")) == ["2021"]


@pytest.mark.parametrize(
    ("other", "told"), [("SECRETARÍA DE ECONOMÍA", False), ("Secretaría del Campo", True)]
)
def test_another_agency_is_told_unless_it_is_the_same(other: str, told: bool) -> None:  # noqa: FBT001
    document, at = pages("Becas rurales", "Secretaría de Economía", other)
    agencies = ("Secretaría de Economía", other)
    facts, notices = stated(
        document, *(ProgramStatements(at("Becas rurales"), agency=at(one)) for one in agencies)
    )
    assert facts.values("program/mx/becas-rurales", ASM("agency")) == ["agency/mx-secretaria-de-economia"]
    assert any(notice.startswith("agencies of one program") for notice in notices) is told
