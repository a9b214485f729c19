"""The things that a pattern of FTS5 finds, the best of them ranked by their names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from asm_graph.search.facets import FACETS
from asm_graph.search.ranking import Fit, NameRow, fit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from asm_graph.search.query import Query

_RANKED = 120
"""So many things are ranked by their names: the best by the words alone, which order the rest."""

_BM25 = "bm25(things, 8, 8, 6, 8, 30, 6, 2, 0.5) * entries.weight"
_FROM = "FROM things JOIN entries ON entries.id = things.rowid WHERE things MATCH :pattern"
_OF_KIND = " AND (:kind = '' OR kind = :kind)"
_BY_FACET = (
    " AND (:{facet} = '' OR things.rowid IN (SELECT thing FROM facets JOIN facet_values"
    " ON facets.value = id WHERE facet = '{facet}' AND facet_values.value = :{facet}))"
)
_NARROWED = "".join(_BY_FACET.format(facet=facet) for facet in FACETS)
_CHOSEN = f"{_FROM}{_NARROWED}{_OF_KIND}"
_IN_ORDER = f"ORDER BY {_BM25}, things.rowid LIMIT :limit OFFSET :offset"
_BEST = f"SELECT things.rowid, entries.weight {_CHOSEN} {_IN_ORDER}"
_KINDS = f"SELECT kind, count(*) {_FROM}{_NARROWED} GROUP BY kind ORDER BY count(*) DESC, kind"
_FACETS = """
SELECT facet, facet_values.value, found FROM (
  SELECT facets.value AS number, count(*) AS found
  FROM facets WHERE thing IN (SELECT things.rowid {chosen}) GROUP BY facets.value
) JOIN facet_values ON id = number ORDER BY facet, found DESC, facet_values.value
"""
_NAMES = "SELECT entry, name, sort, years, words, letters FROM names WHERE entry IN ({})"
_SNIPPETS = (
    "SELECT rowid, snippet(things, 7, ?, ?, '…', 24) FROM things WHERE things MATCH ? AND rowid IN ({})"
)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is found is narrowed to: the IRI of a class, and a value of each facet; empty for all."""

    kind: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Narrowing:
        """Take the values that are asked for by name."""
        return cls(values.get("kind", ""), {facet: values.get(facet, "") for facet in FACETS})

    def terms(self) -> dict[str, str]:
        """Return the values as parameters of SQL."""
        return {"kind": self.kind, **{facet: self.facets.get(facet, "") for facet in FACETS}}


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a pattern finds; `ranked` are the numbers of the best with how they fit, best first."""

    index: sqlite3.Connection
    query: Query
    terms: Mapping[str, Any]
    ranked: Sequence[tuple[int, Fit]]

    @classmethod
    def find(
        cls, index: sqlite3.Connection, query: Query, pattern: str, narrowing: Narrowing | None = None
    ) -> Candidates:
        """Find things by a pattern and rank the best of them."""
        narrowing = narrowing or Narrowing()
        terms = {"pattern": pattern, **narrowing.terms()}
        weights = dict(index.execute(_BEST, {**terms, "limit": _RANKED, "offset": 0}).fetchall())
        names: dict[int, list[NameRow]] = defaultdict(list)
        for entry, *name in index.execute(_NAMES.format(_marks(weights)), tuple(weights)):
            names[entry].append(NameRow(*name))
        fits = [(number, fit(query, names[number], weight)) for number, weight in weights.items()]
        return cls(index, query, terms, sorted(fits, key=lambda one: -one[1].score))

    def narrowed(self, narrowing: Narrowing) -> Candidates:
        """Return what is found of a class and of values of facets."""
        if not any(narrowing.terms().values()):
            return self
        return Candidates.find(self.index, self.query, self.terms["pattern"], narrowing)

    def page(self, number: int, size: int) -> list[tuple[int, Fit | None]]:
        """Return a page of things; those behind the ranked ones follow in the order of their words."""
        start = size * (number - 1)
        if start < _RANKED:
            return list(self.ranked[start : start + size])
        rows = self.index.execute(_BEST, {**self.terms, "limit": size, "offset": start}).fetchall()
        return [(row[0], None) for row in rows]

    def kinds(self) -> dict[str, int]:
        """Count what was found by class, of all classes."""
        return dict(self.index.execute(_KINDS, self.terms).fetchall())

    def facets(self, most: int) -> dict[str, dict[str, int]]:
        """Count what was found by the most frequent values of each facet."""
        found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for facet, value, count in self.index.execute(_FACETS.format(chosen=_CHOSEN), self.terms):
            if len(found[facet]) < most:
                found[facet][value] = count
        return found

    def best_names(self) -> list[str]:
        """Return the words of the names by which the best things were found."""
        return [one.name.words for _, one in self.ranked[:1] if one.name]

    def snippets(self, numbers: Sequence[int], opening: str, closing: str) -> dict[int, str]:
        """Return the passage of the text of each thing that has the words, which stand between the signs."""
        values = (opening, closing, self.terms["pattern"], *numbers)
        found = dict(self.index.execute(_SNIPPETS.format(_marks(numbers)), values).fetchall())
        return {number: text for number, text in found.items() if opening in text}


def _marks(values: Mapping[int, Any] | Sequence[int]) -> str:
    return ",".join("?" * len(values))
