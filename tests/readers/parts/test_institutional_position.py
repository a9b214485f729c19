"""An institution's position on an evaluation (Anexo F)."""

from __future__ import annotations

import pytest
from tests.paged_documents import Ruled, paged_document
from tests.readers.parts.reading import only, parts, reading, unread

from asm_graph.readers.parts.institutional_position import InstitutionalPosition
from asm_graph.readers.text_account import facts

POSITION = InstitutionalPosition()
HEAD = [
    "     Seguimiento a Aspectos Susceptibles de Mejora derivados de Informes y Evaluaciones Externas",
    "                                          Anexo F",
    "                                   Posición Institucional",
    "Nombre de la Dependencia/Entidad:          INSTITUTO TECNOLÓGICO DE PRUEBA",
    "Nombre del programa evaluado:",
    "                                           107 Educación Superior Tecnológica",
    "1. Comentarios Generales",
]
GENERAL = [
    "Derivado de la Evaluación de Consistencia y Resultados del programa 107, ejercicio fiscal 2021 (PAE",
    "2022), se emitieron recomendaciones.",
]
COUNTS = Ruled(
    [
        ["Clasificación", "Número de ASM"],
        ["Total", "3"],
        ["Específicos", "0"],
        ["Institucionales", "3"],
        ["Inter-institucionales", "0"],
        ["Inter-gubernamentales", "0"],
    ]
)
PRIORITY = Ruled(
    [
        ["Prioridad", None],
        ["Alta", "3)"],
        ["Media", "0"],
        ["Baja", "0"],
        ["Debilidades o recomendaciones descartadas", "0"],
    ]
)
SPECIFIC = "Se llevó a cabo el análisis del ASM para atender el hallazgo."
TAIL: list[str | Ruled] = [
    "3. Referencias a las Fuentes de Información Utilizadas",
    "Informe de Resultados del despacho externo",
    "4. Referencia a las Unidades que participan en su elaboración",
    "• Dirección General",
    "5. Nombre y firma de los Responsables de la Opinión Institucional",
    Ruled([["Nombre y Firma del Responsable del Programa", "Mtra. Persona Prueba Uno"],
           ["Nombre y Firma del Titular", "LI. Persona Prueba Dos"]]),
]  # fmt: skip


def position(general: list[str] = GENERAL, specific: str = SPECIFIC) -> list[str | Ruled]:
    return [*HEAD, *general, COUNTS, PRIORITY, "2. Comentarios Específicos", *specific.split("\n"), *TAIL]


def kind(comment: str) -> str | None:
    responses = only(paged_document(position(specific=comment)), POSITION).responses
    return responses[-1].kind.value if responses[-1].kind else None


def test_the_comments_are_responses() -> None:
    read = only(paged_document(position()), POSITION)
    assert [response.text.value for response in read.responses] == [" ".join(GENERAL), SPECIFIC]
    assert [response.kind for response in read.responses] == [None, None]
    assert [one.value for one in (read.program, read.agency, read.cycle) if one] == [
        "107 Educación Superior Tecnológica", "INSTITUTO TECNOLÓGICO DE PRUEBA", "2022",
    ]  # fmt: skip
    assert read.evaluation is not None
    assert [fact.value for fact in facts(read.evaluation)] == [
        "Evaluación de Consistencia y Resultados", "2022", 2021,
    ]  # fmt: skip


def test_everything_else_is_known() -> None:
    document = paged_document(position())
    assert unread(document, POSITION) == []
    assert set(reading(document, POSITION).account.known) >= {
        "summary table", "reference", "participating unit", "signature", "heading",
    }  # fmt: skip


def test_names_of_those_who_sign_are_no_facts() -> None:
    record = reading(paged_document(position()), POSITION).record
    assert not any("Persona" in str(fact.value) for fact in facts(record))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Se acepta la recomendación y se incorporará al plan.", "accepted"),
        ("Se aceptan parcialmente las recomendaciones.", "partly-accepted"),
        ("No se acepta la recomendación, por falta de recursos.", "rejected"),
        ("La recomendación no es procedente.", "rejected"),
        ("Estamos de acuerdo con el hallazgo.", "accepted"),
        ("Se llevó a cabo el análisis del ASM.", None),
    ],
)
def test_a_response_has_a_kind_only_where_its_words_say_so(comment: str, expected: str | None) -> None:
    assert kind(comment) == expected


def test_each_specific_comment_of_a_list_is_a_response() -> None:
    read = only(
        paged_document(position(specific="1. Se acepta la primera.\n2. No se acepta la segunda.")), POSITION
    )
    assert [one.kind.value if one.kind else None for one in read.responses] == [
        None,
        "accepted",
        "rejected",
    ]


def test_a_position_over_pages_that_another_annex_follows() -> None:
    document = paged_document(
        [*HEAD, *GENERAL, COUNTS],
        [PRIORITY, "2. Comentarios Específicos", SPECIFIC, *TAIL],
        ["Anexo G", "Otra cosa"],
    )
    (part,) = parts(document, POSITION)
    assert (part.first_page, part.last_page) == (1, 2)
    assert len(part.programs[0].responses) == 2


def test_the_letterhead_of_the_next_page_is_in_no_comment() -> None:
    scan = paged_document(
        ["GOBIERNO ZA) SECONT", *HEAD, *GENERAL],
        ["e GOBIERNO Ze", PRIORITY, "2. Comentarios Específicos", SPECIFIC, *TAIL],
        read_by="ocr",
        confidence=0.9,
    )
    assert only(scan, POSITION).responses[0].text.value == " ".join(GENERAL)


def test_a_blank_form_states_nothing() -> None:
    lines = [HEAD[1], HEAD[2], "Nombre de la Dependencia/Entidad:", "Nombre del programa evaluado:", HEAD[-1],
             "2. Comentarios Específicos", *TAIL]  # fmt: skip
    (part,) = parts(paged_document(lines), POSITION)
    assert part.programs == ()
