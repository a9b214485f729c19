"""What the rules could judge, as the table with which the audit page opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.checks.denominators import NOT_APPLICABLE, NOT_EVALUABLE
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.spanish.forms import spanish_order
from asm_graph.web.findings.filters import local

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode

    from asm_graph.checks.denominators import Denominator
    from asm_graph.rdf.vocabulary import Language


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """What a rule could judge in a document, or in all of them: numbers, and the reasons for the rest."""

    rule: str
    title: str
    document: NamedNode | None
    evaluable: int
    found: int
    not_evaluable: int
    not_applicable: int
    reasons: tuple[tuple[int, str], ...]


def scope_rows(known: Sequence[Denominator], rule: str, language: Language) -> Sequence[ScopeRow]:
    """Return a row for each rule; with a rule chosen, that rule in all documents and in each of them."""
    chosen = [one for one in known if (local(one.rule.value) == rule if rule else one.document is None)]
    place = LANGUAGES.index(language)
    rows = [
        ScopeRow(
            one.rule.value,
            one.title.get(language, one.rule.value),
            one.document,
            one.evaluable,
            one.found,
            one.total(NOT_EVALUABLE),
            one.total(NOT_APPLICABLE),
            tuple((count, reasons[place]) for (_, *reasons), count in one.excluded.items()),
        )
        for one in chosen
    ]
    return rows if rule else sorted(rows, key=lambda row: spanish_order(row.title))
