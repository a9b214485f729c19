"""What the lines of the annexes say: headings, fields, the words of table headers, and reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.spanish.forms import YEAR, compact, fold
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = words_beside(__file__)
_ANNEX = re.compile(_WORDS["titles"]["annex"])
_FORM = re.compile(_WORDS["titles"]["form"])
_TITLES = (_FORM, *map(re.compile, _WORDS["titles"]["others"]))
_LIST = re.compile(_WORDS["titles"]["list_header"])
_SUBTITLE = re.compile(_WORDS["titles"]["subtitle"])
_RUNNING = re.compile(rf"(?:informe\s+final\s+)?(?:de\s+la\s+)?evaluacion\b.{{0,80}}?\b{YEAR}\.?")
_NOTE = re.compile(r"(?:fuentes?|notas?)\s*:")
MOST_TITLE_LINES = 4

FIELDS = {compact(label): field for field, labels in _WORDS["fields"].items() for label in labels}
"""The fields of the forms by their compact labels."""
_LABEL = re.compile(r"[^:.;]{3,70}:")

_HEADER_START = re.compile(r"(?:no|n|num|numero)(?=aspectos|$)")
_HEADER_PHRASES = tuple(_WORDS["header"]["phrases"])
_HEADER_WORDS = frozenset(_WORDS["header"]["words"])
_HEADER_ENDS = tuple(_WORDS["header"]["ends"])

_WHOLE_TITLES = tuple(
    f"{title}delasaccionesparaatender{to}losaspectossusceptiblesdemejora"
    for title in ("avance", "avances", "resultado", "resultados")
    for to in ("", "a")
) + tuple(
    f"analisisde{the}recomendacionesnoatendidasderivadasde{others}evaluacionesexternas"
    for the in ("", "las")
    for others in ("", "las")
)
_NUMBER_OF_ANNEX = re.compile(r"(?:formatosde|formatode|formatodel)?anexo\d{1,2}")
_ENDS_OPEN = re.compile(r"\b(?:no|ha|han|haya|hay|se|le|les|fue|sido|ser)$")

_NOT_APPLICABLE = tuple(_WORDS["reasons"]["not_applicable"])
_NONE = re.compile("|".join(_WORDS["reasons"]["none"]))
_COUNTED = re.compile(_WORDS["reasons"]["counted"])


def is_heading(text: str) -> bool:
    """Return whether a line begins an annex, with its number or with the title of a form."""
    folded = fold(text.strip())
    return _ANNEX.match(folded) is not None or _FORM.match(compact(text)) is not None


def heading_lines(lines: Sequence[str]) -> int:
    """How many of the lines, of which the first is a heading, its title goes over."""
    for count in range(1, min(len(lines), MOST_TITLE_LINES) + 1):
        form = compact(" ".join(lines[:count]))
        if any(re.search(rf"{title.pattern}$", form) for title in _TITLES):
            return count
    return 1


def holds_asm(title: str) -> bool:
    """Return whether an annex with this title holds ASM or says why not; others may be empty."""
    return compact(title).endswith("aspectossusceptiblesdemejora")


def is_known_title(title: str) -> bool:
    """Return whether a heading is that of an annex on ASM or on recommendations."""
    return any(re.search(rf"{pattern.pattern}$", compact(title)) for pattern in _TITLES)


def is_cut_title(title: str) -> bool:
    """Return whether a heading is the beginning of a known title."""
    form = _NUMBER_OF_ANNEX.sub("", compact(title), count=1)
    return any(whole.startswith(form) and whole != form for whole in _WHOLE_TITLES)


def ends_open(text: str) -> bool:
    """Return whether a reason ends with a word that needs another."""
    return _ENDS_OPEN.search(fold(text.strip())) is not None


def is_list_header(text: str) -> bool:
    """Return whether a line is the header of a list of proposed ASM."""
    return _LIST.fullmatch(compact(text)) is not None


def is_subtitle(text: str) -> bool:
    """Return whether a line begins one of the two forms of follow-up."""
    return _SUBTITLE.fullmatch(compact(text)) is not None


def is_running_header(text: str) -> bool:
    """Return whether a line repeats the title of the whole report, as every page does."""
    return _RUNNING.fullmatch(fold(text.strip())) is not None


def is_note(text: str) -> bool:
    """Return whether a line names a source or makes a note."""
    return _NOTE.match(fold(text.strip())) is not None


def field_of(text: str) -> tuple[str, int] | None:
    """Return the field that a line gives, and where its value begins."""
    label, colon, _ = text.partition(":")
    field = FIELDS.get(compact(label)) if colon else None
    return (field, len(label) + 1) if field else None


def has_label(text: str) -> bool:
    """Return whether a line begins with a label of any kind."""
    return _LABEL.match(text.strip()) is not None


def begins_header(text: str) -> bool:
    """Return whether a line begins the header of a form's table."""
    return _HEADER_START.match(compact(text)) is not None and continues_header(text)


def continues_header(text: str) -> bool:
    """Return whether a line holds nothing but words of the header, which narrow columns may break."""
    form = compact(text)
    words = re.findall(r"[a-z]+", fold(text))
    return bool(form) and (
        all(word in _HEADER_WORDS for word in words) or any(form in phrase for phrase in _HEADER_PHRASES)
    )


def is_whole_header(text: str) -> bool:
    """Return whether the header has its first columns and its last."""
    form = compact(text)
    return all(phrase in form for phrase in _HEADER_ENDS)


def gives_reason(text: str) -> bool:
    """Return whether a text says that there is no ASM to follow up; one that counts some does not."""
    folded = fold(text.strip())
    counts = _COUNTED.search(folded) is not None
    return folded.startswith(_NOT_APPLICABLE) or (_NONE.search(folded) is not None and not counts)
