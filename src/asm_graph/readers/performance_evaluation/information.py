"""The closing block *Información de la Evaluación*: what the law makes public of who evaluated, and how.

Article 110 of the *Ley Federal de Presupuesto y Responsabilidad Hacendaria* names the fields; telephones and
e-mail addresses that the block prints besides are contact data and are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.readers.performance_evaluation.sections import unbulleted
from asm_graph.records.texts import Fact, Money, fact, fact_of
from asm_graph.spanish.contact import OMITTED
from asm_graph.spanish.forms import compact
from asm_graph.spanish.numbers import read_amount
from asm_graph.spanish.word_lists import organizations, unfolded, words_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.lines import Line
    from asm_graph.readers.annotator import Annotator

EVALUATOR, COORDINATOR, CONTRACTING, COST, UNIT, WITHHELD, NOTHING = (
    "evaluator",
    "coordinator",
    "contracting",
    "cost",
    "unit",
    "withheld",
    "none",
)
_LABELS = tuple(
    (re.compile(pattern), label)
    for label, patterns in words_beside(__file__)["information"].items()
    for pattern in patterns
)
_INSTITUTION = unfolded(organizations("evaluators"))
_BETWEEN_INSTITUTIONS = re.compile(
    rf"(?:(?<!\s)\s++)?(?:;\s*+|(?:,|/|\by\b|\be\b)\s*+(?=(?:(?:el|la|los|las)\s++)?{_INSTITUTION}\b))",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"\s*\d{1,2}\s*[.)-]+\s*")


@dataclass(frozen=True, slots=True)
class Information:
    """What the block states; each part is empty where it does not."""

    evaluators: tuple[Fact[str], ...] = ()
    coordinator: Fact[str] | None = None
    contracting_form: Fact[str] | None = None
    cost: Fact[Money] | None = None
    follow_up_unit: Fact[str] | None = None


def read_information(body: Sequence[Line], annotator: Annotator) -> Information:
    """Read the labels of the block and the values behind or below them."""
    values: dict[str, list[Passage]] = defaultdict(list)
    current = NOTHING
    for line in body:
        label, value = _parts(line.passage, annotator)
        current = current if label is None else label
        if value and current == WITHHELD:
            annotator.mark("contact data", value)
        elif value:
            values[current].append(value)
    evaluators = [part for value in values[EVALUATOR] for part in value.split(_BETWEEN_INSTITUTIONS)]
    return Information(
        evaluators=tuple(_name(part, annotator) for part in evaluators),
        coordinator=_text(values[COORDINATOR], annotator),
        contracting_form=_text(values[CONTRACTING], annotator),
        cost=_cost(values[COST]),
        follow_up_unit=_text(values[UNIT], annotator),
    )


def _parts(line: Passage, annotator: Annotator) -> tuple[str | None, Passage]:
    """Split a line into its label, if it has one, and the rest."""
    text = unbulleted(line.strip())
    numbering = _NUMBERING.match(text.text)
    unnumbered = text.slice(numbering.end()) if numbering else text
    colon = unnumbered.text.find(":")
    head = unnumbered.slice(0, colon if colon >= 0 else None)
    for pattern, label in _LABELS:
        if pattern.fullmatch(compact(head.text)):
            annotator.mark("label", text.slice(0, len(text) - len(unnumbered) + len(head) + 1))
            return label, unbulleted(unnumbered.slice(colon + 1 if colon >= 0 else len(unnumbered))).strip()
    return None, text.strip()


def _text(values: Sequence[Passage], annotator: Annotator) -> Fact[str] | None:
    return _name(values[0], annotator) if values else None


def _name(value: Passage, annotator: Annotator) -> Fact[str]:
    """Return a name; contact data at its end leaves no gap in it."""
    return fact(annotator.clean(value).strip(f" ,;{OMITTED}"))


def _cost(values: Sequence[Passage]) -> Fact[Money] | None:
    for value in values:
        amount = read_amount(value.text)
        if amount:
            return fact_of(Money(*amount), value)
    return None
