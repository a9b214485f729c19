"""Programs and the targets of the Sustainable Development Goals that they contribute to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.federal_keys import MODALITY_NAME, KeyColumns
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.records.plans import SdgLink, SdgLinks
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.table_rows import TableRow

_TEXT = "[Descripción]"
_GOAL = "Objetivo de Desarrollo Sostenible"
_TARGET = "Meta del Objetivo de Desarrollo Sostenible"
_SUBTARGETS = tuple(f"Submeta {number} de la Meta de Desarrollo Sostenible" for number in range(1, 7))
_KIND = f"Tipo de Contribución{_TEXT}"

LAYOUT = layout_with_aliases(
    "sdg-links",
    (
        TableColumn("Ramo", "asm:program/asm:branch/skos:notation"),
        TableColumn(f"Ramo{_TEXT}", "asm:program/asm:branch/rdfs:label"),
        TableColumn("Modalidad", "asm:program/asm:modality/skos:notation"),
        TableColumn(f"Modalidad{_TEXT}", reason=MODALITY_NAME),
        TableColumn("Programa Presupuestario", "asm:program/asm:programKey"),
        TableColumn(f"Programa Presupuestario{_TEXT}", "asm:program/rdfs:label"),
        TableColumn(_GOAL, "asm:sdgTarget/skos:broader/skos:notation"),
        TableColumn(f"{_GOAL}{_TEXT}", "asm:sdgTarget/skos:broader/skos:prefLabel"),
        TableColumn(_TARGET, "asm:sdgTarget/skos:notation"),
        TableColumn(f"{_TARGET}{_TEXT}", "asm:sdgTarget/skos:prefLabel"),
        *(TableColumn(name, reason="whether the text beside it is one: 1 is none") for name in _SUBTARGETS),
        *(TableColumn(f"{name}{_TEXT}", "asm:sdgSubtarget", optional=True) for name in _SUBTARGETS),
        TableColumn("Tipo de Contribución", reason="the number that stands before the kind, too"),
        TableColumn(_KIND, "asm:contributionKind"),
    ),
)
"""The headers of Hacienda's query tool."""
_KEY = KeyColumns(
    "Ramo", "Modalidad", "Programa Presupuestario", f"Programa Presupuestario{_TEXT}", f"Ramo{_TEXT}"
)
_TARGET_FORM = re.compile(r"(?:(?P<goal>[1-9]\d?)\.)?(?:(?P<number>[1-9]\d?)(?:\.0+)?|(?P<letter>[a-z]))")
_NONE = ("1", "noaplica")
"""Code and text of a cell pair that names nothing."""


def read(document: TableDocument) -> Reading:
    """Read the targets that each program contributes to; the table prints no year.

    Raises:
        InputError: a key cell is missing or invalid.
    """
    table = LayoutSheets(document, LAYOUT)
    links: list[SdgLink] = []
    for row in table.rows():
        link = _link(row)
        links.append(link)
    title = "Vinculación de los programas presupuestarios con las metas de los ODS"
    return table.reading(SdgLinks(tuple(links)), title, len(links))


def _link(row: TableRow) -> SdgLink:
    place = row.place()
    goal = row.integer(_GOAL, "the number of a goal")
    return SdgLink(
        program=_KEY.program(row, None, place),
        goal=goal,
        goal_label=row.required(f"{_GOAL}{_TEXT}"),
        target=_target(row, goal),
        target_label=row.required(f"{_TARGET}{_TEXT}"),
        kind=row.required(_KIND, "a kind of contribution"),
        subtargets=tuple(_subtargets(row)),
        place=place,
    )


def _target(row: TableRow, goal: int) -> int | str:
    """Read the number or letter of a target: one edition writes `1`, another `14.1` or `14.a`."""
    match = _TARGET_FORM.fullmatch(row.cell(_TARGET).lower())
    if match is None or match["goal"] not in (None, str(goal)):
        row.fault(_TARGET, "the number of a target")
        return 0
    return int(match["number"]) if match["number"] else match["letter"]


def _subtargets(row: TableRow) -> Iterator[str]:
    for column in _SUBTARGETS:
        code, text = row.cell(column), row.text(f"{column}{_TEXT}")
        if text is None:
            continue
        is_none = [code == _NONE[0], compact(text) == _NONE[1]]
        position = row.header.columns[f"{column}{_TEXT}"]
        if all(is_none):
            row.idle(position, "no sub-target")
        elif any(is_none):
            row.note(position, "a text and a code that both name a sub-target, or none")
        else:
            yield text
