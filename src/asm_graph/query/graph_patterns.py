"""Rewritten patterns: `GRAPH ?g`, `GROUP_CONCAT` and `VALUES` where an engine would get them wrong."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.errors import QueryRefused
from asm_graph.messages import Message
from asm_graph.query.scanner import edited, read_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.query.scanner import TokenTree


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


def _is_undefined(code: TokenTree, number: int) -> bool:
    return (
        code.word(number) == "values"
        and code.tokens[number + 1].kind == "variable"
        and (code.sign(number + 2), code.word(number + 3), code.sign(number + 4)) == ("{", "undef", "}")
    )


_GRAPH = re.compile(r"graph\s*[?$]", re.IGNORECASE)
_ACROSS_GRAPHS = {"select", "values", "minus"}
MOST_GRAPHS = 200
"""Parsing and planning take a second for some thousand branches."""
_MOST_CHARACTERS = 1_000_000
_NO_GRAPH = "urn:asm-graph:no-graph"


def with_graphs_apart(text: str, graphs: Iterable[str]) -> str:
    """Expand such patterns for the named graphs of the query's dataset.

    Raises:
        QueryRefused: there are too many graphs for that.
    """
    if not _GRAPH.search(text):
        return text
    code = read_code(text)
    if code is None:
        return text
    across = [found for found in _outermost(code) if _goes_across(code, found[1])]
    names, edits = tuple(graphs) if across else (), []
    for graph, opening in across:
        closing = code.closing[opening]
        pattern = text[code.tokens[opening].start : code.end(closing)]
        if len(names) > MOST_GRAPHS or len(pattern) * len(names) > _MOST_CHARACTERS:
            raise QueryRefused(
                "graphs",
                Message("this pattern is answered for {limit} graphs at most.", limit=MOST_GRAPHS),
            )
        written_out = _written_out(pattern, code.tokens[opening - 1].text, names)
        edits.append((code.tokens[graph].start, code.end(closing), written_out))
    return edited(text, edits)


def _outermost(code: TokenTree) -> Iterator[tuple[int, int]]:
    """Return the positions of outermost `GRAPH` patterns with a variable, and of their braces."""
    end = 0
    for number in range(len(code.tokens) - 2):
        is_pattern = code.word(number) == "graph" and code.sign(number + 2) == "{"
        if number >= end and is_pattern and code.tokens[number + 1].kind == "variable":
            end = code.closing[number + 2]
            yield number, number + 2


def _goes_across(code: TokenTree, opening: int) -> bool:
    inside = range(opening + 1, code.closing[opening])
    return any(code.word(number) in _ACROSS_GRAPHS for number in inside)


def _written_out(pattern: str, name: str, graphs: Sequence[str]) -> str:
    """One branch for each graph; without any, one that has no solution but the same variables."""
    if not graphs:
        return f"{{ GRAPH <{_NO_GRAPH}> {pattern} VALUES {name} {{}} }}"
    branches = (
        f"{{ GRAPH <{graph}> {_with_own_nodes(pattern, number)} VALUES {name} {{ <{graph}> }} }}"
        for number, graph in enumerate(graphs)
    )
    return f"{{ {' UNION '.join(branches)} }}"


def _with_own_nodes(pattern: str, number: int) -> str:
    """Rename the blank nodes of the pattern: a label may occur in one pattern only."""
    if "_:" not in pattern:
        return pattern
    code = read_code(pattern)
    labels = [token for token in (code.tokens if code else ()) if token.text.startswith("_:")]
    return edited(
        pattern,
        [(label.start, label.start + 2, f"_:copy{number}-") for label in labels],
    )
