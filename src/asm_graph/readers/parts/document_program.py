"""The program that a report names outside of its parts, in a line such as `Nombre del Programa: “Becas”`.

Annexes of a report often leave it out, since the whole report is about one program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.paged_document import TextLine
from asm_graph.records.texts import Fact, fact
from asm_graph.registers.state_programs import own_name
from asm_graph.spanish.forms import FUNCTION_WORD, compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block

_LABEL = re.compile(
    r"\W*(?:\d{1,2}(?:\.\d{1,2})*[.)\-]*\s+)?"
    r"(?:nombre del (?:\(?los?\)? )?programas?|identificaci[óo]n del programa|programa evaluado)"
    r"(?: presupuestari[oa])?(?: evaluado)?\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_ENDS_OPEN = re.compile(rf"(?:(?<!\w){FUNCTION_WORD}|,)\s*\Z")
_QUOTES = (("“", "”"), ("«", "»"))
_MOST_LINES = 4
"""Lines over which a name goes on."""


def document_program(blocks: Sequence[Block]) -> Fact[str] | None:
    """Return the program that the lines of a document name by a label, if they name only one."""
    lines = [block for block in blocks if isinstance(block, TextLine) and not block.is_running]
    named = {compact(own_name(one.value).name): one for one in reversed(list(_named(lines)))}
    return next(iter(named.values())) if len(named) == 1 else None


def _named(lines: Sequence[TextLine]) -> Iterator[Fact[str]]:
    """Yield the name behind each label, with the lines on which it goes on."""
    for at, line in enumerate(lines):
        if label := _LABEL.match(line.text):
            pieces = [line.passage.slice(label.end())]
            for further in lines[at + 1 : at + _MOST_LINES]:
                if not _goes_on(" ".join(piece.text for piece in pieces)):
                    break
                pieces.append(further.passage)
            name = fact(Passage.joined(piece.strip() for piece in pieces))
            if compact(name.value):
                yield name


def _goes_on(name: str) -> bool:
    """Tell whether a name is cut: its quotation mark is open, or it ends with a word that needs another."""
    is_quoted = any(opening in name for opening, _ in _QUOTES)
    if is_quoted:
        return any(name.count(opening) > name.count(closing) for opening, closing in _QUOTES)
    return _ENDS_OPEN.search(fold(name)) is not None
