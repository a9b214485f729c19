"""Whether the cells of a table are whole, or were cut where its columns are not.

A wrong grid divides words and sentences between neighbors: `Reforzar el pro` beside `grama con acti`. A text
that was exported from a PDF has the columns of its tables side by side, with spaces between them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.cut_text import ends_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LAST, _FIRST = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,20})\s*\Z"), re.compile(r"\s*([a-záéíóúñü]{1,20})")
_LEAST_CUTS = 3
_MOST_DIVIDED = 0.1
"""Share of neighboring cells that may divide a word; a right grid has next to none."""
_MOST_OPEN = 0.35
"""The same for cells that end with a word that needs another (`de`, `y`)."""
_WORDS_OF_PROSE = 3
_GAP = re.compile(r"\S {3,}(?=\S)")
_LEAST_GAPS = 3
_MOST_GAPS = 0.3


def divides_texts(rows: Iterable[Sequence[str]]) -> bool:
    """Return whether many cells of some rows go on in the cell to the right."""
    pairs = [(left, right) for row in rows for left, right in pairwise(row) if left.strip() and right.strip()]
    prose = [pair for pair in pairs if len(pair[0].split()) >= _WORDS_OF_PROSE]
    divided = sum(divides_word(left, right) for left, right in pairs)
    is_open = sum(ends_open(left) and right[:1].islower() for left, right in prose)
    return (divided >= _LEAST_CUTS and divided > _MOST_DIVIDED * len(pairs)) or (
        is_open >= _LEAST_CUTS and is_open > _MOST_OPEN * len(prose)
    )


def divides_word(left: str, right: str) -> bool:
    """Return whether a word begins at the end of one cell and ends at the beginning of the next.

    >>> divides_word("Reforzar el pro", "grama con actividades"), divides_word("Dirección", "elaborar")
    (True, False)
    """
    last, first = _LAST.search(left), _FIRST.match(right)
    if last is None or first is None:
        return False
    lexicon = Lexicon()
    pieces = (last[1], first[1])
    return lexicon.is_word("".join(pieces)) and not all(map(lexicon.stands_alone, pieces))


def has_columns_of_spaces(lines: Iterable[str]) -> bool:
    """Return whether many lines have wide gaps, as a text has where columns stand side by side.

    >>> has_columns_of_spaces(["Tema I. Diseño     1. Definir la     1. Definir a la población"] * 3)
    True
    """
    filled = [line.strip() for line in lines if line.strip()]
    gaps = sum(_GAP.search(line) is not None for line in filled)
    return gaps >= _LEAST_GAPS and gaps > _MOST_GAPS * len(filled)
