"""The classes of what is found: how much each weighs, and the names that its things have by their number."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode

OTHERS = 0.25
"""The weight of a class that the table does not name."""

_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The table of classes, by IRI; `counted` are the properties that show how much is known."""

    weights: Mapping[str, float]
    left_out: frozenset[str]
    patterns: Mapping[str, Sequence[str]]
    addresses: Mapping[str, str]
    with_initials: frozenset[str]
    counted: tuple[NamedNode, ...]

    def weight(self, kind: str) -> float:
        """Return the weight of a class, which is given by its IRI."""
        return self.weights.get(kind, OTHERS)

    def made_names(self, kind: str, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """Yield the names that a thing of a class has by its number, its plan or its period.

        A pattern is filled with each value of its fields; it makes no name where one has none.
        """
        for pattern in self.patterns.get(kind, ()):
            fields = list(dict.fromkeys(_FIELD.findall(pattern)))
            for chosen in product(*(values.get(field, ()) for field in fields)):
                yield pattern.format_map(dict(zip(fields, chosen, strict=True)))


@cache
def kinds() -> Kinds:
    """Load the table of classes."""
    table = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
    return Kinds(
        {_iri(kind): weight for kind, weight in table["weights"].items()},
        frozenset(map(_iri, table["left_out"]["kinds"])),
        {_iri(kind): patterns for kind, patterns in table["names"].items()},
        {_iri(kind): address for kind, address in table["addresses"].items()},
        frozenset(map(_iri, table["initials"]["kinds"])),
        tuple(map(named, table["links"]["counted"])),
    )


def _iri(kind: str) -> str:
    return kind if kind.startswith("https:") else named(kind).value
