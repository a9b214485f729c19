"""Removal of `VALUES ?x { UNDEF }`: it restricts nothing, but Virtuoso 7 may then join `?x` with nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.engine.query.structure import edited, read_code

if TYPE_CHECKING:
    from asm_graph.engine.query.structure import Code

_LENGTH = 5
"""Tokens of such a clause."""


def without_undefined(text: str) -> str:
    """Remove such clauses, except where they are the variable's only occurrence (they add a column)."""
    if "undef" not in text.lower():
        return text
    code = read_code(text)
    if code is None:
        return text
    names = Counter(token.text[1:] for token in code.tokens if token.kind == "variable")
    return edited(
        text,
        [
            (code.tokens[number].start, code.end(number + _LENGTH - 1), "")
            for number in range(len(code.tokens) - _LENGTH + 1)
            if _is_undefined(code, number) and names[code.tokens[number + 1].text[1:]] > 1
        ],
    )


def _is_undefined(code: Code, number: int) -> bool:
    return (
        code.word(number) == "values"
        and code.tokens[number + 1].kind == "variable"
        and (code.sign(number + 2), code.word(number + 3), code.sign(number + 4)) == ("{", "undef", "}")
    )
