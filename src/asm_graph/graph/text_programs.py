"""The programs that a text names: federal ones that are known, and those of the state that it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.programs import federal_subject, identify, subject_of_state
from asm_graph.rdf import iris

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.records.texts import Fact


class TextPrograms:
    """Identifies the programs that one text names without a key.

    `own` are the names of all its programs and agencies, of which any may tell the state that it is from.
    """

    def __init__(self, context: MappingContext, own: Iterable[str] = ()) -> None:
        self._context = context
        self._own = tuple(own)
        self._of_text: str | None = None

    def subject(self, name: Fact[str], agency: Fact[str] | None = None, year: int | None = None) -> Subject:
        """Describe the program that a name means, and the agency that runs it."""
        jurisdiction = self._jurisdiction(name, agency)
        if jurisdiction == iris.NATION and identify(self._context, name, agency, year).known:
            return federal_subject(self._context, name, agency, year)
        return subject_of_state(self._context, name, agency, jurisdiction)

    def path(self, name: Fact[str], agency: Fact[str] | None = None, year: int | None = None) -> str:
        """Return the path of the program that a name means, without stating anything."""
        jurisdiction = self._jurisdiction(name, agency)
        if jurisdiction == iris.NATION and (known := identify(self._context, name, agency, year)).known:
            return known.path
        return self._context.registers.jurisdictions.identify(name.value, jurisdiction).path

    def _jurisdiction(self, name: Fact[str], agency: Fact[str] | None) -> str:
        """Return the state of a program: its name or its agency says it, else the publisher or the text."""
        jurisdictions = self._context.registers.jurisdictions
        names = (name.value, agency.value if agency else "")
        for texts in (names, (self._context.publisher,), self._own):
            named = jurisdictions.named_in(texts)
            if len(named) == 1:
                return next(iter(named))
        if self._of_text is None:  # found once, since whole reports are searched
            self._of_text = jurisdictions.prevailing_in(name.passage.source)
        return self._of_text
