"""`GROUP_CONCAT` as a plain string: the embedded engine keeps a language tag that all its texts share.

SPARQL 1.1 (18.5.1.7) has the texts of all values joined, which is a text without a language.
"""

from __future__ import annotations

import re

from asm_graph.engine.query.structure import edited, read_code

_CALL = re.compile("group_concat", re.IGNORECASE)


def with_plain_concatenations(text: str) -> str:
    """Wrap each `GROUP_CONCAT` in `STR`."""
    if not _CALL.search(text):
        return text
    code = read_code(text)
    if code is None:
        return text
    edits = []
    for number, token in enumerate(code.tokens):
        if code.word(number) == "group_concat" and code.sign(number + 1) == "(":
            end = code.end(code.closing[number + 1])
            edits += [(token.start, token.start, "STR("), (end, end, ")")]
    return edited(text, edits)
