"""Numbered items and paragraphs inside one cell or one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import Passage, Span
from asm_graph.documents.bullets import BULLETS
from asm_graph.documents.passage import JOINED
from asm_graph.spanish.forms import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BREAKING = re.compile(r"</?(?:p|br|li|ul|ol|div|td|tr)\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:span|b|i|u|strong|em|font)\b[^<>]*>", re.IGNORECASE)
_SPACE_RUN = re.compile(r"\s(\s+)")
_LINE_SPACE = re.compile(r"[^\S ]")

_NUMBERS = r"(?P<numbers>\d{1,2}(?:\s*,\s*\d{1,2}){0,30}(?:\s*[ye]\s*\d{1,2})?)"
_SIGN = rf"(?:\s?\.\s?[{DASHES}]|\.|\s?\)|\s[{DASHES}](?=\s))"
_OPENING = r"[^\W\d_]|[¿¡\"«“‘'(]"
_FIGURE = r"\d[\d.,]*%?\s+[^\W\d_]"
_MARKER = re.compile(rf"(?<![\w.,/$-]){_NUMBERS}(?P<sign>{_SIGN})(?:\s*(?={_OPENING})|\s+(?={_FIGURE}))")
_AFTER_SENTENCE = re.compile(r"[.;:>]\s*\Z")
_UNCLOSED = re.compile(r"\([^()]*\Z")
_COUNTED = re.compile(r"\b(?:inciso|numeral|punto|fracci[óo]n|apartado)\s*\Z", re.IGNORECASE)
_FIRST_MARKER = re.compile(rf"{_NUMBERS}{_SIGN}(?:\s*(?={_OPENING})|\s+(?=\d+\s*[^\W\d_]))")
_BARE_MARKER = re.compile(r"(?P<numbers>\d)\s+(?=[^\W\d_a-záéíóúñü]|[¿¡\"«“])")
_BARE_AFTER_SENTENCE = re.compile(rf"(?<=[.;])\s+{_BARE_MARKER.pattern}")
_BULLET = re.compile(rf"[{BULLETS}]\s*")
_LEAD = re.compile(r"(?:\s|[\"«“]|<[^<>]*>)*")
_NOUNS = (
    r"fase|etapa|art[íi]culo|(?<!poblaci[óo]n )(?<!potencial y )objetivo|eje|cap[íi]tulo|anexo|inciso"
    r"|componente|trimestre|semestre|bimestre|punto|apartado|tipo|meta|asm|estrategia|l[íi]nea|n[úu]mero|p[áa]gina|cuadro"
    r"|tabla|figura|gr[áa]fica|pregunta|tema|t[íi]tulo|ramo"
)
_NOUNS_IN_CONSONANT = (
    r"numeral|fracci[óo]n|actividad|nivel|indicador|secci[óo]n|versi[óo]n|regi[óo]n|acci[óo]n"
)
_TAKES_NUMBER = re.compile(
    rf"\b(?:{_NOUNS}|{_NOUNS_IN_CONSONANT}|del?|al?|las?|los|el|una?|con|por|en|[yoe]|entre|hasta|desde|sobre"
    r"|m[áa]s|menos)\s*\Z"
    r"|\b(?:arts?|n[úu]m|no|p[áa]gs?|fracc|inc|cap)\.\s*\Z|[°º]\s*\Z",
    re.IGNORECASE,
)
"""What a number belongs to when it follows: `Fase 2. Terminar` is no second item."""
_TAKES_NUMBERS = re.compile(rf"\b(?:(?:{_NOUNS})s|(?:{_NOUNS_IN_CONSONANT})es)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the numbers of its marker (`1 y 2.-` has two, plain text none), the marker, the text."""

    numbers: tuple[int, ...]
    marker: Passage | None
    body: Passage


def without_markup(passage: Passage) -> Passage:
    """Remove tags (`<p>`, `<br>`, `<b>`) and tidy white space; paragraphs are a space apart."""
    parts = list(_without_inline(passage).split(_BREAKING))
    return tidy(Passage.joined(parts)) if parts else passage.slice(0, 0)


def tidy(passage: Passage) -> Passage:
    """Make every run of white space one space, and remove it at both ends."""
    spaced = Passage(passage.source, _LINE_SPACE.sub(" ", passage.text), passage.offsets)
    return spaced.without([Span(*run.span(1)) for run in _SPACE_RUN.finditer(spaced.text)]).strip()


def paragraphs(passage: Passage) -> tuple[Passage, ...]:
    """Return the paragraphs that tags make of a cell, without the tags; one where there are no tags."""
    return tuple(tidy(part) for part in _without_inline(passage).split(_BREAKING))


def in_paragraphs(parts: Sequence[Passage]) -> Passage:
    """Mark passages as the paragraphs of one, by tags that the source does not have.

    >>> text = "Oficio Acta"
    >>> [part.text for part in paragraphs(in_paragraphs([Passage.of(text, 0, 6), Passage.of(text, 7, 11)]))]
    ['Oficio', 'Acta']
    """
    marked = []
    for part in parts:
        tags = (Passage(part.source, tag, (JOINED,) * len(tag)) for tag in ("<p>", "</p>"))
        marked.append(Passage.joined((next(tags), part, next(tags)), separator=""))
    return Passage.joined(marked)


def _without_inline(passage: Passage) -> Passage:
    return passage.without([Span(*match.span()) for match in _INLINE.finditer(passage.text)])


def split_items(passage: Passage) -> tuple[Item, ...]:
    """Split a text that begins with an item marker into its items; any other is one without a number."""
    markers = list(_markers(passage.text))
    if not markers:
        return (Item((), None, without_markup(passage)),)
    ends = [marker.start() for marker in markers[1:]] + [len(passage)]
    return tuple(
        Item(
            _numbers(marker), passage.group(marker).strip(), without_markup(passage.slice(marker.end(), end))
        )
        for marker, end in zip(markers, ends, strict=True)
    )


def split_bullets(passage: Passage) -> tuple[Passage, ...]:
    """Split a text that begins with a bullet into what each bullet opens; any other is one piece.

    >>> text = "• Capacitar al personal • Publicar el padrón"
    >>> [piece.text for piece in split_bullets(Passage.of(text, 0, len(text)))]
    ['Capacitar al personal', 'Publicar el padrón']
    """
    if not _BULLET.match(passage.text.lstrip()):
        return (without_markup(passage),)
    return tuple(without_markup(piece) for piece in passage.split(_BULLET))


def _markers(text: str) -> Iterator[re.Match[str]]:
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    first = _FIRST_MARKER.match(text, start) or _BARE_MARKER.match(text, start)
    if first is None:
        return
    yield first
    last = _numbers(first)
    later = _BARE_AFTER_SENTENCE if first.re is _BARE_MARKER else _MARKER
    for marker in later.finditer(text, first.end()):
        numbers = _numbers(marker)
        before = text[max(0, marker.start() - 30) : marker.start()]
        if _follows(numbers, last) and _may_begin(text[marker.end()], before) and _may_stand(marker, before):
            yield marker
            last = numbers


def _numbers(marker: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", marker["numbers"]))


def _follows(numbers: tuple[int, ...], last: tuple[int, ...]) -> bool:
    if len(numbers) == len(last) == 1:
        return numbers[0] == last[0] + 1
    return last[0] <= numbers[0] <= last[-1] + 1 and list(numbers) == sorted(numbers)


def _may_begin(first: str, before: str) -> bool:
    """Return whether an item begins with this character: no small letter, a figure only after a sentence."""
    return bool(_AFTER_SENTENCE.search(before)) if first.isdigit() else not first.islower()


def _may_stand(marker: re.Match[str], before: str) -> bool:
    """Return whether this is a marker: `2.-` anywhere, others not where words before take a number."""
    sign = marker["sign"] if "sign" in marker.re.groupindex else ""
    if sign.strip().endswith(")"):
        return not (_UNCLOSED.search(before) or _COUNTED.search(before))
    if sign.strip(" .") or not _TAKES_NUMBER.search(before):
        several = len(marker["numbers"].split()) > 1
        return not several or not _TAKES_NUMBERS.search(before)
    return False
