"""Fields that name people: in columns, in rows below a heading, with positions and contact data."""

from __future__ import annotations

import pytest
from tests.documents_of_ours.stated import WORDS
from tests.paged_documents import Ruled, paged_document
from tests.readers.parts.reading import lines_of

from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.annotator import Annotator
from asm_graph.readers.parts.labels import labels_of
from asm_graph.readers.parts.people import names_of, people_of

LABELS = labels_of(
    [
        {"key": "name", "words": ["Nombre"]},
        {"key": "unit", "words": ["Unidad administrativa"]},
        {"key": "position", "words": ["Cargo"]},
        {"key": "contact", "words": ["Correo electrónico", "Teléfono", "Mail"]},
    ]
)


def read(*items: str | Ruled) -> tuple[list[str], list[str], set[str]]:
    """Return names, units, and the kinds of furniture."""
    annotator = Annotator(Lexicon(WORDS))
    people = people_of(lines_of(paged_document(list(items))), LABELS, annotator)
    kinds = {piece.kind for piece in annotator.furniture}
    return [one.value for one in people.names], [one.value for one in people.units], kinds


def names(*lines: str) -> list[str]:
    annotator = Annotator(Lexicon(WORDS))
    return [one.value for one in names_of(lines_of(paged_document(list(lines))), annotator)]


def test_two_columns_of_lines() -> None:
    found = read(
        "Nombre: Lic. Persona Prueba Uno            Unidad administrativa: Subdirección de",
        "                                           Planeación y Vinculación",
    )
    assert found[:2] == (["Lic. Persona Prueba Uno"], ["Subdirección de Planeación y Vinculación"])


def test_rows_below_the_labels_of_a_table() -> None:
    found = read(
        Ruled(
            [
                ["Nombre:", "Unidad administrativa:"],
                ["Lic. Persona Prueba Uno", "Dirección de Financiamiento"],
                ["Ing. Persona Prueba Dos", "Dirección de Planeación"],
            ]
        )
    )
    assert found[:2] == (
        ["Lic. Persona Prueba Uno", "Ing. Persona Prueba Dos"],
        ["Dirección de Financiamiento", "Dirección de Planeación"],
    )


def test_groups_of_labels_for_each_person() -> None:
    found = read(
        Ruled(
            [
                ["Nombre: CP. Persona Prueba Uno", "Cargo: Subdirectora de Planeación"],
                ["Correo electrónico: uno@escuela.edu.mx", "Teléfono: 982 12 4 95 18"],
                ["Nombre: CP. Persona Prueba Dos", "Cargo: Subdirectora Académica"],
                ["Correo electrónico: dosOescuela.edu", "Teléfono: gB2 12 4 g5 18"],
            ]
        )
    )
    assert found[0] == ["CP. Persona Prueba Uno", "CP. Persona Prueba Dos"]
    assert {"position", "field not published"} <= found[2]


def test_names_between_contact_data() -> None:
    found = read(
        Ruled(
            [
                [
                    (
                        "Nombre: M.D.F. Persona Prueba Uno\nmail: uno@correo.mx\n"
                        "Tel. 92-5-65-40; Ext. 42281\nLic. Persona Prueba Dos\ndos@correo.mx"
                    ),
                    "Unidad administrativa: Dirección de Planeación",
                ]
            ]
        )
    )
    assert found[:2] == (
        ["M.D.F. Persona Prueba Uno", "Lic. Persona Prueba Dos"],
        ["Dirección de Planeación"],
    )


@pytest.mark.parametrize(
    "line",
    [
        "Persona Prueba Uno y Persona Prueba Dos",
        "Persona Prueba Uno; Persona Prueba Dos",
        "PERSONA PRUEBA UNO, PERSONA PRUEBA DOS",
        "Lic. Persona Prueba Uno Ing. Persona Prueba Dos",
    ],
)
def test_several_names_of_one_line(line: str) -> None:
    assert len(names(line)) == 2


def test_what_is_no_enumeration_of_names_stays_whole() -> None:
    assert names("Grupo de Estudios y consultores del estado") == [
        "Grupo de Estudios y consultores del estado"
    ]


def test_positions_and_roles_are_no_part_of_names() -> None:
    assert names(
        "C.P. Persona Prueba Uno",
        "Director de Auditoría Financiera",
        "Persona Prueba Dos",
        "(auxiliar de investigación)",
        "Persona Prueba Tres, Secretaria Ejecutiva",
    ) == ["C.P. Persona Prueba Uno", "Persona Prueba Dos", "Persona Prueba Tres"]


def test_a_name_that_goes_on_in_the_next_line_is_one() -> None:
    assert names("Lic. Persona", "Prueba Uno") == ["Lic. Persona Prueba Uno"]
