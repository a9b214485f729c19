"""Progress cells: a percentage, a note, and whether the activity was rescheduled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import DASHES, fold, loose
from asm_graph.spanish.items import without_markup
from asm_graph.spanish.numbers import is_missing, read_figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_FIGURE = r"(?P<figure>(?:1\s?0\s?0|\d\s\d(?=\s*%)|\d+)(?:[.,]\d+)?)"
"""A figure up to 100 may be broken by a narrow column (`10 0%`)."""
_NAMES = rf"(?:{loose('porcentaje')}|%)?\s*+(?:{loose('de')}\s*+)?{loose('avance')}|{loose('porcentaje')}"
_PERCENT_LABEL = rf"(?:{_NAMES})\s*+(?:(?:\(\s*+%\s*+\)|%)\s*+)?(?:[:.=-]|\bdel?\b|\bal\b)*"
_LABEL = re.compile(
    rf"(?P<percent>(?:\A|(?<=[.;>)]\s)){_PERCENT_LABEL}(?=\s*(?:\d|n\.?\s?d))|\A{_PERCENT_LABEL}\Z"
    rf"|\b{loose('porcentaje de avance')}\s*:)"
    rf"|\b(?P<note>(?:{loose('justificación')}|{loose('notas')}|{loose('nota')})\s*:)"
    rf"|\b(?P<rescheduled>{loose('replanteamiento')}\s*:)"
)
"""Without its colon a label of the percentage only opens a sentence; `un avance de 75%` is prose."""
_LABELED_FIGURE = re.compile(rf"\s*{_FIGURE}\s*(?:%|{loose('por ciento')})?")
_PLAIN_FIGURE = re.compile(rf"\s*{_FIGURE}\s*(?P<sign>%|{loose('por ciento')})(?!\s*{loose('de')}(?:l|\b))")
_BARE_FIGURE = re.compile(rf"\s*+{_FIGURE}\s*+(?:\.\s*+)?\Z")
_ANSWER = re.compile(r"\s*(?P<answer>si|no)\b")
_LETTER = re.compile(r"[^\W_]")
_EDGES = f" \t\n\r.;,:{DASHES}"


@dataclass(frozen=True, slots=True)
class Progress:
    """The content of a progress cell; `labels` are the words that only name its parts.

    `is_recognizable` tells a cell that can only be progress from one with a bare figure, which may be any
    number, and from prose.
    """

    percent: Fact[Decimal] | None = None
    note: Fact[str] | None = None
    rescheduled: Fact[bool] | None = None
    labels: tuple[Passage, ...] = ()
    is_recognizable: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    label: Passage
    content: Passage


def read_progress(passage: Passage) -> Progress:
    """Read the percentage that a cell gives as its progress, and free text as its note.

    A figure inside the note is not progress. Percentages stay as printed: one outside 0 to 100 is read as it
    is, and the shape `Progress` stops the release that states it.

    >>> text = "Avance: 75% Se concluyó el diagnóstico"
    >>> cell = read_progress(Passage.of(text, 0, len(text)))
    >>> cell.percent.value, cell.note.value
    (Decimal('75'), 'Se concluyó el diagnóstico')
    """
    percent: Fact[Decimal] | None = None
    rescheduled: Fact[bool] | None = None
    notes: list[Passage] = []
    labels: list[Passage] = []
    parts = tuple(_parts(without_markup(passage)))
    for part in parts:
        labels.append(part.label)
        content = part.content
        match = _value(part.kind, content.text) if percent is None or part.kind == "rescheduled" else None
        if match and "answer" in match.re.groupindex:
            rescheduled = fact_of(match["answer"] == "si", content.group(match).strip())
        elif match:
            percent = _percent(match, content)
        rest = content.slice(match.end() if match else 0)
        (notes if _is_note(rest) else labels).append(rest.strip() if not match else _trimmed(rest))
    note = fact(Passage.joined(notes)) if notes else None
    is_recognizable = any(map(_can_only_be_progress, parts))
    return Progress(percent, note, rescheduled, tuple(label for label in labels if label), is_recognizable)


def _can_only_be_progress(part: _Part) -> bool:
    if part.kind == "plain":
        return _PLAIN_FIGURE.match(fold(part.content.text)) is not None
    return part.kind == "rescheduled" or (
        part.kind == "percent" and len(part.label.text.split()) + len(part.content) > 1
    )


def _parts(passage: Passage) -> Iterator[_Part]:
    """Cut a cell at its labels; what stands before the first of them is `plain`."""
    labels = list(_LABEL.finditer(fold(passage.text)))
    ends = [label.start() for label in labels[1:]] + [len(passage)]
    before = passage.slice(0, labels[0].start() if labels else None)
    if before:
        yield _Part("plain", passage.slice(0, 0), before)
    for label, end in zip(labels, ends, strict=False):
        yield _Part(str(label.lastgroup), passage.group(label).strip(), passage.slice(label.end(), end))


def _value(kind: str, text: str) -> re.Match[str] | None:
    folded = fold(text)
    if kind == "percent":
        return _LABELED_FIGURE.match(folded)
    if kind == "rescheduled":
        return _ANSWER.match(folded)
    if kind == "plain":
        return _PLAIN_FIGURE.match(folded) or _BARE_FIGURE.match(folded)
    return None


def _percent(match: re.Match[str], content: Passage) -> Fact[Decimal] | None:
    value = read_figure(re.sub(r"\s", "", match["figure"]))
    return None if value is None else fact_of(value, content.group(match).strip())


def _is_note(text: Passage) -> bool:
    return _LETTER.search(text.text) is not None and is_missing(text.text) is None


def _trimmed(text: Passage) -> Passage:
    left = text.text.lstrip(_EDGES)
    return text.slice(len(text) - len(left)).strip()
