"""Annexes on ASM: of the mechanism of states, of evaluations, forms of two columns, lists, and empty ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.stated import WORDS
from tests.open_data import published_pages
from tests.paged_documents import Gap, Ruled, paged_document

from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.parts.asm_annexes import AsmAnnexes
from asm_graph.readers.parts.division import read_parts
from asm_graph.readers.text_account import facts
from asm_graph.records.parts import DividedDocument, Part, ProgramStatements
from asm_graph.records.texts import Fact, YearMonth, value_of

if TYPE_CHECKING:
    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.records.asm import Asm

TEXT = "Reforzar el programa\ncon actividades\nadicionales que\npermitan alcanzar\nlas metas."
ACTION = "Implementar\nactividades con el\nsector empresarial."
HEADER = [
    "Núm.\nConsc.",
    "Aspecto\nSusceptible de\nMejora",
    "Área\nCoordinad\nora",
    "Acciones a\nemprender",
    "Área\nResponsabl\ne",
    "Fecha de\nTérmino",
    "Resultados\nEsperados",
    "Productos y/o\nevidencias",
]
WIDTHS = [35, 110, 90, 100, 90, 60, 90, 80]
INSTITUTIONAL = [
    "        Seguimiento a Aspectos Susceptibles de Mejora Clasificados como Institucionales,",
    "                     derivados de Informes y Evaluaciones Externas",
    "                                     Anexo D",
    "                              Documento Institucional",
    "Nombre de la Dependencia/Entidad:",
    "                                   INSTITUTO TECNOLÓGICO DE DURANGO",
    "Nombre del programa:",
    "                                   107 Educación Superior en el estado de Durango",
]


def reading(document: PagedDocument) -> tuple[Part, ...]:
    found = read_parts(document, Lexicon(WORDS), (AsmAnnexes(),))
    assert found is not None
    assert isinstance(found.record, DividedDocument)
    return found.record.parts


def only(document: PagedDocument) -> ProgramStatements:
    (part,) = reading(document)
    assert part.held is None
    (program,) = part.programs
    return program


def values(facts: tuple[Fact[str] | str, ...]) -> list[str]:
    return [value_of(fact) for fact in facts]


def stated(asm: Asm) -> list[tuple[str, list[str]]]:
    """Return the responsible units and the products of each action."""
    each = (action.details for action in asm.actions)
    return [(value_of(one.responsible_units or ""), values(one.products)) for one in each]


def unread(document: PagedDocument) -> list[str]:
    found = read_parts(document, Lexicon(WORDS), (AsmAnnexes(),))
    assert found is not None
    return [document.text[one.span.start : one.span.end] for one in found.account.not_understood]  # type: ignore[attr-defined]


def institutional(products: str, responsible: str = "Departamento de\nVinculación") -> Ruled:
    row = [
        "1",
        TEXT,
        "Subdirección de\nPlaneación",
        ACTION,
        responsible,
        "Diciembre\n2022",
        "Fortalecer la\nvinculación.",
        products,
    ]
    return Ruled([HEADER, row], WIDTHS)


def test_an_institutional_document_over_two_pages() -> None:
    """Each page prints the ASM and its action again, with other units and products: two rows, two actions."""
    document = paged_document(
        [*INSTITUTIONAL, institutional("Firma de\nconvenios.")],
        [
            *INSTITUTIONAL,
            institutional("Informe de\nactividades.", responsible="Centro de\nIncubación"),
            Gap(20),
            "Licda. Ana Prueba         CP. Ana Prueba          LI. Ana Prueba",
            "Subdirectora Académica    Subdirectora de Planeación    Director General",
            "Responsable del programa  Responsable de Evaluación     Titular de la Institución",
        ],
    )
    program = only(document)
    assert program.program is not None
    assert program.program.value == "107 Educación Superior en el estado de Durango"
    assert program.agency is not None
    assert program.agency.value == "INSTITUTO TECNOLÓGICO DE DURANGO"
    (asm,) = program.asms
    assert value_of(asm.number or 0) == 1
    assert value_of(asm.classification or "") == "institutional"
    assert value_of(asm.text or "") == " ".join(TEXT.split())
    assert [value_of(action.number) for action in asm.actions] == [1, 2]
    for action in asm.actions:
        assert value_of(action.text) == " ".join(ACTION.split())
        assert value_of(action.details.due_date or "") == YearMonth(2022, 12)
        assert value_of(action.details.coordinating_units or "") == "Subdirección de Planeación"
    assert stated(asm) == [
        ("Departamento de Vinculación", ["Firma de convenios."]),
        ("Centro de Incubación", ["Informe de actividades."]),
    ]
    assert unread(document) == []


def test_a_row_that_is_printed_twice_is_one_action() -> None:
    page = [*INSTITUTIONAL, institutional("Firma de\nconvenios.")]
    (asm,) = only(paged_document(page, page)).asms
    assert stated(asm) == [("Departamento de Vinculación", ["Firma de convenios."])]


def test_a_row_without_its_keys_goes_on_below_a_header_that_is_printed_again() -> None:
    rest = Ruled([HEADER, [*[""] * 7, "el sector\nempresarial."]], WIDTHS)
    (asm,) = only(
        paged_document([*INSTITUTIONAL, institutional("Convenios\ncon")], [*INSTITUTIONAL, rest])
    ).asms
    assert stated(asm) == [("Departamento de Vinculación", ["Convenios con el sector empresarial."])]


def test_a_published_row_that_is_printed_again_is_an_action_of_its_own() -> None:
    """Pages 2 and 3 are the same annex, with ASM 1 in each."""
    (asm,) = only(published_pages("asm/asm-pae-2021-itse-scan.pdf", 2, 3)).asms
    assert len({value_of(action.text) for action in asm.actions}) == 1
    first, second = stated(asm)
    assert first[0] == "Departamento de Vinculación y Extensión.; Jefaturas de División"
    assert second[0] == "Centro de Incubación; Departamento de Planeación Presupuestación y Evaluación"
    assert first[1][0].startswith("Firma de convenios")
    assert second[1][0].startswith("Informe de actividades que impulsen")


WORKING = [
    "Seguimiento a Aspectos Susceptibles de Mejora clasificados como específicos",
    "Anexo C",
    "Avance del Documento de Trabajo",
    "Nombre de la Dependencia: Secretaría del Campo",
    "Nombre del programa: Huertos de Traspatio",
    "PAE 2022, ejercicio fiscal 2021",
]
PROGRESS_HEADER = [
    "No.",
    "Aspecto Susceptible\nde Mejora",
    "Actividades",
    "Área Responsable",
    "Fecha de\nTérmino",
    "Resultados\nEsperados",
    "Productos y/o\nEvidencias",
    "Porcentaje\nde avance",
    "Identificación\ndel documento\nprobatorio",
    "Observaciones",
]
PROGRESS_WIDTHS = [30, 110, 130, 100, 60, 80, 80, 60, 80, 120]


def test_a_working_document_with_progress() -> None:
    """One ASM cell over several actions; one action cell of numbered items; another row without progress."""
    rows = [
        PROGRESS_HEADER,
        [
            "1",
            "Definir la población\nobjetivo.",
            "Elaborar el\ndiagnóstico.",
            "Dirección de\nHuertos",
            "30/06/2023",
            "Diagnóstico",
            "Documento",
            "100%",
            "Oficio 12/2023",
            "Concluido en junio.",
        ],
        [
            ...,
            ...,
            "Publicar el\npadrón.",
            "Dirección de\nPlaneación",
            "dic-2023",
            "Padrón",
            "Página web",
            "50 %",
            "",
            "",
        ],
        [
            "2",
            "Revisar la matriz.",
            "1. Reunir al grupo\nde trabajo. 2. Ajustar\nlos indicadores.",
            "Dirección de\nHuertos",
            "31-12-2023",
            "Matriz nueva",
            "Matriz",
            "0%",
            "N/A",
            "N/A",
        ],
    ]
    document = paged_document([*WORKING, Ruled(rows, PROGRESS_WIDTHS), "Fuente: Secretaría del Campo."])
    program = only(document)
    assert [value_of(one or "") for one in (program.program, program.cycle, program.year)] == [
        "Huertos de Traspatio",
        "2022",
        2021,
    ]
    first, second = program.asms
    assert [value_of(asm.classification or "") for asm in program.asms] == ["specific", "specific"]
    assert [value_of(action.text) for action in first.actions] == [
        "Elaborar el diagnóstico.",
        "Publicar el padrón.",
    ]
    done, begun = (action.details for action in first.actions)
    assert [str(value_of(details.progress or "")) for details in (done, begun)] == ["100", "50"]
    assert values(done.evidence_documents) == ["Oficio 12/2023"]
    assert value_of(done.remarks or "") == "Concluido en junio."
    assert begun.remarks is None
    assert [value_of(action.text) for action in second.actions] == [
        "Reunir al grupo de trabajo.",
        "Ajustar los indicadores.",
    ]
    assert [value_of(action.number) for action in second.actions] == [1, 2]
    assert second.actions[0].details == second.actions[1].details
    assert unread(document) == []


@pytest.mark.parametrize(
    ("line", "program"),
    [
        ("107 Educación Superior en el estado de Durango", "107 Educación Superior en el estado de Durango"),
        ("PROGRAMA DE BECAS", "PROGRAMA DE BECAS"),
        ("Formato de seguimiento", ""),
    ],
)
def test_a_program_named_right_above_the_table(line: str, program: str) -> None:
    said = only(paged_document(["Anexo D", "Documento Institucional", line, institutional("Convenios.")]))
    assert value_of(said.program or "") == program
    assert len(said.asms) == 1


def test_annexes_of_two_programs_are_two() -> None:
    """An agency has the same annex for each of its programs, page after page; their numbers begin again."""
    others = [line.replace("107 Educación Superior", "114 Becas de Posgrado") for line in INSTITUTIONAL]
    document = paged_document(
        [*INSTITUTIONAL, institutional("Convenios.")], [*others, institutional("Informe.")]
    )
    named = [program.program for part in reading(document) for program in part.programs]
    assert [value_of(name or "") for name in named] == [
        "107 Educación Superior en el estado de Durango",
        "114 Becas de Posgrado en el estado de Durango",
    ]


def test_a_form_of_two_columns() -> None:
    def form(text: str, action: str) -> Ruled:
        return Ruled(
            [
                ["Aspecto Susceptible de Mejora:", text],
                ["Acción a emprender:", action],
                ["Áreas que intervienen:", "Subsecretaría de Educación Media"],
                ["Resultados esperados:", "Informe de la evaluación."],
                ["Fecha de término:", "31-12-2024"],
                ["Productos y/o evidencias:", "Informe."],
            ],
            [180, 330],
        )

    title = ["Aspectos Susceptibles de Mejora (ASM)", "Interinstitucionales"]
    named = ["Programa Evaluado: Programa de Educación Media", "y Superior 2022"]
    document = paged_document(
        [*title, Gap(200), *named],
        [
            "Introducción",
            "Derivado de la Evaluación Integral del programa del ejercicio fiscal 2022 se integraron",
            "los Aspectos Susceptibles de Mejora, conforme a lo establecido.",
            "Aspectos Susceptibles de Mejora (ASM)",
            "Aspecto No. 1.",
            form("Dividir el programa por nivel.", "Solicitar la división."),
            "Aspecto No. 2.",
            form("Falta de claridad de los indicadores.", "Realizar una evaluación."),
        ],
        [
            "Referencias",
            "CONEVAL. (2013). Guía para la Elaboración de la Matriz de Indicadores para Resultados.",
        ],
        [
            " ".join(title),
            " ".join(named),
            "INSTITUCION: INSTITUTO TECNOLÓGICO DE DURANGO",
            Ruled([["TITULAR"], ["NOMBRE: ANA PÉREZ"], ["CARGO: DIRECTORA GENERAL"]], [300]),
        ],
    )
    annex, signed = reading(document)
    (program,) = annex.programs
    assert value_of(program.program or "") == "Programa de Educación Media y Superior"
    assert value_of(program.year or 0) == 2022
    stated = [
        (
            value_of(asm.number or 0),
            value_of(asm.classification or ""),
            value_of(asm.text or ""),
            len(asm.actions),
        )
        for asm in program.asms
    ]
    assert stated == [
        (1, "interinstitutional", "Dividir el programa por nivel.", 1),
        (2, "interinstitutional", "Falta de claridad de los indicadores.", 1),
    ]
    details = program.asms[1].actions[0].details
    assert value_of(details.responsible_units or "") == "Subsecretaría de Educación Media"
    assert str(value_of(details.due_date or "")) == "2024-12-31"
    assert signed.programs[0].asms == ()
    assert value_of(signed.programs[0].agency or "") == "INSTITUTO TECNOLÓGICO DE DURANGO"
    assert unread(document) == [
        "Referencias",
        "CONEVAL. (2013). Guía para la Elaboración de la Matriz de Indicadores para Resultados.",
    ]


def test_marks_tell_class_and_priority() -> None:
    rows = [
        ["Núm.", "Aspecto Susceptible de Mejora", "Clasificación", None, None, None, "Prioridad", None, None],
        [..., ..., "E", "I", "II", "IG", "Alta", "Media", "Baja"],
        ["01", "Reforzar el programa.", "", "x", "", "", "x", "", ""],
        ["02", "Publicar el padrón.", "X", "", "", "", "", "", "x"],
    ]
    program = only(
        paged_document(
            ["F. Aspectos Susceptibles de Mejora", Ruled(rows, [40, 160, 20, 20, 25, 25, 50, 50, 50])]
        )
    )
    assert [
        (value_of(asm.number or 0), value_of(asm.classification or ""), value_of(asm.priority or ""))
        for asm in program.asms
    ] == [(1, "institutional", "high"), (2, "specific", "low")]


def test_proposed_asm_in_numbered_cells() -> None:
    """Each theme has a cell of ASM and one of recommendations, whose numbers pair."""
    rows = [
        ["Tema", "Aspectos Susceptibles\nde Mejora", "Recomendaciones"],
        [
            "Tema I. Diseño",
            "1.Definir la población\n2. Revisar la lógica\nde la matriz",
            "1.Definir a la población con\ndatos oficiales. 2. Revisar la\nmatriz con el equipo.",
        ],
        ["Tema II. Cobertura", "3. Publicar los\npadrones", "3. Publicar los padrones en\nel portal."],
    ]
    document = paged_document(["Anexo 17. Aspectos Susceptibles de Mejora", Ruled(rows, [120, 130, 200])])
    asms = only(document).asms
    assert [
        (value_of(asm.number or 0), value_of(asm.text or ""), value_of(asm.recommendation or ""))
        for asm in asms
    ] == [
        (1, "Definir la población", "Definir a la población con datos oficiales."),
        (2, "Revisar la lógica de la matriz", "Revisar la matriz con el equipo."),
        (3, "Publicar los padrones", "Publicar los padrones en el portal."),
    ]
    assert [value_of(asm.theme or "") for asm in asms] == ["Diseño", "Diseño", "Cobertura"]
    assert unread(document) == []


def asm_texts(asms: tuple[Asm, ...]) -> list[tuple[int, str, str]]:
    return [(value_of(asm.number or 0), value_of(asm.theme or ""), value_of(asm.text or "")) for asm in asms]


def test_a_list_by_theme() -> None:
    document = paged_document(
        [
            "Aspectos susceptibles de mejora por apartado temático",
            "Diseño",
            "• Elaborar una metodología para cuantificar a las poblaciones, con cen-",
            "  sos y encuestas.",
            "• Incluir en la página la normatividad como la:",
            "• Ley de la Juventud",
            "• Manual",
            "• Fijar metas.",
            "Operación",
            "• Contar con una base de datos.",
            "Principales recomendaciones",
            "1. Se recomienda atender la ley.",
        ]
    )
    assert asm_texts(only(document).asms) == [
        (0, "Diseño", "Elaborar una metodología para cuantificar a las poblaciones, con censos y encuestas."),
        (
            0,
            "Diseño",
            "Incluir en la página la normatividad como la: • Ley de la Juventud • Manual",
        ),
        (0, "Diseño", "Fijar metas."),
        (0, "Operación", "Contar con una base de datos."),
    ]
    assert unread(document) == ["Principales recomendaciones", "1. Se recomienda atender la ley."]


def test_a_numbered_list_over_two_pages() -> None:
    document = paged_document(
        [
            "Aspectos Susceptibles de Mejora (ASM):",
            "   1. Realizar reglas de operación donde se describan las",
            "      características de la población.",
        ],
        ["   2. Generar un diagnóstico.", "Dichos ASM se realizarán con otras direcciones de la Secretaría."],
    )
    assert asm_texts(only(document).asms) == [
        (1, "", "Realizar reglas de operación donde se describan las características de la población."),
        (2, "", "Generar un diagnóstico."),
    ]


REPORT_TITLE = ["Anexo 7 “Avance de las acciones para atender los aspectos", "susceptibles de mejora”"]
HISTORY = [
    [
        "No.",
        "Aspectos\nsusceptibles\nde mejora",
        "Actividades",
        "Área\nresponsable",
        "Fecha compromiso del\nASM",
        None,
        "Avance (%) en los\ntres últimos años",
        None,
        "Observaciones",
    ],
    [..., ..., ..., ..., "Ciclo de\ninicio", "Fecha de\ntérmino", "sep-16", "mar-17", ...],
]
FIELDS = [
    "Nombre del Programa: Huertos de Traspatio, Ejercicio Fiscal 2020",
    "Modalidad:",
    "             Secretaría del Campo y",
    "Dependencia/Entidad: la Alimentación de Durango",
    "Tipo de Evaluación: Consistencia y Resultados",
    "Año de la Evaluación: 2021",
    "Avance del documento de trabajo",
]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["", "", "", "", "", "", "", "", ""]] * 3, ["No Aplica"]),
        ([["N/A"] * 9], ["No Aplica"]),
        ([["N/A"] * 9], ["El programa no cuenta con evaluaciones previas."]),
        ([["No aplica, porque el programa no ha sido evaluado.", *[None] * 8]], []),
    ],
)
def test_forms_without_asm(rows: list[list[str]], said: list[str]) -> None:
    table = Ruled([*HISTORY, *rows], [30, 80, 80, 80, 60, 60, 50, 50, 80])
    document = paged_document([*REPORT_TITLE, *FIELDS, table, *said])
    program = only(document)
    assert program.asms == ()
    assert value_of(program.program or "") == "Huertos de Traspatio"
    assert value_of(program.agency or "") == "Secretaría del Campo y la Alimentación de Durango"
    assert (value_of(program.year or 0), value_of(program.cycle or "")) == (2020, "2021")
    assert values(program.reasons_for_none) == (said or [rows[0][0]])
    assert unread(document) == []


def test_progress_at_several_dates_gives_the_last() -> None:
    row = [
        "1",
        "Definir la\npoblación.",
        "Elaborar el\ndiagnóstico.",
        "Dirección de\nHuertos",
        "2014-2015",
        "dic-2016",
        "40%",
        "80%",
        "",
    ]
    table = Ruled([*HISTORY, row], [30, 80, 80, 80, 60, 60, 50, 50, 80])
    document = paged_document([*REPORT_TITLE, *FIELDS, table])
    (asm,) = only(document).asms
    assert value_of(asm.cycle or "") == "2014-2015"
    assert str(value_of(asm.actions[0].details.progress or "")) == "80"
    assert value_of(asm.actions[0].details.due_date or "") == YearMonth(2016, 12)
    assert unread(document) == ["40%"]


def test_prose_in_place_of_a_form() -> None:
    reason = "El Fondo no ha sido sujeto de evaluación previamente, por lo que no hay acciones pendientes."
    document = paged_document(
        [*REPORT_TITLE, reason, "Anexo 10. Evolución de la cobertura", "No se dispone de ella."]
    )
    assert values(only(document).reasons_for_none) == [reason]


def test_what_holds_no_asm_is_no_part() -> None:
    """The list of annexes, the table of contents, a glossary, Anexo F."""
    document = paged_document(
        [
            "• Anexo 6 “Complementariedad”.",
            "• Anexo 7 “Avance de las acciones para atender los aspectos susceptibles de mejora”.",
            "• Anexo 8 “Resultado de las acciones para atender los aspectos susceptibles de mejora”.",
            "• Anexo 10 “Evolución de la Cobertura”.",
            "IV. EVALUACIÓN",
            "1. Identificación del programa: Fondo de Traspatio",
        ],
        [
            "F. Aspectos Susceptibles de Mejora ............................. 94",
            "ASM Aspectos Susceptibles de Mejora",
        ],
        [
            "Seguimiento a Aspectos Susceptibles de Mejora derivados de Informes y Evaluaciones Externas",
            "Anexo F",
            "Posición Institucional",
            "Nombre del programa evaluado: Huertos",
            Ruled([["Clasificación", "Número de ASM"], ["Total", "1"], ["Específicos", "0"]]),
        ],
    )
    assert read_parts(document, Lexicon(WORDS), (AsmAnnexes(),)) is None


def test_titles_that_ocr_garbled_are_told_by_the_others() -> None:
    garbled = [
        "Núrn.\nConsc.",
        "Aspecto\nSuscept1ble de\nMejara",
        "3&ora",
        "Acciones a\nemprender",
        "Áreo\nResponsab1e",
        "Fecha de\nTérrnino",
        "Resu1tados\nEsperad0s",
        "x/o",
    ]
    row = [
        "1",
        TEXT,
        "Subdirección de\nPlaneación",
        ACTION,
        "Departamento",
        "Diciembre\n2022",
        "Mejor.",
        "Informe.",
    ]
    document = paged_document([*INSTITUTIONAL, Ruled([garbled, row], WIDTHS)], read_by="ocr", confidence=0.8)
    details = only(document).asms[0].actions[0].details
    assert value_of(details.coordinating_units or "") == "Subdirección de Planeación"
    assert values(details.products) == ["Informe."]
    assert value_of(details.responsible_units or "") == "Departamento"


def test_rows_whose_cells_are_cut_are_held_back() -> None:
    """A wrong grid divides the texts between its columns; every cell is there, and none is right."""
    rows = [
        ["No.", "Aspecto Susceptible\nde Mejora", "Actividades", "Área Responsable", "Fecha de\nTérmino"],
        ["1", "Reforzar el pro", "grama con activi", "dades que no se", "encuentran"],
        ["2", "cuantificadas por el pro", "grama, que per", "mitan alcanzar", "las metas"],
        ["3", "de propósito, me", "diante la aten", "ción de las de", "más causales"],
    ]
    (part,) = reading(paged_document([*WORKING, Ruled(rows, [30, 130, 100, 100, 90])]))
    assert part.programs == ()
    assert part.held is not None
    assert "divide words" in part.held


def test_a_table_with_half_of_its_cells_blank_is_held_back() -> None:
    header = [
        "No.",
        "Aspecto Susceptible\nde Mejora",
        "Actividades",
        "Área Responsable",
        "Fecha de\nTérmino",
        "Resultados\nEsperados",
    ]
    rows = [[str(number), "Revisar la matriz", "", "", "", "Matriz"] for number in range(1, 5)]
    (part,) = reading(paged_document([*WORKING, Ruled([header, *rows], [30, 130, 100, 100, 70, 80])]))
    assert part.programs == ()
    assert part.held is not None
    assert "12 of 20 cells are blank" in part.held


PUBLISHED = [
    ("reports/ecyr-2018-zac-autoproduccion.pdf", (85, 86, 101), [13, 0]),
    ("reports/ecyr-2018-zac-vivienda-3.pdf", (79, 99, 100, 101), [0, 0, 0, 0]),
    ("reports/ecyr-2018-zac-fomento-mujer.pdf", (11, 116), [0, 0, 0]),
]


@pytest.mark.parametrize(("name", "pages", "asms"), PUBLISHED)
def test_annexes_of_published_reports(name: str, pages: tuple[int, ...], asms: list[int]) -> None:
    """How many ASM each annex has; those that are empty say why."""
    parts = reading(published_pages(name, *pages))
    assert [len(program.asms) for part in parts for program in part.programs] == asms
    assert all(program.asms or program.reasons_for_none for part in parts for program in part.programs)
    assert not any(part.held for part in parts)


def test_the_marks_of_a_published_report() -> None:
    (part,) = reading(published_pages("reports/informe-final-2021-itse.pdf", 94))
    (asm,) = part.programs[0].asms
    assert (value_of(asm.classification or ""), value_of(asm.priority or "")) == ("institutional", "high")
    assert value_of(asm.text or "").startswith("Reforzar el programa con actividades adicionales, que no se")
    assert value_of(asm.text or "").endswith("la problemática central del árbol de problemas.")


WORDS_OF_CELLS = st.sampled_from(
    [
        "",
        "1",
        "N/A",
        "x",
        "Aspecto",
        "Área Responsable",
        "Prioridad",
        "Revisar la matriz.",
        "dic-2022",
        "100%",
        "a) y b)",
    ]
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(WORDS_OF_CELLS | st.none(), min_size=4, max_size=4), min_size=1, max_size=6),
    st.lists(
        st.sampled_from([*INSTITUTIONAL, *WORKING, "No aplica", "• Publicar.", "1. Revisar."]), max_size=8
    ),
)
def test_no_table_or_line_breaks_the_reader(rows: list[list[str | None]], lines: list[str]) -> None:
    """Whatever stands in an annex, it is read, held back or left; every fact is quoted from the text."""
    header = ["No.", "Aspecto Susceptible de Mejora", "Actividades", "Fecha de Término"]
    table = Ruled([header, *(["", *row[1:]] if row[0] is None else row for row in rows)], [40, 200, 120, 120])
    document = paged_document([*lines, table, *lines])
    for part in reading(document):
        assert part.programs or part.held
        for fact in facts(part):
            assert all(0 <= span.start < span.end <= len(document.text) for span in fact.spans)
