"""The fields of the forms: which evaluation of which program they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import YEAR, compact, fold

if TYPE_CHECKING:
    from asm_graph.documents import Passage
    from asm_graph.readers.annotator import Annotator

_FISCAL_YEAR = re.compile(rf"(?:(?<![\s,;(])[\s,;(]++)?ejercicio\s++fiscal\s++(?:del?\s++)?{YEAR}\)?\s*$")
_EVALUATED = re.compile(r"\b(?:al|del|el)\s+programa\s+(?:presupuestario\s+)?(?=\S)")
_YEAR = re.compile(YEAR)


@dataclass(slots=True)
class Fields:
    """The values of the forms by field; equal ones of several forms count once.

    `others` holds programs that differ from the first, since one document is about one program.
    """

    annotator: Annotator
    values: dict[str, Passage] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def add(self, name: str, label: Passage, value: Passage) -> None:
        """Take the value of a field, which may be empty; what becomes no fact of it is not published."""
        self.annotator.mark("label", label)
        if not value:
            return
        first = self.values.setdefault(name, value)
        if first is value:
            self.annotator.mark("field not published", value)
            return
        self.annotator.mark("repeated field", value)
        if name == "program" and compact(first.text) != compact(value.text):
            self.others.append(" ".join(value.text.split()))

    def text(self, name: str) -> Fact[str] | None:
        """Return the value of a field as text."""
        value = self.values.get(name)
        return fact(self.annotator.clean(value)) if value else None

    def program(self) -> Fact[str] | None:
        """Return the name of the program, by its own field or within the name of the evaluation."""
        if value := self.values.get("program"):
            rest = _FISCAL_YEAR.search(fold(value.text))
            return fact(self.annotator.clean(value.slice(0, rest.start() if rest else None)))
        evaluation = self.values.get("evaluation")
        named = _EVALUATED.search(fold(evaluation.text)) if evaluation else None
        if evaluation is None or named is None:
            return None
        return fact(self.annotator.clean(evaluation.slice(named.end())))

    def year(self) -> Fact[int] | None:
        """Return the year of the evaluation, or the one in which it was carried out."""
        for name in ("year", "date"):
            value = self.values.get(name)
            year = _YEAR.search(value.text) if value else None
            if value and year:
                return fact_of(int(year.group()), value.group(year))
        return None
