"""Which reader understands a document: its content decides, never its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from asm_graph.errors import UnknownLayout
from asm_graph.readers import asm_follow_up, performance_evaluation
from asm_graph.spanish.words import Lexicon, own_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.documents import TextDocument
    from asm_graph.records import Reading


class Reader(Protocol):
    """What the module of a layout offers."""

    LAYOUT: str

    def recognises(self, document: TextDocument) -> bool:
        """Whether the document has this layout."""

    def read(self, document: TextDocument, lexicon: Lexicon) -> Reading:
        """The records of a document of this layout; `IncompleteDocument` where it is cut."""


READERS: tuple[Reader, ...] = (asm_follow_up, performance_evaluation)


def read(document: TextDocument, words: Iterable[str] = ()) -> Reading:
    """Read a document; `words` are names that the lexicon should know besides the document's own.

    Raises:
        UnknownLayout: no reader recognises the document.
        IncompleteDocument: its reader finds that it breaks off.
    """
    for reader in READERS:
        if reader.recognises(document):
            return reader.read(document, Lexicon(own_words(document.text) | frozenset(words)))
    known = ", ".join(reader.LAYOUT for reader in READERS)
    raise UnknownLayout(f"{document.path}: none of the known layouts ({known}); see the publishers' guide.")
