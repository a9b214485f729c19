"""A query's tokens with matching brackets: as much structure as rewriting needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asm_graph.engine.query.scanner import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.engine.query.scanner import Token

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_EXPRESSION_SIGNS = frozenset("()?&|!=")


class Code(NamedTuple):  # importing dataclasses would take a fifth of a worker's start
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


def read_code(text: str) -> Code | None:
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
    return None if open_brackets else Code(text, read, closing, tuple(within))


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """Replace pieces of the text, given by start, end and replacement, which do not overlap."""
    pieces, position = [], 0
    for start, end, replacement in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[position:start], replacement]
        position = end
    return "".join([*pieces, text[position:]])
