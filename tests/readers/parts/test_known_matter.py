"""Letters, terms of reference, norms, and the front matter and narrative of reports: known, without facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents_of_ours.stated import WORDS
from tests.open_data import published_pages
from tests.paged_documents import Ruled, paged_document

from asm_graph.readers import read
from asm_graph.readers.parts.division import LAYOUT
from asm_graph.records.parts import DividedDocument

if TYPE_CHECKING:
    from asm_graph.documents.paged_document import PagedDocument

LETTER = [
    "Escárcega, Campeche, 06 de abril de 2022",
    "No. OFICIO: DG/209/2022",
    "ANA PÉREZ REYES",
    "PRESENTE.",
    "Dando seguimiento a los Aspectos Susceptibles de Mejora (ASM) del PAE 2021 se envía la información:",
    "• Anexo D (Documento Institucional)",
    "• Anexo F (Posición Institucional)",
    "Sin más por el momento le envío un cordial saludo.",
    "A T E N T A M E N T E",
    "LUIS DÍAZ SOTO",
    "DIRECTOR GENERAL",
]
EMPTY_FORM = [
    "Anexo 7. Avance de las acciones para atender los aspectos susceptibles de mejora",
    "Nombre del Programa:",
    Ruled(
        [["No.", "Aspectos susceptibles de mejora", "Actividades", "Área responsable"], ["", "", "", ""]],
        [40, 200, 120, 120],
    ),
    "No aplica",
]
REQUEST = "1.1. En la respuesta se debe incluir la definición del problema. Se deben señalar los entregables."


def parts(document: PagedDocument) -> list[tuple[str, int | None, int | None]]:
    reading = read(document, WORDS)
    assert reading.layout == LAYOUT
    assert isinstance(reading.record, DividedDocument)
    return [(part.layout, part.first_page, part.last_page) for part in reading.record.parts]


def facts_and_unread(document: PagedDocument) -> tuple[int, int]:
    account = read(document, WORDS).account
    return account.facts, account.unread


def test_a_covering_letter_goes_before_an_annex() -> None:
    table = Ruled(
        [
            ["Núm.", "Aspecto Susceptible de Mejora", "Acciones a emprender", "Área Responsable"],
            ["1", "Reforzar el programa.", "Firmar convenios.", "Dirección General"],
        ],
        [40, 200, 120, 120],
    )
    annex = ["Anexo D", "Documento Institucional", "Nombre del programa: Becas de Durango", table]
    document = paged_document(LETTER, annex)
    assert parts(document) == [("covering-letter", 1, 1), ("asm-annex", 2, 2)]
    record = read(document, WORDS).record
    assert isinstance(record, DividedDocument)
    (program,) = record.parts[1].programs
    assert program.cycle is not None
    assert program.cycle.value == "2021"
    assert facts_and_unread(document)[1] == 0


def test_terms_of_reference_hold_no_facts() -> None:
    document = paged_document(
        ["Términos de Referencia:", "Evaluación de", "Consistencia y Resultados"], [REQUEST] * 4, EMPTY_FORM
    )
    assert parts(document) == [("terms-of-reference", 1, 3)]
    assert facts_and_unread(document) == (0, 0)


def test_a_norm_holds_no_facts() -> None:
    article = (
        "Artículo 3. Los entes públicos deberán difundir los resultados. Para efectos de esta disposición,"
    )
    document = paged_document(
        [
            "NORMA para establecer el formato para la difusión de los resultados de las evaluaciones",
            *[article] * 3,
        ],
        EMPTY_FORM,
    )
    assert parts(document) == [("guidelines", 1, 2)]
    assert facts_and_unread(document) == (0, 0)


def report() -> PagedDocument:
    criteria = Ruled([["Nivel", "Criterios"], ["1", "El problema cumple con una característica."]], [60, 300])
    costs = Ruled([["Capítulo", "Monto"], ["1000", "3,000,000"]], [100, 100])
    return paged_document(
        ["Evaluación de Consistencia y Resultados", "Programa Huertos de Traspatio"],
        [
            "Índice",
            "Introducción .......... 4",
            "Conclusiones .......... 60",
            "Aspectos Susceptibles de Mejora .. 94",
        ],
        ["Introducción", "El programa atiende a la población que carece de alimentos."],
        [
            "Tema I. Diseño del programa",
            "1. El problema está identificado en un documento.",
            criteria,
            "Sí cumple.",
        ],
        [
            "IV. Operación",
            "38. El programa identifica los gastos en los que incurre.",
            costs,
            "El gasto es del año.",
        ],
        ["Conclusiones", "El programa se encuentra justificado."],
        EMPTY_FORM,
    )


def test_the_narrative_of_a_report_is_known_and_what_may_hold_facts_is_not() -> None:
    document = report()
    assert parts(document) == [("report-section", 1, 5), ("asm-annex", 7, 7)]
    account = read(document, WORDS).account
    unread = [document.text[one.span.start : one.span.end] for one in account.not_understood]  # type: ignore[attr-defined]
    assert unread == [
        "Capítulo",
        "Monto",
        "1000",
        "3,000,000",
        "Conclusiones",
        "El programa se encuentra justificado.",
    ]


def test_a_bibliography_is_known_in_any_document() -> None:
    references = [
        "Referencias",
        "CONEVAL. (2013). Guía para la elaboración de la matriz de indicadores para resultados.",
        "Gobierno de Durango. (s.f.). Plan Estatal de Desarrollo 2016-2022.",
    ]
    document = paged_document(EMPTY_FORM, references)
    assert parts(document) == [("asm-annex", 1, 1), ("report-section", 2, 2)]
    assert facts_and_unread(document)[1] == 0


def test_published_terms_of_reference() -> None:
    document = published_pages("other/tdr-2021-itse.pdf", 1, 13, 14, 16, 95)
    assert parts(document) == [("terms-of-reference", 1, 5)]
    assert facts_and_unread(document) == (0, 0)
