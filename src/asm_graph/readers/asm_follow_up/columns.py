"""The columns of the follow-up's tables, found by their header cells."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents import Passage


class Column(StrEnum):
    """What a column holds, by the forms of SEDESOL's *documentos de trabajo* and *institucionales*."""

    NUMBER = "number"
    THEME = "theme"
    TEXT = "text"
    CLASSIFICATION = "classification"
    PRIORITY = "priority"
    ACTIVITY = "activity"
    RESPONSIBLE = "responsible"
    COORDINATING = "coordinating"
    DUE = "due"
    EXPECTED = "expected"
    OBTAINED = "obtained"
    PRODUCT = "product"
    PROGRESS = "progress"
    REMARKS = "remarks"
    UNKNOWN = "unknown"


SHARED = frozenset({Column.NUMBER, Column.THEME, Column.TEXT, Column.CLASSIFICATION, Column.PRIORITY})
"""The columns that speak of the ASM; the others speak of its actions."""

_TITLES: dict[str, Column] = {
    "no": Column.NUMBER,
    "num": Column.NUMBER,
    "numero": Column.NUMBER,
    "n": Column.NUMBER,
    "consecutivo": Column.NUMBER,
    "tema": Column.THEME,
    "aspectosusceptibledemejora": Column.TEXT,
    "aspectossusceptiblesdemejora": Column.TEXT,
    "aspecto": Column.TEXT,
    "asm": Column.TEXT,
    "clasificacion": Column.CLASSIFICATION,
    "clase": Column.CLASSIFICATION,
    "tipodeaspecto": Column.CLASSIFICATION,
    "prioridad": Column.PRIORITY,
    "niveldeprioridad": Column.PRIORITY,
    "actividades": Column.ACTIVITY,
    "actividad": Column.ACTIVITY,
    "acciones": Column.ACTIVITY,
    "accionesaemprender": Column.ACTIVITY,
    "accionesarealizar": Column.ACTIVITY,
    "arearesponsable": Column.RESPONSIBLE,
    "areasresponsables": Column.RESPONSIBLE,
    "unidadresponsable": Column.RESPONSIBLE,
    "responsable": Column.RESPONSIBLE,
    "areacoordinadora": Column.COORDINATING,
    "areascoordinadoras": Column.COORDINATING,
    "unidadcoordinadora": Column.COORDINATING,
    "fechadetermino": Column.DUE,
    "fechatermino": Column.DUE,
    "fechacompromiso": Column.DUE,
    "fechacomprometida": Column.DUE,
    "fechadeconclusion": Column.DUE,
    "plazo": Column.DUE,
    "resultadosesperados": Column.EXPECTED,
    "resultadoesperado": Column.EXPECTED,
    "resultadosobtenidos": Column.OBTAINED,
    "resultadoobtenido": Column.OBTAINED,
    "producto": Column.PRODUCT,
    "productos": Column.PRODUCT,
    "productoyoevidencia": Column.PRODUCT,
    "productosyoevidencias": Column.PRODUCT,
    "productoyoevidencias": Column.PRODUCT,
    "evidencia": Column.PRODUCT,
    "porcentajedeavance": Column.PROGRESS,
    "porcentajedeavanceyjustificacion": Column.PROGRESS,
    "avance": Column.PROGRESS,
    "avanceyjustificacion": Column.PROGRESS,
    "observaciones": Column.REMARKS,
    "observacionesycomentarios": Column.REMARKS,
    "comentarios": Column.REMARKS,
}
_SIMILAR = 88.0
"""A header cell with one letter wrong in ten still scores above this; the nearest two titles, 80."""

_REQUIRED = frozenset({Column.TEXT, Column.ACTIVITY})
_RECOGNISED_NEEDED = 4
_MOST_COLUMNS = 100
_LAST_NUMBER = re.compile(r"(?<!\d)\d++$")


def header(cells: Sequence[Passage]) -> tuple[Column, ...] | None:
    """The columns that a row names, or `None` where the row is no header."""
    if len(cells) > _MOST_COLUMNS:
        return None
    columns = tuple(_column(cell.text) for cell in cells)
    recognised = {column for column in columns if column is not Column.UNKNOWN}
    if Column.TEXT in recognised and len(recognised) >= min(_RECOGNISED_NEEDED, len(columns)) > 1:
        return columns
    return None


def is_complete(columns: Sequence[Column]) -> bool:
    """Whether a header has the columns without which no ASM can be read."""
    return set(columns) >= _REQUIRED


def _column(title: str) -> Column:
    form = _LAST_NUMBER.sub("", compact(title))
    if form in _TITLES or not form:
        return _TITLES.get(form, Column.UNKNOWN)
    match = process.extractOne(form, _TITLES.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return _TITLES[match[0]] if match else Column.UNKNOWN
