"""Broken words are mended; whole ones, however they stand together, are left alone."""

from __future__ import annotations

import random
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import Passage
from asm_graph.documents.lexicon import Lexicon
from asm_graph.documents.normalization import normalized
from asm_graph.spanish.words import join_broken_words, own_words

SEEDS = Path(__file__).parents[2] / "seeds" / "documents"
LEXICON = Lexicon()

SENTENCES = (
    "Definir con claridad los conceptos de población potencial y población objetivo del programa.",
    "Actualizar el diagnóstico de la problemática que atiende el programa en las zonas rurales.",
    "La Dirección General de Seguimiento revisará los avances físicos y financieros de las obras.",
    "Capacitar a los enlaces municipales en el uso del sistema de información.",
    "Las delegaciones estatales informarán cada trimestre sobre los apoyos entregados.",
    "Incorporar indicadores de resultados con metas anuales y líneas de base.",
    "Se propone rediseñar la matriz de indicadores con la participación de los ejecutores.",
    "Elaborar una estrategia de cobertura de mediano y largo plazo.",
    "Los beneficiarios conocen sus derechos y obligaciones por medio de la contraloría social.",
    "Publicar en la página de internet los padrones depurados de beneficiarios.",
    "Fortalecer la coordinación interinstitucional con los gobiernos de los estados.",
    "El comité técnico aprobó la modificación de los criterios de elegibilidad.",
    "Establecer mecanismos de supervisión que permitan verificar la calidad de los servicios.",
    "Medir la satisfacción de los hogares atendidos con una encuesta representativa.",
    "Documentar los procedimientos de selección de proyectos y de asignación de recursos.",
    "Realizar un estudio de factibilidad para una evaluación de impacto.",
    "Homologar los formatos de solicitud y de comprobación del gasto.",
    "Dar seguimiento a los compromisos que resulten de las evaluaciones externas.",
    "Analizar la complementariedad con otros programas federales de desarrollo social.",
    "Integrar un expediente único por cada localidad que reciba inversión.",
    "Difundir las convocatorias en lenguas indígenas y con perspectiva de género.",
    "Revisar la normatividad aplicable para simplificar los trámites.",
    "La unidad responsable presentará un informe sobre las recomendaciones pendientes.",
    "Identificar las causas de la baja participación de las organizaciones comunitarias.",
    "Mejorar la focalización en municipios de alta marginación.",
    "Diseñar un instrumento para recolectar la información socioeconómica de los solicitantes.",
    "Calendarizar las visitas de verificación durante el ejercicio fiscal vigente.",
    "Garantizar la transparencia en la entrega de los apoyos.",
    "Ajustar el presupuesto conforme a la demanda observada en años anteriores.",
    "Concluir la sistematización de las experiencias exitosas del programa.",
)

WHOLE = tuple(
    " ".join(parts)
    for parts in product(
        (
            "La SRE y la UMR",
            "Diconsa a través de sus almacenes",
            "Liconsa de acuerdo con Sedesol",
            "El Lic. Salinas, con sumo cuidado,",
            "Sobre todo en Oaxaca, la DGS",
            "En EE UU el consulado",
        ),
        (
            "a cerca de 10 m al norte no llegó, pero sí",
            "tan poco informó que, si no se corrige,",
            "de más de 20 km a la redonda, por que así lo pide,",
            "en esta dos veces al año, o en la otra,",
            "con los de S A de C V y a) los demás",
            "sin embargo a la vez, o bien ahora,",
        ),
        (
            "verifica el ingreso per cápita.",
            "atiende a las y los jóvenes del PET.",
            "da a conocer el avance físico-financiero 2007- 2008.",
            "es la que más apoya, aun así, al campo.",
            "se encarga de las obras 3x1 y de los micro créditos.",
            "hace uso de la red, del eje 5 y de la ley.",
        ),
    )
)


def passage(text: str) -> Passage:
    return Passage.of(text, 0, len(text))


def join(text: str, lexicon: Lexicon = LEXICON) -> str:
    return join_broken_words(passage(text), lexicon).text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Microrre giones.", "Microrregiones."),
        ("Clas ifica ción", "Clasificación"),
        ("Fecha compromet ida en el Documento", "Fecha comprometida en el Documento"),
        ("Tem a", "Tema"),
        ("Instit ucional", "Institucional"),
        ("Plan eación", "Planeación"),
        ("Diag nóstico", "Diagnóstico"),
        ("Área Respon sable", "Área Responsable"),
        ("Área Coordin adora", "Área Coordinadora"),
        ("las dele gaciones", "las delegaciones"),
        ("los bene ficiarios", "los beneficiarios"),
        ("los ben eficiarios", "los beneficiarios"),
        ("la evalua ción", "la evaluación"),
        ("instancias ejecu toras", "instancias ejecutoras"),
        ("prod uctivas", "productivas"),
        ("el a poyo", "el apoyo"),
        ("el área d e trabajo", "el área de trabajo"),
        ("de l as obras", "de las obras"),
        ("municip ios", "municipios"),
        ("in stitucional", "institucional"),
        ("des arrollo", "desarrollo"),
        ("re sultados", "resultados"),
        ("pro grama", "programa"),
        ("(Microrre giones)", "(Microrregiones)"),
        ("Sub secretaría", "Subsecretaría"),
        ("PLANE ACIÓN", "PLANEACIÓN"),
        ("CLASIFI CACION", "CLASIFICACION"),
        ("fortale- cimiento", "fortalecimiento"),
        ("fortale-\ncimiento", "fortalecimiento"),
        ("Mé xico", "México"),
        ("entre 10 a ños", "entre 10 años"),
        ("planea cio\u0301n", "planeación"),
        ("las mis- mas", "las mismas"),
        ("los resulta- dos", "los resultados"),
        ("es- quemas", "esquemas"),
    ],
)
def test_broken_words_are_joined(broken: str, whole: str) -> None:
    assert join(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "con sumo", "sobre todo", "a cerca", "por que", "si no", "de más", "tan poco", "Esta dos",
        "EE UU", "S A", "S. A. de C. V.", "Lic de", "Diconsa a", "Sedesol es", "Liconsa de", "UMR DGS",
        "SRE EU", "2007- 2008", "físico-financiero", "socio- económico", "10 m al norte", "per cápita",
        "El medio de verificacion es el reporte", "La evaluacion es externa", "donde m es el número",
        "Programa 3 x 1", "a) poyo", "Plan. eación", "Plan\teación", "Plan Eación", "plan@ eación",
        "tgarza@coneval.gob.mx",
    ],
)  # fmt: skip
def test_what_is_whole_stays(text: str) -> None:
    assert join(text) == text


def test_own_sentences_stay() -> None:
    assert len(WHOLE) + len(SENTENCES) > 200
    assert [text for text in (*WHOLE, *SENTENCES) if join(text) != text] == []


def test_only_the_damage_of_the_founding_documents_is_mended() -> None:
    mended = set()
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        lexicon = Lexicon(own_words(text))
        for cell in re.split(r"[\t\n]", text):
            joined = join(cell, lexicon)
            if joined != cell:
                mended.add(next(word for word in joined.split() if word not in cell.split()).strip("."))
    assert mended == {
        "Tema", "Clasificación", "Responsable", "Coordinadora", "Diagnóstico", "Institucional",
        "Microrregiones", "Planeación", "comprometida",
    }  # fmt: skip


def test_evidence_covers_both_pieces() -> None:
    text = "Unidad de Microrre giones."
    joined = join_broken_words(passage(text), LEXICON)
    assert [text[span.start : span.end] for span in joined.quotes()] == [text]


def test_words_of_the_document_are_words() -> None:
    assert join("Tlalixta quense") == "Tlalixta quense"
    assert join("Tlalixta quense", Lexicon(["tlalixtaquense"])) == "Tlalixtaquense"


def test_own_words_leave_fragments_out() -> None:
    own = own_words("Fecha compromet ida. La Tlalixtaquense y el eje.")
    assert {"comprometida", "tlalixtaquense", "fecha"} <= own
    assert own.isdisjoint({"compromet", "eje"})


def _broken(sentence: str, choose: random.Random) -> tuple[str, int]:
    words = sentence.split(" ")
    breaks = 0
    for index, word in enumerate(words):
        if len(word) > 4 and word.isalpha() and choose.random() < 0.2:
            cut = choose.randrange(1, len(word))
            words[index] = f"{word[:cut]} {word[cut:]}"
            breaks += not (LEXICON.stands_alone(word[:cut]) and LEXICON.stands_alone(word[cut:]))
    return " ".join(words), breaks


def test_random_breaks_are_mended() -> None:
    choose = random.Random(2009)  # noqa: S311  repeatable damage, nothing secret
    samples = [(sentence, *_broken(sentence, choose)) for sentence in SENTENCES for _ in range(20)]
    before = sum(breaks for _, _, breaks in samples)
    spaces = [
        (sentence.count(" "), join(broken).count(" "), broken.count(" ")) for sentence, broken, _ in samples
    ]
    mended = sum(damaged - after for _, after, damaged in spaces)
    assert before > 300
    assert mended / before > 0.96
    assert all(after >= intact for intact, after, _ in spaces)


@given(st.text(max_size=200).map(normalized))
def test_any_text_keeps_its_letters(text: str) -> None:
    joined = join_broken_words(passage(text), LEXICON)
    assert re.sub(r"[\s-]", "", joined.text) == re.sub(r"[\s-]", "", text)
    assert all(text[offset] == letter for offset, letter in zip(joined.offsets, joined.text, strict=True))


@given(st.sampled_from(SENTENCES), st.randoms(use_true_random=False))
def test_joining_twice_changes_nothing(sentence: str, choose: random.Random) -> None:
    once = join(_broken(sentence, choose)[0])
    assert join(once) == once
