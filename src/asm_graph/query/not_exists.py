"""`FILTER NOT EXISTS` rewritten as `MINUS` where both mean the same.

The embedded engine evaluates the inner pattern anew for each solution, in quadratic time as soon as it has
two triple patterns; `MINUS` it evaluates once. The two differ (SPARQL 1.1, 8.3.3) unless each variable that
they share is bound on both sides, and there is one. So a filter is rewritten only if

- its pattern is triple patterns and nothing else, without paths of length zero;
- it shares a variable with its group, and each one shared is in a triple pattern of the group itself;
- no other `EXISTS` is around it, its group is not that of an `OPTIONAL`, whose filter sees more, and it does
  not name the variable of a `GRAPH` around it.

`MINUS` goes to the end of the group, for a filter is about all of its group wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from asm_graph.query.scanner import edited, read_code

if TYPE_CHECKING:
    from asm_graph.query.scanner import TokenTree

_NEGATED = re.compile(r"not\s+exists", re.IGNORECASE)
_TRIPLE_KINDS = {"iri", "name", "variable", "string", "language", "number"}
_TRIPLE_WORDS = {"a", "true", "false"}
_TRIPLE_SIGNS = set(".;,[]()/|^+!")
_SEVERAL = set(";,[(/")
"""Signs by which there are two triple patterns or more, besides a full stop between them."""
_BRACKET_AFTER = {"": 0, "optional": 1, "minus": 1, "union": 1, "bind": 1, "graph": 2}
"""Where the bracket opens that ends with its part of a group, counted from the word."""


class _Negation(NamedTuple):
    """Token numbers of a filter: its first and last, the braces of its pattern, that of its group."""

    first: int
    last: int
    opening: int
    closing: int
    group: int


def without_quadratic_filters(text: str) -> str:
    """Rewrite every filter that can be rewritten."""
    if not _NEGATED.search(text):
        return text
    code = read_code(text)
    if code is None:
        return text
    edits, groups = [], _Groups(code)
    for negation in _negations(code):
        if _is_several_triples(code, negation) and _is_same_as_minus(code, negation, groups):
            pattern = text[code.tokens[negation.opening].start : code.end(negation.closing)]
            end_of_group = code.tokens[code.closing[negation.group]].start
            edits.append((code.tokens[negation.first].start, code.end(negation.last), "FILTER(true)"))
            edits.append((end_of_group, end_of_group, f" MINUS {pattern} "))
    return edited(text, edits)


def _negations(code: TokenTree) -> list[_Negation]:
    """`FILTER NOT EXISTS { … }` and `FILTER (NOT EXISTS { … })`, where they stand in a group."""
    found = []
    for first in range(len(code.tokens)):
        if code.word(first) != "filter" or code.sign(code.within[first]) != "{":
            continue
        bracket = code.sign(first + 1) == "("
        negated = first + 1 + bracket
        opening = negated + 2
        if (code.word(negated), code.word(negated + 1), code.sign(opening)) != ("not", "exists", "{"):
            continue
        closing = code.closing[opening]
        if not bracket or code.sign(closing + 1) == ")":
            found.append(_Negation(first, closing + bracket, opening, closing, code.within[first]))
    return found


def _is_several_triples(code: TokenTree, negation: _Negation) -> bool:
    """Whether the pattern is two or more triple patterns and nothing else."""
    several = False
    for number in range(negation.opening + 1, negation.closing):
        token, is_last = code.tokens[number], number + 1 == negation.closing
        if token.kind == "word":
            if token.text.lower() not in _TRIPLE_WORDS:
                return False
        elif token.kind == "sign":
            if token.text not in _TRIPLE_SIGNS:
                return False
            several |= token.text in _SEVERAL or (token.text == "." and not is_last)
        elif token.kind not in _TRIPLE_KINDS:
            return False
        several |= token.kind == "name" and token.text.endswith(".") and not is_last
    return several


class _Groups:
    """What is known of the groups of a query, found once for all filters of a group."""

    def __init__(self, code: TokenTree) -> None:
        self._code = code
        self._certain: dict[int, set[str] | None] = {}
        self._variables: dict[int, Counter[str]] = {}

    def certain(self, group: int) -> set[str] | None:
        """Return the variables that are certainly bound; None where that is unknown."""
        if group not in self._certain:
            self._certain[group] = _certainly_bound(self._code, group)
        return self._certain[group]

    def shared(self, negation: _Negation) -> set[str]:
        """Return the variables of a filter that its group has outside of it as well."""
        group = negation.group
        if group not in self._variables:
            self._variables[group] = _occurrences(self._code, group, self._code.closing[group])
        inside = _occurrences(self._code, negation.first, negation.last + 1)
        return {name for name, times in inside.items() if self._variables[group][name] > times}


def _occurrences(code: TokenTree, start: int, end: int) -> Counter[str]:
    """Count the variables between two places by their names."""
    return Counter(token.text[1:] for token in code.tokens[start:end] if token.kind == "variable")


def _is_same_as_minus(code: TokenTree, negation: _Negation, groups: _Groups) -> bool:
    certain = groups.certain(negation.group)
    inside = code.variables(negation.opening, negation.closing)
    if certain is None or _sees_more(code, negation, inside):
        return False
    shared = groups.shared(negation)
    return bool(shared) and shared <= certain


def _sees_more(code: TokenTree, negation: _Negation, inside: set[str]) -> bool:
    """Whether the pattern may see bindings from outside its group."""
    if code.word(negation.group - 1) == "optional":
        return True
    return any(
        code.word(opening - 1) == "exists"
        or (code.word(opening - 2) == "graph" and code.variables(opening - 1, opening) & inside)
        for opening in code.around(negation.first)
    )


def _certainly_bound(code: TokenTree, group: int) -> set[str] | None:
    """Return the variables bound by a group's own triple patterns; None if it has anything unknown."""
    certain: set[str] = set()
    number = group + 1
    while number < code.closing[group]:
        token, word = code.tokens[number], code.word(number)
        if not word and code.sign(number) != "{":
            if token.kind == "variable":
                certain.add(token.text[1:])
            number += 1
            continue
        after = _after_element(code, number, word)
        if after is None:
            return None
        number = after
    return certain


def _after_element(code: TokenTree, number: int, word: str) -> int | None:
    """Where the part of a group that begins with a word or a brace ends; None where it is unknown."""
    if word in _TRIPLE_WORDS:
        return number + 1
    if word == "filter":
        return _after_filter(code, number + 1)
    if word == "values":
        opening = code.closing[number + 1] + 1 if code.sign(number + 1) == "(" else number + 2
    elif word in _BRACKET_AFTER:
        opening = number + _BRACKET_AFTER[word]
    else:
        return None
    return code.closing[opening] + 1 if opening in code.closing else None


def _after_filter(code: TokenTree, number: int) -> int | None:
    """Where a constraint ends: an expression in brackets, a call, or `EXISTS` with its pattern."""
    number += code.word(number) == "not"
    if code.sign(number) != "(":
        number += 1  # the name of a function, or EXISTS
    return code.closing[number] + 1 if code.sign(number) in {"(", "{"} else None
