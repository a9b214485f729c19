"""Names of things that have none of their own: what they are made of, by their class."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.answers.page_queries import page_query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Literal, NamedNode

    from asm_graph.web.answers.page_queries import ReleaseReader

COMPOSED: Final = {
    "values": ("IndicatorValue",),
    "figures": ("PopulationValue", "CoverageValue", "PerformanceIndex", "Spending", "Evaluation"),
    "matrices": ("ResultsMatrix",),
    "reports": ("ProgressReport",),
    "alignments": ("Alignment", "SdgContribution"),
    "fids": ("Fid",),
    "similar-texts": ("SimilarText",),
    "scopes": ("CarriedProperty", "Coverage", "RuleDenominator"),
}
"""The classes whose things are called by what they are made of, by the query that says how."""
_QUERIES = {ASM(name): query for query, names in COMPOSED.items() for name in names}


async def composed_names(
    reading: ReleaseReader, classes: Mapping[NamedNode, Sequence[NamedNode]]
) -> dict[NamedNode, list[Literal]]:
    """Compose names of things, given their classes, for those that have any.

    Raises:
        QueryError: the engine does not answer.
    """
    asked: dict[str, list[NamedNode]] = defaultdict(list)
    for thing, several in classes.items():
        for query in dict.fromkeys(_QUERIES[kind] for kind in several if kind in _QUERIES):
            asked[query].append(thing)
    names: dict[NamedNode, list[Literal]] = defaultdict(list)
    queries = (page_query(f"entities/composed-names/{name}", thing=things) for name, things in asked.items())
    for answer in await asyncio.gather(*map(reading.rows, queries)):
        for named, name in answer.rows:
            names[cast("NamedNode", named)].append(cast("Literal", name))
    return names
