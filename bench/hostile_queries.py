"""Queries that nobody means well: random bytes, real ones with errors in them, and ones from a grammar.

The same seed gives the same queries. What the grammar makes is mostly right, and often costly.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asm_graph.library import Question

KINDS = ("bytes", "mutated", "grammar")
_DEEPEST = 4
_OFTEN, _RARELY = 0.5, 0.1
_ALPHABET = "{}()[]<>\"'?$.;,#\\\x00\n *|^!/+-=&@_:é\u00a0\U0001f600\ufffeaSERVICE"
_PIECES = (
    *("SERVICE <http://127.0.0.1:9/> {", "\\u0053ERVICE", "FROM <file:///etc/passwd>", "LOAD <http://e/>"),
    *("{ ?a ?b ?c } UNION ", "(((((((((", "!!!!!!!!", "?x*/?y", "VALUES ?v { 1 2 3 } ", "}}}", "OPTIONAL {"),
    *("; DROP ALL", "#", "'''", "GRAPH ?g {", "SELECT * {", "(1/0 AS ?z)", "1e999999", "<relative>", "[[[["),
)
_VARIABLES = ("?a", "?b", "?c", "?d", "$e")
_SUBJECTS = (*_VARIABLES, "asm:program", "<http://e/s>", "_:n", "[]", "(1 2 ?a)", "[ ?b ?c ]")
_TERMS = (
    *_VARIABLES,
    *("rdf:type", "asm:program", "asm:Program", "rdfs:label", "<http://e/s>", "<urn:x>"),
    *("'texto'", '"""long"""', "'hola'@es", "7", "-1.5", "1e9", "true", "'x'^^xsd:date", "'9'^^xsd:integer"),
)
_FUNCTIONS = (
    *("CONCAT", "COALESCE", "REGEX", "STRDT", "STRLANG", "SUBSTR", "CONTAINS", "STRAFTER", "sameTerm"),
    *("xsd:decimal", "<http://e/f>", "LANGMATCHES", "STRSTARTS", "STRBEFORE"),
)
_AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT")
_OPERATORS = ("=", "!=", "<", ">", "<=", "+", "-", "*", "/", "&&", "||", "IN", "NOT IN")
_PREFIXES = (
    "PREFIX asm: <https://w3id.org/asm-graph/ontology#> "
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)


def hostile_queries(seed: int, kinds: tuple[str, ...] = KINDS) -> Iterator[tuple[str, bytes]]:
    """Without end: the kind of a query and the query, by turns of the kinds."""
    chance = random.Random(seed)  # noqa: S311  nothing secret hangs on it
    makers: dict[str, Callable[[], bytes]] = {
        "bytes": lambda: chance.randbytes(chance.choice((1, 30, 300, 3000))),
        "mutated": _Mutation(chance).query,
        "grammar": _Grammar(chance).query,
    }
    while True:
        for kind in kinds:
            yield kind, makers[kind]()


class _Mutation:
    """The questions of the library, with characters changed and pieces doubled, moved and put in."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._real = [
            question.bind(_example(question)) for question in Library.load(Knowledge.default().sparql)
        ]

    def query(self) -> bytes:
        """One question with one to eight errors."""
        text = self._chance.choice(self._real)
        for _ in range(self._chance.randint(1, 8)):
            place = self._chance.randrange(len(text) + 1)
            end = place + self._chance.choice((0, 1, 1, 5, 60))
            text = text[:place] + self._other(text[place:end]) + text[end:]
        return text.encode()

    def _other(self, piece: str) -> str:
        match self._chance.randrange(4):
            case 0:
                return self._chance.choice(_ALPHABET)
            case 1:
                return piece * self._chance.choice((0, 2, 50))
            case 2:
                return f" {self._chance.choice(_PIECES)} "
            case _:
                return piece[::-1]


class _Grammar:
    """Queries that follow the grammar of SPARQL 1.1 most of the time."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def query(self) -> bytes:
        """One query."""
        form = self._one(
            "SELECT *", f"SELECT {self._projection()}", "ASK", "DESCRIBE *", "CONSTRUCT { ?a ?b ?c }"
        )
        dataset = self._one(*[""] * 9, "FROM <urn:x>", "FROM NAMED <urn:x>", "FROM <file:///etc/hostname>")
        group = self._one("", "", "GROUP BY ?a", "HAVING(COUNT(*) > 1)")
        limits = self._one("", "ORDER BY ?a DESC(STR(?b))", "LIMIT 5", "OFFSET 99999999", "VALUES ?a { 1 }")
        return f"{_PREFIXES}{form} {dataset} WHERE {self._pattern(0)} {group} {limits}".encode()

    def _one(self, *choices: str) -> str:
        return self._chance.choice(choices)

    def _projection(self) -> str:
        aggregate = f"({self._one(*_AGGREGATES)}({self._one('', 'DISTINCT ')}{self._expression(1)}) AS ?n)"
        return self._one("?a ?b", "DISTINCT ?a", "REDUCED ?c", aggregate, f"({self._expression(0)} AS ?n)")

    def _pattern(self, depth: int) -> str:
        parts = [self._part(depth + 1) for _ in range(self._chance.randint(0, 4))]
        return f"{{ {' '.join(parts)} }}"

    def _part(self, depth: int) -> str:
        triple = f"{self._one(*_SUBJECTS)} {self._path(depth)} {self._one(*_TERMS)} ."
        if depth >= _DEEPEST:
            return triple
        inner, expression = self._pattern(depth), self._expression(depth)
        return self._one(
            *(triple, triple, triple, triple),
            *(f"OPTIONAL {inner}", f"MINUS {inner}", f"{inner} UNION {inner}", f"GRAPH ?g {inner}"),
            *(f"GRAPH <urn:x> {inner}", f"FILTER({expression})", f"FILTER EXISTS {inner}"),
            *(f"FILTER NOT EXISTS {inner}", f"BIND({expression} AS {self._one(*_VARIABLES)})"),
            f"VALUES (?a ?b) {{ {'(1 UNDEF) ' * self._chance.choice((0, 1, 300))} }}",
            f"{{ SELECT {self._projection()} {inner} }}",
            *([f"SERVICE SILENT <http://127.0.0.1:9/> {inner}"] if self._chance.random() < _RARELY else []),
        )

    def _path(self, depth: int) -> str:
        if depth >= _DEEPEST or self._chance.random() < 0.5:
            return self._one("a", "rdfs:label", "asm:program", "?p", "<http://e/p>")
        step = self._path(depth + 1)
        return self._one(
            f"({step})*", f"({step})+", f"({step})?", f"^({step})", f"{step}/{step}", f"!({step})"
        )

    def _expression(self, depth: int) -> str:
        if depth >= _DEEPEST:
            return self._one(*_TERMS)
        left, right = self._expression(depth + 1), self._expression(depth + 1)
        function = f"{self._one(*_FUNCTIONS)}({left}, {right})"
        operator = f"({left} {self._one(*_OPERATORS)} {right})"
        blowup = f"REGEX({left}, '(a*)*b')"
        return self._one(self._one(*_TERMS), function, operator, f"!{left}", f"-({right})", blowup)


def _example(question: Question) -> dict[str, str]:
    """Values for the parameters that a question cannot do without."""
    return {one.name: one.example for one in question.parameters if one.required}
