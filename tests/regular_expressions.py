"""All regular expressions of the package, how each is used, and texts that cost a bad one dearly."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from re import _constants as codes  # what the compiler of regular expressions itself reads
from re import _parser as parser
from typing import TYPE_CHECKING, Any

import asm_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(asm_graph.__path__[0])
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_LONG = 20
"""A repeat that ends before this is no run."""
_WHOLE = {"match", "fullmatch"}
_SOMEWHERE = {"search", "finditer", "findall", "sub", "subn", "split"}
_NAMED = re.compile(rf"\.\s*(?:{'|'.join(sorted(_WHOLE | _SOMEWHERE))})\b")
_OF_CATEGORIES = {
    codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " \t", codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a ", codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_NOT_WORD: "- ",
}  # fmt: skip
_USUAL = ("a", "1", " ", "1 ", "a ", "a.", "-", "1-", "\n", "\t", "e\u0301", "\u00ad")
_ENDS = ("", "\x00", "a1")
_ALPHABET = "a1 -.,;/é\n\x00"
_VARIANTS = 3


@dataclass(frozen=True)
class Expression:
    """A regular expression, the place where it stands, and the methods that are called on it."""

    place: str
    pattern: re.Pattern[Any]
    ways: frozenset[str] = field(default=frozenset({"search"}))

    def run(self, text: str) -> None:
        """Use it on a text in all its ways, to the end."""
        given = text.encode("latin-1", "replace") if isinstance(self.pattern.pattern, bytes) else text
        for way in self.ways:
            if way in _WHOLE:
                getattr(self.pattern, way)(given)
            else:
                for _ in self.pattern.finditer(given):
                    pass

    def runs(self) -> Iterator[tuple[str, str, str]]:
        """Yield what comes before a run, the piece that is repeated, and what ends it."""
        tree = parser.parse(self.pattern.pattern, self.pattern.flags & ~re.DEBUG)
        found = dict.fromkeys(("", piece) for piece in _USUAL)
        for variant in range(_VARIANTS):
            whole = _sample(tree, variant)
            found |= dict.fromkeys((("", whole), ("", whole[:-1]), ("", f"{whole} ")))
            for before, piece in _repeated(tree, "", variant):
                found |= dict.fromkeys(
                    ((before, piece), ("", piece), ("", before + piece), (before, f"{piece} "))
                )
        for before, piece in found:
            if piece:
                yield from ((before, piece, end) for end in _ENDS)


def expressions() -> list[Expression]:
    """Collect those that modules hold, alone or in collections, and those written where they are used."""
    ways, found = _ways(), {}
    for info in pkgutil.walk_packages(asm_graph.__path__, "asm_graph."):
        if not info.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(info.name)).items():
                for pattern in _patterns(value):
                    used = ways.get((info.name if name.startswith("_") else "", name), {"search"})
                    found.setdefault(pattern, Expression(f"{info.name}.{name}", pattern, frozenset(used)))
    for place, pattern, way in _written_inline():
        found.setdefault(pattern, Expression(place, pattern, frozenset({way})))
    return list(found.values())


def _patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _patterns(item, depth + 1)
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _patterns(item, depth + 1)
    elif depth < 3 and type(value).__module__.startswith("asm_graph"):
        for name in getattr(value, "__slots__", ()):
            yield from _patterns(getattr(value, name, None), depth + 1)


@cache
def _uses() -> list[tuple[Path, ast.AST]]:
    """Find where the package names or calls a method of expressions; its sources are read once for both."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.py"))}
    return [
        (path, node)
        for path, source in sources.items()
        if _NAMED.search(source)
        for node in ast.walk(ast.parse(source))
        if getattr(node.func if isinstance(node, ast.Call) else node, "attr", None) in _WHOLE | _SOMEWHERE
    ]


def _ways() -> dict[tuple[str, str], set[str]]:
    """Find which methods are asked of a name, by its module and (under no module) anywhere."""
    ways = defaultdict(set)
    for path, node in _uses():
        if isinstance(node, ast.Attribute) and node.attr in _WHOLE | _SOMEWHERE:
            name = getattr(node.value, "id", None) or getattr(node.value, "attr", None)
            module = ".".join(("asm_graph", *path.relative_to(ROOT).with_suffix("").parts))
            for where in (module, "") if name else ():
                ways[where, name].add(node.attr)
    return ways


def _written_inline() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    for path, node in _uses():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of_re = getattr(node.func.value, "id", None) == "re"
            if of_re and node.func.attr in _WHOLE | _SOMEWHERE and isinstance(node.args[0], ast.Constant):
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield place, re.compile(node.args[0].value), node.func.attr


def _sample(tree: Any, variant: int) -> str:
    """Write a text that the expression would match, but for what looks around."""
    return "".join(_sample_of(code, value, variant) for code, value in tree)


def _sample_of(code: Any, value: Any, variant: int) -> str:
    match code:
        case codes.LITERAL | codes.NOT_LITERAL:
            signs = _ALPHABET if code is codes.NOT_LITERAL else chr(value)
            return next(sign for sign in signs if (ord(sign) == value) == (code is codes.LITERAL))
        case codes.IN:
            return _sample_of_set(value, variant)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            return _sample(value[2], variant) * max(value[0], 1)
        case codes.BRANCH:
            return _sample(value[1][variant % len(value[1])], variant)
        case codes.SUBPATTERN | codes.ATOMIC_GROUP:
            return _sample(value[3] if code is codes.SUBPATTERN else value, variant)
    return "a" if code is codes.ANY else ""


def _sample_of_set(items: list[tuple[Any, Any]], variant: int) -> str:
    if items[0][0] is codes.NEGATE:
        held = {sign for sign in _ALPHABET if any(_holds(item, sign) for item in items[1:])}
        return next((sign for sign in _ALPHABET if sign not in held), "x")
    choices = [
        sign
        for code, value in items
        for sign in (
            _OF_CATEGORIES.get(value, "a")
            if code is codes.CATEGORY
            else chr(value[0] if code is codes.RANGE else value)
        )
    ]
    return choices[variant % len(choices)]


def _holds(item: tuple[Any, Any], sign: str) -> bool:
    code, value = item
    if code is codes.LITERAL:
        return ord(sign) == value
    if code is codes.RANGE:
        return value[0] <= ord(sign) <= value[1]
    return sign in _OF_CATEGORIES.get(value, "")


def _repeated(tree: Any, before: str, variant: int) -> Iterator[tuple[str, str]]:
    """Yield what comes before each run of an expression, with the piece that it repeats."""
    for code, value in tree:
        if code in _REPEATS:
            if value[1] is codes.MAXREPEAT or value[1] > _LONG:
                yield before, _sample(value[2], variant)
            yield from _repeated(value[2], before, variant)
        elif code is codes.SUBPATTERN:
            yield from _repeated(value[3], before, variant)
        elif code is codes.ATOMIC_GROUP:
            yield from _repeated(value, before, variant)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, before, variant)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeated(value[1], before, variant)
        before += _sample_of(code, value, variant)
