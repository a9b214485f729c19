"""What is refused before any engine sees it: updates, calls to other hosts, and texts that break parsers.

The embedded engine follows `SERVICE` with an HTTP request and dies of deep nesting, and neither can be
switched off there. The guard reads tokens only: whatever it lets through may still be wrong SPARQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from asm_graph.engine.scanner import Token, position, tokens
from asm_graph.errors import QueryRefused

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
FORMS: Final[tuple[Form, ...]] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_PROLOGUE = ("base", "prefix", "version")
_UPDATES = {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
_GRAPH_WORDS = {"graph", "from", "named", "fromnamed"}
_GRAPH_SCHEMES = {"http", "https", "urn", "tag"}
_OPERANDS = {"string", "iri", "variable", "language", "name", "number"}
_OPENING, _CLOSING, _PREFIX_OPERATORS = set("([{"), set(")]}"), set("!+-^")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_HIDDEN_CALL = re.compile(r"\).*service.*#", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Guard:
    """The limits of a query text: its bytes in UTF-8, and how deep brackets and prefix operators nest."""

    max_bytes: int
    max_depth: int

    def examine(self, text: str) -> Form:
        """The form of the query; a `QueryRefused` where it must not reach an engine."""
        self._check_characters(text)
        examination = _Examination(text, self.max_depth)
        for token in tokens(text):
            examination.see(token)
        return examination.result()

    def _check_characters(self, text: str) -> None:
        try:
            size = len(text.encode())
        except UnicodeEncodeError as error:
            line, column = position(text, error.start)
            message = "half a character (a lone surrogate); send the query as UTF-8."
            raise QueryRefused("surrogate", message, line, column) from None
        if size > self.max_bytes:
            message = f"the query has {size:,} bytes, {self.max_bytes:,} are allowed; shorten it."
            raise QueryRefused("length", message)
        if "\x00" in text:
            line, column = position(text, text.index("\x00"))
            raise QueryRefused("nul", "a NUL character; write \\u0000 inside a string.", line, column)


@dataclass(slots=True)
class _Examination:
    """What is known of a query up to the token last seen."""

    text: str
    max_depth: int
    form: Form | None = None
    depth: int = 0
    operators: int = 0
    previous: Token | None = None
    suspect: Token | None = None
    base: str | None = None
    prefixes: dict[str, str] = field(default_factory=dict)

    def see(self, token: Token) -> None:
        """Check one token in the light of those before it."""
        self._check_glued_call(token)
        match token.kind:
            case "word":
                self._see_word(token)
            case "sign":
                self._see_sign(token)
            case "iri":
                self._see_iri(token)
            case "name":
                self._see_name(token)
            case "open_string":
                self._refuse("string", token, "a string that does not end; close its quotation marks.")
            case _:
                pass
        self.operators = self.operators if token.text in _PREFIX_OPERATORS else 0
        self.previous = token

    def result(self) -> Form:
        """The form of the query, once all of it was seen."""
        if self.form is None:
            message = "neither SELECT, ASK, CONSTRUCT nor DESCRIBE; write one of these queries."
            raise QueryRefused("form", message)
        return self.form

    def _see_word(self, token: Token) -> None:
        word = token.text.lower()
        if "service" in word:
            self._refuse("service", token, "SERVICE is not answered here; ask the other endpoint itself.")
        if word in _UPDATES and self.depth == 0:
            self._refuse("update", token, "an update; this endpoint only reads, send a query.")
        if self.form is None and not word.startswith(_PROLOGUE):
            self.form = next((form for form in FORMS if word.startswith(form.lower())), None)

    def _see_sign(self, token: Token) -> None:
        if token.text in _OPENING:
            self.depth += 1
        elif token.text in _CLOSING:
            self.depth -= 1
        elif token.text in _PREFIX_OPERATORS:
            self.operators += 1
        self._check_depth(token, max(self.depth, self.operators))

    def _see_iri(self, token: Token) -> None:
        """Between `<` and `>` may stand an IRI or, after an operand, a piece of an expression."""
        self._check_depth(token, token.text.count("(") + token.text.count("["))
        after_operand = self.previous is not None and (
            self.previous.kind in _OPERANDS or self.previous.text == ")"
        )
        if after_operand and _HIDDEN_CALL.search(token.text):
            self._refuse("service", token, "SERVICE after a comparison; write spaces around `<` and `>`.")
        iri = token.text[1:-1]
        if self._previous_word() == "base":
            self.base = iri
        elif self.previous is not None and self.previous.kind == "name" and self.form is None:
            self.prefixes[self.previous.text] = iri
        self._check_graph(token, iri)

    def _see_name(self, token: Token) -> None:
        prefix, _, local = token.text.partition(":")
        if "service" in prefix.lower() and self._previous_word() not in _GRAPH_WORDS:
            self.suspect = token
        self._check_graph(token, self.prefixes.get(f"{prefix}:", "") + local)

    def _check_glued_call(self, token: Token) -> None:
        """The engine reads `SERVICEex:s {` as a call: it needs no space after a keyword."""
        if self.suspect is not None and token.text == "{":
            message = "this name before `{` may be read as SERVICE; write its IRI in full."
            self._refuse("service", self.suspect, message)
        self.suspect = None

    def _check_graph(self, token: Token, iri: str) -> None:
        if self._previous_word() not in _GRAPH_WORDS - {"graph"}:
            return
        scheme = _SCHEME.match(iri) or _SCHEME.match(self.base or "")
        if scheme and scheme[1].lower() not in _GRAPH_SCHEMES:
            message = f"a graph by `{scheme[1]}:` is never read; name a graph of this dataset."
            self._refuse("graph", token, message)

    def _check_depth(self, token: Token, depth: int) -> None:
        if depth > self.max_depth:
            message = f"nested deeper than {self.max_depth}; take brackets or operators out."
            self._refuse("depth", token, message)

    def _previous_word(self) -> str | None:
        if self.previous is None or self.previous.kind != "word":
            return None
        return self.previous.text.lower()

    def _refuse(self, code: str, token: Token, message: str) -> None:
        line, column = position(self.text, token.start)
        raise QueryRefused(code, message, line, column)
