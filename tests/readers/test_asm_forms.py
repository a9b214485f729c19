"""The annexes on ASM of an evaluation: forms without any, the list of proposed ones, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.stated import WORDS
from tests.open_data import open_data

from asm_graph.documents.text_file import decoded
from asm_graph.errors import AsmGraphError, InputError, UnknownLayout
from asm_graph.readers import read
from asm_graph.readers.reading import Reading
from asm_graph.records.asm import AsmForms

if TYPE_CHECKING:
    from asm_graph.documents import TextDocument

HEADING = "Anexo 8 “Avance de las acciones para atender los aspectos susceptibles \nde mejora” \n \n"
FIELDS = """Nombre del Programa: Huertos de Traspatio, Ejercicio Fiscal 2020
Modalidad: Apoyo en especie
Dependencia/ Entidad: Secretaría del Campo y \nla Alimentación de Durango
Unidad Responsable: Dirección de Huertos
Tipo de Evaluación: Evaluación de Consistencia y Resultados
Año de la Evaluación: 2021

"""
TABLE = """No.
Aspectos susceptibles de
mejora
Actividades
Área responsable
Fecha
compro
miso
del
ASM

Resultados esperados
Productos y/o evidencias
Avance
(% )en
los
últimos
tres años
Identificación del
documento probatorio
Observaciones
Sep 14
Mar 15



"""
NONE = "No Aplica \n"
LIST = """Anexo 17. Aspectos Susceptibles de Mejora

Tema Aspectos Susceptibles de Mejora Recomendaciones
Tema I. Diseño
1.Definir la población
2. Revisar la lógica de
la matriz

1.Definir a la población objetivo del Programa con datos
oficiales.
2. Revisar la matriz con el equipo.
Tema II.
3. Publicar los padrones

12

Cobertura y
Focalización
3. Publicar los padrones en el portal del Programa.
"""


FONDO_PLATA = "Acceso a Financiamiento a las Empresas y Actividades Productivas de la Entidad (Fondo Plata)"


def document(text: str) -> TextDocument:
    return decoded(Path("form.txt"), text.encode())


def reading(text: str) -> Reading:
    found = read(document(text), WORDS)
    assert isinstance(found, Reading)
    return found


def forms(text: str) -> AsmForms:
    record = reading(text).record
    assert isinstance(record, AsmForms)
    return record


def unread(text: str) -> list[str]:
    counted = reading(text).account
    return [text[one.span.start : one.span.end] for one in counted.not_understood]


@pytest.mark.parametrize(
    "text",
    [
        HEADING + FIELDS + NONE,
        HEADING + FIELDS + TABLE,
        HEADING + FIELDS + TABLE + NONE,
        HEADING + "Avance del documento de trabajo\n" + FIELDS + TABLE + NONE + "\n\n99 \n\f\n"
        "Avance del Documento Institucional\n" + FIELDS + TABLE + NONE,
        "# from a PDF\n" + HEADING.replace("Anexo 8", "Formato de Anexo 8") + FIELDS + NONE,
        HEADING + FIELDS + TABLE + "Evaluación de Consistencia y Resultados, 2020\n12\n" + NONE,
    ],
)
def test_forms_without_asm(text: str) -> None:
    record = forms(text)
    assert record.asms == ()
    assert record.program is not None
    assert record.program.value == "Huertos de Traspatio"
    assert record.agency is not None
    assert record.agency.value == "Secretaría del Campo y la Alimentación de Durango"
    assert record.year is not None
    assert record.year.value == 2021
    assert {reason.value for reason in record.reasons} == ({"No Aplica"} if NONE in text else set())
    assert unread(text) == []
    assert "its forms hold no ASM" in reading(text).notices


@pytest.mark.parametrize(
    "reason",
    [
        "No aplica debido a que no se le ha realizado al Programa alguna evaluación previa.",
        "El Programa no ha sido sujeto de evaluación previamente, por lo que \nno hay acciones pendientes.",
        "N/A",
        "Ninguno.",
        "El Programa no cuenta con evaluaciones externas.",
        "Sin aspectos por atender.",
    ],
)
def test_reasons(reason: str) -> None:
    text = f"Huertos de Traspatio\n\n{HEADING}{reason}\n"
    record = forms(text)
    assert [one.value for one in record.reasons] == [" ".join(reason.split())]
    assert record.program is not None
    assert record.program.value == "Huertos de Traspatio"
    assert unread(text) == []


def test_a_form_may_name_no_program() -> None:
    empty = "".join(f"{line.partition(':')[0]}:  \n" for line in FIELDS.splitlines() if ":" in line)
    record = forms(HEADING + empty + "\n" + TABLE)
    assert (record.program, record.agency, record.year, record.asms) == (None, None, None, ())


def test_a_list_of_proposed_asm() -> None:
    text = LIST + FIELDS
    record = forms(text)
    stated = [
        (
            asm.number.value,
            asm.theme and asm.theme.value,
            asm.text.value,
            asm.recommendation and asm.recommendation.value,
        )
        for asm in record.asms
    ]
    population = "Definir a la población objetivo del Programa con datos oficiales."
    publish = "Publicar los padrones en el portal del Programa."
    assert stated == [
        (1, "Diseño", "Definir la población", population),
        (2, "Diseño", "Revisar la lógica de la matriz", "Revisar la matriz con el equipo."),
        (3, "Cobertura y Focalización", "Publicar los padrones", publish),
    ]
    assert unread(text) == []
    for asm in record.asms:
        for fact in (asm.text, asm.recommendation):
            assert fact is not None
            quoted = " ".join(text[span.start : span.end] for span in fact.spans)
            assert "".join(quoted.split()) == "".join(fact.value.split())


def test_an_item_goes_on_behind_the_end_of_a_page() -> None:
    text = LIST.replace("oficiales.", "\n13\n\noficiales.") + FIELDS
    recommendation = forms(text).asms[0].recommendation
    assert recommendation is not None
    assert recommendation.value.endswith("con datos oficiales.")


def test_a_list_names_its_program_within_that_of_the_evaluation() -> None:
    named = "Nombre de la evaluación: Evaluación al Programa presupuestario Huertos de \nTraspatio\n"
    dated = "Fecha de inicio de la evaluación: 03 de Agosto del 2018\n"
    text = f"{LIST}\nDescripción de la evaluación\n{named}{dated}"
    record = forms(text)
    assert record.program is not None
    assert record.program.value == "Huertos de Traspatio"
    assert record.year is not None
    assert record.year.value == 2018
    assert [len(record.asms), *unread(text)] == [3, "Descripción de la evaluación"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADING, "no table, no list and no word"),
        (HEADING + FIELDS, "no table, no list and no word"),
        (HEADING + FIELDS + TABLE[:60], "whole table header"),
        (
            HEADING
            + NONE
            + "Anexo 9. Resultado de las acciones para atender los aspectos susceptibles de mejora\n",
            "no word",
        ),
        (HEADING + "El Programa no ha sido sujeto de evaluación previamente, por lo que no hay acci", "cut"),
        (HEADING + "El Programa no ha sido sujeto de evaluación, por lo que no hay", "cut"),
        (HEADING + NONE + "Anexo 9. Resultado de las acciones para atender los as", "cut"),
        (HEADING + NONE + "Anexo 9. Análisis de las recomendaciones no aten", "cut"),
        (HEADING + FIELDS + TABLE + "1\nRevisar la matriz\nDirección de Huertos\n", "lost its columns"),
        (
            HEADING + FIELDS + TABLE + "Revisar la matriz\nReuniones\nDirección\nDic 2020\n",
            "lost its columns",
        ),
        (HEADING + "Se atendieron dos aspectos; no se han concluido los otros.\n", "no word"),
        (HEADING + FIELDS + NONE + HEADING + FIELDS.replace("Huertos", "Pozos") + NONE, "several programs"),
        (LIST + FIELDS.replace("Nombre del Programa: Huertos de Traspatio", "x"), "no program"),
        (LIST + "Nombre del Programa: Huertos de Traspatio\n", "no year"),
        (LIST[: LIST.index("3. Publicar los padrones en")] + FIELDS, "no recommendation for 3"),
        (LIST[: LIST.index("Tema I.")] + FIELDS, "behind the header"),
    ],
)
def test_what_is_cut_or_filled_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        reading(text)


SIDE_BY_SIDE = """Anexo 17. Aspectos Susceptibles de Mejora

   Tema              Aspectos Susceptibles de Mejora    Recomendaciones

   Tema I. Diseño    1.Realizar diagnóstico             1.Realizar un diagnóstico del Programa que
                     2.Asegurar la consistencia de la   represente el sustento y la justificación
                     lógica horizontal de la MIR        2.Asegurar la congruencia de la lógica

   Tema II.          3.Establecer un mecanismo formal   3.Establecer un mecanismo formal para las
   Planeación        para definir las metas             metas que sean congruentes
"""


def test_columns_side_by_side_are_refused() -> None:
    """As `pdftotext -layout` leaves them: lines of three cells, which no reader can tell apart."""
    with pytest.raises(InputError, match=r"line 3: .*lost its columns.*give the PDF itself"):
        reading(SIDE_BY_SIDE + FIELDS)


@pytest.mark.parametrize(
    "text",
    [
        "Anexo 10. Evolución de la cobertura\n\nNo aplica, porque el Programa es de nueva creación.\n",
        "Los aspectos susceptibles de mejora se atienden en un anexo que nadie ha escrito todavía.\n",
    ],
)
def test_other_documents_are_not_recognised(text: str) -> None:
    with pytest.raises(UnknownLayout):
        reading(text)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, len(LIST + FIELDS)), st.sampled_from(["", "\n", "1.", "\x0c", "Tema", "99\n", ":"]))
def test_a_damaged_list_is_read_or_refused(position: int, inserted: str) -> None:
    whole = LIST + FIELDS
    text = whole[:position] + inserted + whole[position + len(inserted) :]
    try:
        record = forms(text)
    except AsmGraphError:
        return
    numbers = [asm.number.value for asm in record.asms]
    assert numbers == sorted(set(numbers))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(100, len(LIST)))
def test_a_list_that_is_cut_never_loses_a_recommendation_in_silence(end: int) -> None:
    try:
        record = forms(LIST[:end] + "\n" + FIELDS)
    except AsmGraphError:
        return
    assert all(asm.recommendation for asm in record.asms)


@pytest.mark.parametrize(
    ("name", "asms", "program"),
    [
        ("asm_avance_EMPTY_autoproduccion.txt", 0, "Autoproducción de Alimentos"),
        ("asm_avance_NOAPLICA_vivienda.txt", 0, "Programa de Vivienda y Reserva Territorial"),
        ("asm_avance_PROSE_fomento-mujer.txt", 0, "Fondo para el Fomento Productivo de la Mujer"),
        ("asm_avance_doc_trabajo_EMPTY_fondo-plata.txt", 0, None),
        ("asm_resultados_anexo8_EMPTY_fondo-plata.txt", 0, None),
        ("asm_proposed_anexo17_fondo-plata.txt", 11, FONDO_PLATA),
    ],
)
def test_the_forms_of_zacatecas(name: str, asms: int, program: str | None) -> None:
    text = (open_data() / "state" / "asm-forms" / name).read_text(encoding="utf-8")
    record = forms(text)
    assert len(record.asms) == asms
    assert (record.program and record.program.value) == program
    assert all(asm.theme and asm.recommendation for asm in record.asms)
    assert asms or unread(text) == []
