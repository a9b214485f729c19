"""Nearly identical narratives of different programs, found without comparing every pair.

Two texts that share most of their words share two of their rarest: the candidates are found by prefix
filtering (Chaudhuri, Ganti and Kaushik, ICDE 2006; with two words, Wang, Li and Feng, SIGMOD 2012), which
misses no pair above its threshold. Only the candidates are compared letter by letter.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad
from rapidfuzz import fuzz

from asm_graph.rdf import audit_iris, iris, terms
from asm_graph.rdf.vocabulary import ASM, RDF, Base
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from asm_graph.rdf.index import Term

LIKE = 85.0
"""From this score on, two texts of the federal matrices differ in a word or two; below it, they speak of
other things in the same phrases."""

_SHARED_WORDS = 0.5
"""The share of words (Jaccard) below which two texts are no candidates; in the federal matrices
no pair that scores `LIKE` has less."""
_FEWEST_WORDS = 4
"""Texts of fewer words ("Apoyos entregados") say too little to say the same."""
_LARGEST_GROUP = 20
"""So many equal texts are paired each with each; more of them, each with the first alone."""
_KINDS = frozenset(map(ASM, ("Fin", "Proposito", "Componente")))
_TYPE, _HAS_LEVEL, _NARRATIVE = RDF("type"), ASM("hasLevel"), ASM("narrative")
_PROGRAM, _YEAR = ASM("program"), ASM("year")
COMPARED = (_TYPE, _HAS_LEVEL, _NARRATIVE, _PROGRAM, _YEAR)
"""The properties that are looked at; quads of others need not be given."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Narrative:
    """The text of a level: folded, sorted `words`; its class as `kind`; the `year` of its matrix."""

    level: NamedNode
    kind: NamedNode
    year: str
    program: NamedNode
    words: tuple[str, ...]


def similar_texts(quads: Iterable[Quad], base: Base | None = None) -> Iterator[Quad]:
    """State the pairs of similar narratives with their scores as quads of the graph `audit`.

    Compared are the Fin, Propósito and Componente texts of different programs in one year.
    """
    base = base or Base()
    alike: defaultdict[tuple[NamedNode, str], list[Narrative]] = defaultdict(list)
    for narrative in sorted(_narratives(quads), key=lambda one: one.level.value):
        alike[narrative.kind, narrative.year].append(narrative)
    for _, narratives in sorted(alike.items(), key=str):
        for first, second, score in similar(narratives):
            yield from _described(first, second, score, base)


def similar(narratives: Sequence[Narrative]) -> Iterator[tuple[Narrative, Narrative, float]]:
    """Return the pairs of texts of different programs that score at least `LIKE` out of 100."""
    groups: defaultdict[tuple[str, ...], list[Narrative]] = defaultdict(list)
    for narrative in narratives:
        groups[narrative.words].append(narrative)
    for group in groups.values():
        for first, second in _pairs(group):
            yield first, second, 100.0
    texts = sorted(groups)
    for one, other in candidates(texts):
        score = fuzz.ratio(" ".join(texts[one]), " ".join(texts[other]), score_cutoff=LIKE)
        if score:
            for first in groups[texts[one]][:_LARGEST_GROUP]:
                for second in groups[texts[other]][:_LARGEST_GROUP]:
                    if first.program != second.program:
                        yield first, second, score


def candidates(texts: Sequence[Collection[str]]) -> Iterator[tuple[int, int]]:
    """Return the positions of texts that share at least `_SHARED_WORDS` of their words."""
    counts = Counter(word for text in texts for word in set(text))
    ordered = [sorted(set(text), key=lambda word: (counts[word], word)) for text in texts]
    having: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for position in sorted(range(len(texts)), key=lambda index: len(ordered[index])):
        words = ordered[position]
        least = math.ceil(_SHARED_WORDS * len(words))
        keys = list(combinations(words[: len(words) - least + 2], 2))
        for other in sorted({each for key in keys for each in having[key]}):
            if len(ordered[other]) >= least and _jaccard(words, ordered[other]) >= _SHARED_WORDS:
                yield min(position, other), max(position, other)
        for key in keys:
            having[key].append(position)


def _jaccard(one: Collection[str], other: Collection[str]) -> float:
    shared = len(set(one).intersection(other))
    return shared / (len(one) + len(other) - shared)


def _pairs(group: Sequence[Narrative]) -> Iterator[tuple[Narrative, Narrative]]:
    """Yield the pairs of different programs in a group of equal texts."""
    pairs = combinations(group, 2) if len(group) <= _LARGEST_GROUP else ((group[0], one) for one in group[1:])
    return ((first, second) for first, second in pairs if first.program != second.program)


def _narratives(quads: Iterable[Quad]) -> Iterator[Narrative]:
    said: Mapping[NamedNode, dict[Term, Term]] = {predicate: {} for predicate in COMPARED}
    for quad in quads:
        predicate = quad.predicate
        if predicate == _HAS_LEVEL:
            said[predicate][quad.object] = quad.subject
        elif predicate in said and (predicate != _TYPE or quad.object in _KINDS):
            said[predicate][quad.subject] = quad.object
    for level, kind in said[_TYPE].items():
        matrix = said[_HAS_LEVEL].get(level, level)
        program, year = said[_PROGRAM].get(matrix), said[_YEAR].get(matrix)
        words = _words(said[_NARRATIVE].get(level))
        match level, kind, program, year:
            case NamedNode(), NamedNode(), NamedNode(), Literal() if len(set(words)) >= _FEWEST_WORDS:
                yield Narrative(level, kind, year.value, program, words)


def _words(text: Term | None) -> tuple[str, ...]:
    return tuple(sorted(_WORD.findall(fold(text.value)))) if isinstance(text, Literal) else ()


def _described(first: Narrative, second: Narrative, score: float, base: Base) -> Iterator[Quad]:
    one, other = sorted((first.level, second.level), key=lambda level: level.value)
    digest = hashlib.sha256(f"{base.local(one)} {base.local(other)}".encode()).hexdigest()[:20]
    node, graph = base.id(audit_iris.similarity(digest)), base.graph(iris.AUDIT)
    yield Quad(node, RDF("type"), ASM("SimilarText"), graph)
    yield Quad(node, ASM("firstLevel"), one, graph)
    yield Quad(node, ASM("secondLevel"), other, graph)
    yield Quad(node, ASM("score"), terms.decimal(Decimal(f"{score:.1f}")), graph)
