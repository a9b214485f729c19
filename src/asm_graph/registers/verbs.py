"""Verbs with which a Propósito goes on after its subject: its text → the population that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.registers.csv_register import read_table
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems

_SHORTEST = 5
"""Characters of the shortest subject; what is shorter (`que`, `esto`) names no population."""

_BEFORE_VERB = frozenset({"se", "le", "les", "no"})
"""Pronouns and the negation stand between subject and verb, and belong to the verb."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """The folded forms (third person, present tense) that the methodology asks of a Propósito."""

    forms: frozenset[str] = frozenset()

    def subject(self, text: str) -> str | None:
        """Return the subject of a sentence in lower case; None where no known verb follows it.

        By the logical framework approach a Propósito reads "population + verb in the present tense + result".
        Case and accents of the verb do not matter; a verb that ends the sentence has no result, and is none.

        >>> Verbs(frozenset({"cuentan"})).subject("Las jornaleras NO CUENTAN con vivienda")
        'las jornaleras'
        """
        words = text.split()
        verbs = (place for place in range(1, len(words) - 1) if fold(words[place]) in self.forms)
        before = words[: next(verbs, 0)]
        while before and fold(before[-1]) in _BEFORE_VERB:
            before.pop()
        subject = " ".join(before).lower()
        return subject if len(subject) >= _SHORTEST else None


def load_verbs(folder: Path, problems: Problems) -> Verbs:
    """Load the verbs of `verbs.csv`; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "verbs.csv", ("verb", "singular", "plural")), "verb")
    forms: set[str] = set()
    for row in rows.values():
        for column in ("singular", "plural"):
            form = problems.required(row, column)
            problems.unless(
                not form or form.isalpha(),
                row,
                column,
                Message("{form!r} is no word", form=form),
                Message("write one word"),
            )
            forms.add(fold(form))
    return Verbs(frozenset(forms - {""}))
