"""What a reader needs while it reads: passages repaired, and a list of what was furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.records.texts import Furniture
from asm_graph.spanish.contact import OMITTED, contact_spans
from asm_graph.spanish.items import without_markup
from asm_graph.spanish.words import join_broken_words

if TYPE_CHECKING:
    from asm_graph.documents import Span
    from asm_graph.documents.lexicon import Lexicon


class Annotator:
    """A list of what was furniture in a document, and the repair of its passages.

    `recognized` says that OCR read some of the document, so that contact data may be misread.
    """

    def __init__(self, lexicon: Lexicon, *, recognized: bool = False) -> None:
        self._lexicon = lexicon
        self._recognized = recognized
        self._furniture: list[Furniture] = []

    @property
    def furniture(self) -> tuple[Furniture, ...]:
        """What was marked so far."""
        return tuple(self._furniture)

    def mark(self, kind: str, *passages: Passage) -> None:
        """Account for passages that state nothing by themselves, such as a heading."""
        self._furniture.extend(Furniture(span, kind) for passage in passages for span in passage.quotes())

    def contact_spans(self, text: str) -> tuple[Span, ...]:
        """Return where contact data stands in a text of the document."""
        return contact_spans(text, recognized=self._recognized)

    def repair(self, passage: Passage) -> Passage:
        """Join broken words and put a sign in place of contact data; markup stays.

        The word that calls a number a telephone may be broken, so the joined text is looked through again.
        """
        return self._without_contact(join_broken_words(self._without_contact(passage), self._lexicon))

    def _without_contact(self, passage: Passage) -> Passage:
        """Remove contact data; nothing is left of a passage that holds nothing else."""
        while spans := self.contact_spans(passage.text):
            self.mark("contact data", *(passage.slice(span.start, span.end) for span in spans))
            passage = passage.replaced(spans, OMITTED)
            if not any(map(str.isalnum, passage.text)):
                return passage.slice(0, 0)
        return passage

    def clean(self, passage: Passage) -> Passage:
        """Undo the damage of conversion, and remove markup and contact data."""
        repaired = self.repair(passage)
        self.mark_markup(repaired)
        return without_markup(repaired)

    def mark_markup(self, passage: Passage) -> None:
        """Account for the tags of a passage."""
        kept = set(without_markup(passage).offsets)
        dropped = [index for index, offset in enumerate(passage.offsets) if offset not in kept]
        text = "".join(passage.text[index] for index in dropped)
        self.mark("markup", Passage(passage.source, text, tuple(passage.offsets[index] for index in dropped)))
