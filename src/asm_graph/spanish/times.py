"""Cells that say when without giving a date: a period, a day that no calendar has, `Por definir`."""

from __future__ import annotations

import re

from asm_graph.spanish.forms import compact

_LETTERS = 60
_MONTHS = (
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
    r"|ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic"
)
_ORDINALS = r"primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|ultim[ao]|1er|1[ao]|2d?[ao]|3er|[34]t?[ao]"
_PERIODS = (
    r"(?:bi|tri|cuatri|se)mestres?|quincenas?|semanas?|mes(?:es)?|dias?|anos?|ejercicios?|ciclos?|fiscal"
    r"|(?:corto|mediano|largo)plazo|finales|principios|inicios|mediados"
)
_RECURRENCES = (
    r"(?:bi|tri|cuatri|se)?m(?:ensual|estral)|anual|semanal|permanente(?:mente)?|continu[ao](?:mente)?"
)
_OPEN = (
    r"(?:aun)?nosehadefinido|por(?:definir|determinar|confirmar)(?:se)?|sin(?:fecha|definir)|pendiente|indefinid[ao]"
    r"|abiert[ao]|inmediat[ao]|alabrevedad|encurso"
)
_BESIDES = (
    r"actividad|accion|durante|todo|antes|despues|desde|hasta|entre|fecha|del?|al?|en|el|la|los|las|y|o|e"
)
_TIME = re.compile(rf"(?:{_OPEN}|{_MONTHS}|{_ORDINALS}|{_PERIODS}|{_RECURRENCES}|{_BESIDES}|\d)++")
"""Possessive: words that begin alike are tried in this order only, so no text takes long."""


def says_when(text: str) -> bool:
    """Whether a text says nothing but when, as a cell of a date column may: `2008`, `Tercer trimestre`.

    Spaces do not count, since narrow columns break words.
    """
    form = compact(text)
    return len(form) <= _LETTERS and _TIME.fullmatch(form) is not None
