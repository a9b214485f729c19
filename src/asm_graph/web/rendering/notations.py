"""Numbers of axes and objectives as people say them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.web.rendering.pages import words_in

if TYPE_CHECKING:
    from asm_graph.rdf.vocabulary import Language

_TRANSVERSAL = re.compile(r"t(?P<number>[0-9]+)")


def notation_shown(notation: str, language: Language) -> str:
    """Say a number of a plan: `t1`, which our IRIs have, is the first axis across all others.

    >>> notation_shown("t1", "es"), notation_shown("4.2", "es")
    ('transversal 1', '4.2')
    """
    found = _TRANSVERSAL.fullmatch(notation)
    return words_in(language)["transversal"].format(**found.groupdict()) if found else notation
