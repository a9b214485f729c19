"""SPARQL text as tokens with matching brackets, without parsing: enough to rewrite queries."""

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
_UNEVEN = re.compile(r"[^\S ]|  ")
"""What stands in every text whose white space is not as `normalized` has it, and in some others.

Without line ends a comment is the end of its text.
"""


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


def normalized(text: str) -> str:
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


_CLOSING = {"(": ")", "[": "]", "{": "}"}
_EXPRESSION_SIGNS = frozenset("()?&|!=")


class TokenTree(NamedTuple):  # importing dataclasses would take a fifth of a worker's start
    """Tokens and their enclosing brackets, by token number.

    `closing` leads from an opening bracket to its closing one; `within` names the innermost opening bracket
    around a token, -1 where there is none.
    """

    text: str
    tokens: tuple[Token, ...]
    closing: dict[int, int]
    within: tuple[int, ...]

    def word(self, number: int) -> str:
        """Return the word at a position in lower case; empty where there is none."""
        if not 0 <= number < len(self.tokens) or self.tokens[number].kind != "word":
            return ""
        return self.tokens[number].text.lower()

    def sign(self, number: int) -> str:
        """Return the punctuation at a position; empty where there is none."""
        if not 0 <= number < len(self.tokens) or self.tokens[number].kind != "sign":
            return ""
        return self.tokens[number].text

    def variables(self, start: int, end: int) -> set[str]:
        """Return the names of the variables between two positions."""
        return {token.text[1:] for token in self.tokens[start:end] if token.kind == "variable"}

    def around(self, number: int) -> Iterator[int]:
        """Return the opening brackets around a position, innermost first."""
        while (number := self.within[number]) >= 0:
            yield number

    def end(self, number: int) -> int:
        """Return the offset where a token ends."""
        return self.tokens[number].start + len(self.tokens[number].text)


def read_code(text: str) -> TokenTree | None:
    """Read a query's structure; None for unmatched brackets or an ambiguous `<`."""
    read = tuple(tokens(text))
    closing: dict[int, int] = {}
    within: list[int] = []
    open_brackets: list[int] = []
    for number, token in enumerate(read):
        if token.kind == "iri" and not _EXPRESSION_SIGNS.isdisjoint(token.text):
            return None
        if token.kind == "sign" and token.text in _CLOSING.values():
            if not open_brackets or _CLOSING[read[open_brackets[-1]].text] != token.text:
                return None
            closing[open_brackets.pop()] = number
        within.append(open_brackets[-1] if open_brackets else -1)
        if token.kind == "sign" and token.text in _CLOSING:
            open_brackets.append(number)
    return None if open_brackets else TokenTree(text, read, closing, tuple(within))


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """Replace pieces of the text, given by start, end and replacement, which do not overlap."""
    pieces, position = [], 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[position:start], replacement]
        position = end
    return "".join([*pieces, text[position:]])
