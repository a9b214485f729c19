"""The guard refuses updates, calls to other hosts, and texts that break parsers, before any engine.

The embedded engine follows `SERVICE` with an HTTP request and dies of deep nesting, and neither can be
switched off there. The guard reads tokens only: whatever it lets through may still be wrong SPARQL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NoReturn

from asm_graph.errors import QueryRefused
from asm_graph.messages import Message
from asm_graph.query.scanner import Token, position, tokens, unescaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from asm_graph.settings import Settings

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
FORMS: Final[tuple[Form, ...]] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_PROLOGUE = ("base", "prefix", "version")
_UPDATES = {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
_GRAPH_WORDS = {"graph", "from", "named", "fromnamed"}
_GRAPH_SCHEMES = {"http", "https", "urn", "tag"}
_OPERANDS = {"string", "iri", "variable", "language", "name", "number"}
_OPENING, _CLOSING, _PREFIX_OPERATORS = set("([{"), set(")]}"), set("!+-^")
_INFIX_OPERATORS = set("|&+-*/")
_CLAUSES = {"union", "optional", "minus", "as"}
"""What the engine nests although it is written in a row; `AS` ends a `BIND` and a projected expression."""
_EXCESSES = {
    "depth": "nested deeper than {limit}; take brackets out.",
    "prefixes": "more than {limit} of the operators `!`, `+`, `-`, `^` in a row; take some out.",
    "clauses": "more than {limit} UNION, OPTIONAL, MINUS and AS; use VALUES, or split the query.",
    "operators": "more than {limit} operators; use IN or VALUES, or split the query.",
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_HIDDEN_CALL = (")", "service", "#")
"""What follows one another, with anything between, in an IRI that is an expression and a call."""
_HIDDEN_CHARACTER = re.compile(r"\\u00[0-7]|\\U000000[0-7]")
_PLAIN_IRI = re.compile(r"<https?://[A-Za-z0-9./#_\-]++>")
_NUMBER = re.compile(r" [0-9]++(?![\w.])")
_KEPT, _LONGEST_KEPT = 500, 2_000
"""How many texts are known again, and the most characters of one."""
_CHANCE = re.compile(r"(?:now|rand|uuid|bnode)\s*[(#]", re.IGNORECASE)
_NEW_NODES = ("[", "_:", "(")


@dataclass(frozen=True, slots=True)
class ExaminedQuery:
    """What is known of an admitted query.

    `volatile` says that the answer may differ each time, by the clock, by chance or by new blank nodes;
    `relative` that there are IRIs which the address of the request completes. Neither is ever wrongly false.
    """

    form: Form
    volatile: bool
    relative: bool


@dataclass(frozen=True, slots=True)
class Guard:
    """The limits on query texts.

    Bytes are those in UTF-8; `max_depth` is that of brackets, `max_prefixes` the longest run of prefix
    operators; clauses and (infix) operators are counted in the whole text.
    """

    max_bytes: int
    max_depth: int
    max_prefixes: int
    max_clauses: int
    max_operators: int

    @classmethod
    def of(cls, settings: Settings) -> Guard:
        """Make a guard with the limits of the settings."""
        return cls(
            settings.query_bytes,
            settings.query_depth,
            settings.query_prefixes,
            settings.query_clauses,
            settings.query_operators,
        )

    def examine(self, text: str) -> ExaminedQuery:
        """Examine a query; raise `QueryRefused` if it must not reach an engine."""
        self.check_characters(text)
        shape = without_constants(text)
        if len(shape) > _LONGEST_KEPT:
            return _examined(text, self)
        try:
            return _examined_once(shape, self)
        except QueryRefused:
            return _examined(text, self)  # which tells the place in the text as it is

    def check_characters(self, text: str) -> None:
        """Check what is known of a text at once; raise `QueryRefused` if it must not be read any further."""
        try:
            size = len(text.encode())
        except UnicodeEncodeError as error:
            line, column = position(text, error.start)
            message = Message("half a character (a lone surrogate); send the query as UTF-8.")
            raise QueryRefused("surrogate", message, line, column) from None
        if size > self.max_bytes:
            message = Message(
                "the query has {size:,} bytes, {max_bytes:,} are allowed; shorten it.",
                size=size,
                max_bytes=self.max_bytes,
            )
            raise QueryRefused("length", message)
        if "\x00" in text:
            line, column = position(text, text.index("\x00"))
            message = Message("a NUL character; write \\u0000 inside a string.")
            raise QueryRefused("nul", message, line, column)
        self._check_escapes(text)

    def _check_escapes(self, text: str) -> None:
        """Check the text with escapes undone, as some engines do first: one may end a string or a comment."""
        escape = _HIDDEN_CHARACTER.search(text)
        if escape is not None and "service" in unescaped(text).lower():
            line, column = position(text, escape.start())
            message = Message("an escape of an ASCII character beside the word SERVICE; write the character.")
            raise QueryRefused("service", message, line, column)


def without_constants(text: str) -> str:
    """Replace constants in the text with others that make no difference to the guard.

    Most queries differ from one asked before in nothing but an IRI or a number.
    """
    return _NUMBER.sub(" 1", _PLAIN_IRI.sub("<http://e>", text))


def _has_in_order(text: str, pieces: Iterable[str]) -> bool:
    """Whether a text has these pieces in this order; an expression would look for each after each."""
    place = 0
    for piece in pieces:
        place = text.find(piece, place) + len(piece)
        if place < len(piece):
            return False
    return True


@lru_cache(_KEPT)
def _examined_once(text: str, limits: Guard) -> ExaminedQuery:
    return _examined(text, limits)


def _examined(text: str, limits: Guard) -> ExaminedQuery:
    examination = _Examination(text, limits)
    for token in tokens(text):
        examination.see(token)
    return examination.result()


@dataclass(slots=True)
class _Examination:
    """What is known of a query up to the current token."""

    text: str
    limits: Guard
    form: Form | None = None
    depth: int = 0
    prefix_run: int = 0
    clauses: int = 0
    operators: int = 0
    previous: Token | None = None
    suspect: Token | None = None
    base: str | None = None
    relative: bool = False
    prefixes: dict[str, str] = field(default_factory=dict)

    def see(self, token: Token) -> None:
        """Check one token in the light of those before it."""
        if self.suspect is not None:
            self._check_glued_call(self.suspect, token)
        see = _SEEING.get(token.kind)
        if see is not None:
            see(self, token)
        if token.text not in _PREFIX_OPERATORS:
            self.prefix_run = 0
        self.previous = token

    def result(self) -> ExaminedQuery:
        """Return what the query is, after its last token."""
        if self.form is None:
            message = Message("neither SELECT, ASK, CONSTRUCT nor DESCRIBE; write one of these queries.")
            raise QueryRefused("form", message)
        new_nodes = self.form == "CONSTRUCT" and any(sign in self.text for sign in _NEW_NODES)
        volatile = new_nodes or _CHANCE.search(self.text) is not None
        return ExaminedQuery(self.form, volatile, self.relative)

    def see_word(self, token: Token) -> None:
        word = token.text.lower()
        if "service" in word:
            self._refuse("service", token, "SERVICE is not answered here; ask the other endpoint itself.")
        if word in _UPDATES and self.depth == 0:
            self._refuse("update", token, "an update; this endpoint only reads, send a query.")
        self.clauses += word in _CLAUSES
        self._check("clauses", token, self.clauses, self.limits.max_clauses)
        if self.form is None and not word.startswith(_PROLOGUE):
            self.form = self._form_of(token)

    def _form_of(self, token: Token) -> Form:
        """Return the form that a query begins with; some engines accept commands of their own before it."""
        form = next((form for form in FORMS if token.text.lower().startswith(form.lower())), None)
        if form is None:
            self._refuse(
                "form",
                token,
                "neither SELECT, ASK, CONSTRUCT nor DESCRIBE; begin with one of these.",
            )
        return form

    def see_sign(self, token: Token) -> None:
        if token.text == "\\":  # see `_check_escapes`
            self._refuse("syntax", token, "an escape outside of strings and IRIs; write its character.")
        if token.text in _OPENING:
            self.depth += 1
        elif token.text in _CLOSING:
            self.depth -= 1
        self.prefix_run += token.text in _PREFIX_OPERATORS
        self.operators += token.text in _INFIX_OPERATORS and not self._continues(token)
        self._check("depth", token, self.depth, self.limits.max_depth)
        self._check("prefixes", token, self.prefix_run, self.limits.max_prefixes)
        self._check("operators", token, self.operators, self.limits.max_operators)

    def _continues(self, token: Token) -> bool:
        """Whether a sign is the second of `||` or `&&`."""
        before = self.previous
        return before is not None and before.text == token.text and before.start + 1 == token.start

    def see_iri(self, token: Token) -> None:
        """Between `<` and `>` may stand an IRI or, after an operand, a piece of an expression."""
        self._check("depth", token, token.text.count("(") + token.text.count("["), self.limits.max_depth)
        after_operand = self.previous is not None and (
            self.previous.kind in _OPERANDS or self.previous.text == ")"
        )
        if after_operand and _has_in_order(token.text.lower(), _HIDDEN_CALL):
            self._refuse("service", token, "SERVICE after a comparison; write spaces around `<` and `>`.")
        iri = unescaped(token.text[1:-1])
        self.relative = self.relative or not _SCHEME.match(iri)
        if self._previous_word() == "base":
            self.base = iri
        elif self.previous is not None and self.previous.kind == "name" and self.form is None:
            self.prefixes[self.previous.text] = iri
        self._check_graph(token, iri)

    def see_name(self, token: Token) -> None:
        prefix, _, local = token.text.partition(":")
        if "service" in prefix.lower() and self._previous_word() not in _GRAPH_WORDS:
            self.suspect = token
        self._check_graph(token, self.prefixes.get(f"{prefix}:", "") + local)

    def see_open_string(self, token: Token) -> None:
        self._refuse("string", token, "a string that does not end; close its quotation marks.")

    def _check_glued_call(self, suspect: Token, token: Token) -> None:
        """Check for `SERVICEex:s {`, a call to the engine, which needs no space after a keyword."""
        if token.text == "{":
            told = "this name before `{{` may be read as SERVICE; write its IRI in full."
            self._refuse("service", suspect, told)
        self.suspect = None

    def _check_graph(self, token: Token, iri: str) -> None:
        if self._previous_word() not in _GRAPH_WORDS - {"graph"}:
            return
        scheme = _SCHEME.match(iri) or _SCHEME.match(self.base or "")
        if scheme and scheme[1].lower() not in _GRAPH_SCHEMES:
            told = "a graph by `{scheme}:` is never read; name a graph of this dataset."
            self._refuse("graph", token, told, scheme=scheme[1])

    def _check(self, code: str, token: Token, count: int, limit: int) -> None:
        if count > limit:
            self._refuse(code, token, _EXCESSES[code], limit=limit)

    def _previous_word(self) -> str | None:
        if self.previous is None or self.previous.kind != "word":
            return None
        return self.previous.text.lower()

    def _refuse(self, code: str, token: Token, template: str, **facts: object) -> NoReturn:
        line, column = position(self.text, token.start)
        raise QueryRefused(code, Message(template, **facts), line, column)


_SEEING: Final[Mapping[str, Callable[[_Examination, Token], None]]] = {
    "word": _Examination.see_word,
    "sign": _Examination.see_sign,
    "iri": _Examination.see_iri,
    "name": _Examination.see_name,
    "open_string": _Examination.see_open_string,
}
"""How tokens of a kind are seen; of the others there is nothing to check."""
