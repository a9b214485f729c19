"""The dataset a query names in its `FROM` clauses (SPARQL 1.1, section 13.2), read from its tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from pyoxigraph import NamedNode

from asm_graph.query.scanner import edited, tokens, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.query.scanner import Token

_LOCAL_ESCAPE = re.compile(r"\\(.)")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_RESOLVED = re.compile(r"https?:")


class Dataset(NamedTuple):
    """The graphs of a query's dataset, each once: those merged as default graph, and the named ones."""

    default: tuple[str, ...]
    named: tuple[str, ...]

    @classmethod
    def of(cls, default: Iterable[str], named: Iterable[str]) -> Dataset:
        """Make a dataset of graphs, which may repeat."""
        return cls(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named)))


def dataset_asked(text: str, default: Sequence[str], named: Sequence[str], base: str = "") -> Dataset | None:
    """Return the dataset of the request (SPARQL 1.1 Protocol, 2.1.4), else the query's; None: the store."""
    return Dataset.of(default, named) if default or named else dataset_of(text, base)


def names_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> bool:
    """Whether there may be a dataset besides the stored one: known at once, and never wrongly false."""
    return bool(default or named) or "from" in text.lower()


def dataset_of(text: str, base: str = "") -> Dataset | None:
    """Return the dataset a query names; None if it names none, or only the engine can tell.

    `base` is what relative IRIs are resolved by where the query itself does not say.
    """
    if "from" not in text.lower():
        return None
    clauses = _Clauses(base)
    try:
        for token in _outside_braces(text):
            if not clauses.see(token):
                break
    except _Unclear:
        return None
    if not (clauses.default or clauses.named):
        return None
    return Dataset.of(clauses.default, clauses.named)


def without_clauses(text: str) -> str:
    """Remove the clauses that name a query's dataset."""
    edits, start = [], None
    for token in _outside_braces(text):
        if token.kind == "word" and token.text.lower() == "from":
            start = token.start
        elif start is not None and token.kind in {"iri", "name"}:
            edits.append((start, token.start + len(token.text), ""))
            start = None
    return edited(text, edits)


class _Unclear(Exception):
    """A clause that this module may read differently from the engine."""


class _Clauses:
    """What was seen of a query before its pattern."""

    def __init__(self, base: str) -> None:
        self.default: list[str] = []
        self.named: list[str] = []
        self._base = base
        self._prefixes: dict[str, str] = {}
        self._pending: tuple[str, ...] = ()

    def see(self, token: Token) -> bool:
        """Take one more token; whether clauses may follow it."""
        word = token.text.lower() if token.kind == "word" else ""
        match (*self._pending, word or token.kind):
            case ("base", "iri"):
                self._base = self._iri(token)
            case ("prefix", "name"):
                self._pending = ("prefix", token.text)
                return True
            case ("prefix", name, "iri"):
                self._prefixes[name] = self._iri(token)
            case ("from", "iri" | "name"):
                self.default.append(self._iri(token))
            case ("from", "named"):
                self._pending = ("from", "named")
                return True
            case ("from", "named", "iri" | "name"):
                self.named.append(self._iri(token))
            case ("base" | "prefix" | "from",):
                self._pending = (word,)
                return True
            case ("where",):
                return False
            case _ if self._pending or word.startswith("from") or token.text.lower().startswith("from"):
                raise _Unclear
        self._pending = ()
        return True

    def _iri(self, token: Token) -> str:
        """Read the IRI of a token; the engine reports better what is wrong with an invalid one."""
        try:
            return NamedNode(self._resolved(token)).value
        except ValueError as error:
            raise _Unclear from error

    def _resolved(self, token: Token) -> str:
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            namespace = self._prefixes.get(f"{prefix}:")
            if namespace is None:
                raise _Unclear
            return namespace + _LOCAL_ESCAPE.sub(r"\1", local)
        iri = unescaped(token.text[1:-1])
        if _ABSOLUTE.match(iri):
            return iri
        if not _RESOLVED.match(self._base):
            raise _Unclear
        return urljoin(self._base, iri) + ("#" if iri.endswith("#") else "")  # an empty fragment stays


def _outside_braces(text: str) -> Iterator[Token]:
    """Yield the tokens before the pattern, outside braces and brackets."""
    depth = 0
    for token in tokens(text):
        if token.kind == "sign" and token.text in "({":
            depth += 1
        elif token.kind == "sign" and token.text in ")}":
            depth -= 1
        elif depth == 0:
            yield token
