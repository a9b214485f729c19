"""Texts that were exported from a PDF: its tables have lost their columns, and nobody can tell their cells.

Such a text is refused, since a reader that guesses makes facts of what stands side by side.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.messages import Message
from asm_graph.readers.whole_cells import divides_texts, has_columns_of_spaces
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asm_graph.documents import TextDocument
    from asm_graph.documents.lines import Line

_ANNEX = re.compile(r"\W*(?:formatos?\s+de(?:l)?\s+)?anexo\s+(?:\d{1,2}|[a-h])\b")
_LEAST_ANNEXES = 2
_LOOKED_THROUGH = 400_000
"""Characters of a text that are looked through for the signs of a PDF."""


def lost_columns(path: Path, line: int) -> InputError:
    """Make the refusal of a text in which a table has lost its columns."""
    return InputError(
        Message(
            "{path}: line {line}: here a table has lost its columns, so that its cells "
            "cannot be told; give the PDF itself, or fill in the workbook of `asm-graph "
            "template asm`.",
            path=path,
            line=line,
        )
    )


def check_list_columns(document: TextDocument, lines: Sequence[Line]) -> None:
    """Refuse a list, of which the first line is the header, whose columns stand side by side.

    Raises:
        InputError: they do.
    """
    below = takewhile(lambda line: not _ANNEX.match(fold(line.passage.text)), lines[1:])
    listed = [lines[0], *below]
    if has_columns_of_spaces(line.passage.text for line in listed):
        raise lost_columns(document.path, lines[0].number)


def check_table_columns(document: TextDocument, rows: Sequence[Line]) -> None:
    """Refuse the rows of a table whose columns divide words and sentences.

    Raises:
        InputError: they do.
    """
    if divides_texts([cell.text for cell in row.cells()] for row in rows):
        raise lost_columns(document.path, rows[0].number)


def is_exported(document: TextDocument) -> bool:
    """Return whether a text seems to be that of a PDF: it has pages, columns of spaces, or annexes."""
    text = document.text[:_LOOKED_THROUGH]
    lines = text.splitlines()
    annexes = sum(_ANNEX.match(fold(line)) is not None for line in lines)
    return "\f" in text or annexes >= _LEAST_ANNEXES or has_columns_of_spaces(lines)
