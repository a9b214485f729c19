"""SPARQL text as tokens, without parsing: enough to tell code from strings, IRIs and comments.

Follows the terminals of SPARQL 1.1 Query Language, section 19.8. It never fails and takes time in
proportion to the text: nothing is scanned twice, and a string that does not end takes the rest with it.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME_START = r"[^\W\d_]"
_NAME_REST = r"[\w.\-·]*+"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:(?:[\w:]|{_ESCAPE})(?:[\w:.\-·]|{_ESCAPE})*+)?+"

_TERMINALS = {
    "comment": r"#[^\n\r]*+",
    "string": "|".join(
        (
            r'"""(?:"{0,2}(?:[^"\\]|\\.))*+"""',
            r"'''(?:'{0,2}(?:[^'\\]|\\.))*+'''",
            # Three quotes that nothing closes must not pass for an empty string and the start of another.
            r'"(?!"")(?:[^"\\\n\r]|\\[^\n\r])*+"',
            r"'(?!'')(?:[^'\\\n\r]|\\[^\n\r])*+'",
        )
    ),
    "open_string": r"[\"'].*+",
    "iri": r'<(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>',
    "variable": r"[?$]\w+",
    "language": r"@[A-Za-z]+(?:-{1,2}[A-Za-z0-9]+)*+",
    "name": rf"(?:_|{_NAME_START}{_NAME_REST})?+:{_LOCAL}",
    "word": rf"{_NAME_START}{_NAME_REST}",
    "number": r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?",
    "sign": r".",
}
_KINDS = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TERMINALS.items())
_TOKEN = re.compile(rf"\s*+(?:{_KINDS}|(?P<end>\Z))", re.DOTALL)
"""A token and the white space before it."""
_CHARACTER = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SILENT = {"comment", "end"}
_UNEVEN = re.compile(r"[^\S ]|  |#")
"""What stands in every text whose white space is not as `normalised` has it, and in some others."""


class Token(NamedTuple):
    """A token: its kind (a terminal above), its text and its offset."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query, without white space and comments."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "end"
        if kind not in _SILENT:
            yield Token(kind, match[kind], match.start(kind))


def normalised(text: str) -> str:
    """Collapse runs of white space outside strings, IRIs and comments.

    Two texts that give the same mean the same, to whoever reads them: what ends a comment stays a line end.
    """
    if not _UNEVEN.search(text):
        return text.strip(" ")
    pieces, space = [], " "
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "end"
        if match.start() < match.start(kind):
            pieces.append(space)
        pieces.append(match[kind])
        space = "\n" if kind == "comment" else " "
    return "".join(pieces).strip(" \n")


def unescaped(text: str) -> str:
    """Undo codepoint escapes (SPARQL 1.1, section 19.2); invalid numbers stay."""
    return _CHARACTER.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= sys.maxunicode else match[0]


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from one."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1
