"""What people can choose rows by: the facets of a table with their counts, and what is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.explorer.choice import NONE
from asm_graph.explorer.counting import label_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.explorer.counting import Count, FacetCounts
    from asm_graph.explorer.definition import ExplorerTable
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.explore.address import ResultAddress

_STANDING = 8
"""Values of a facet that stand open; the others fold out."""
MOST = 60
"""Values of a facet that a page has; rows of others are found by words."""
_OPEN = 4
"""Facets that stand open at first."""


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A facet: its values that stand, those that fold out, and how many more the page does not have."""

    name: str
    label: str
    standing: Sequence[Count]
    folded: Sequence[Count]
    more: int
    chosen: int
    is_open: bool
    keyed: bool

    def key(self, count: Count) -> str:
        """Return what a value is known by besides its name, if it is; a key that is a path is no help."""
        return count.value if self.keyed and count.value != NONE and "/" not in count.value else ""


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that is chosen, and where the result is without it."""

    label: str
    value: str
    address: str


def facet_choices(
    table: ExplorerTable, counts: Mapping[str, FacetCounts], language: Language
) -> list[FacetChoice]:
    """Return the facets that divide the result: those of which any row has a value, or one is chosen."""
    choices: list[FacetChoice] = []
    for name, found in counts.items():
        values = found.counts
        chosen = [value for value in values if value.chosen]
        if not chosen and not any(value.value != NONE for value in values):
            continue
        # What is chosen stands, so that it can be let go of where it was chosen.
        ordered = sorted(values, key=lambda value: not value.chosen) if len(values) > _STANDING else values
        standing = max(_STANDING, len(chosen))
        choices.append(
            FacetChoice(
                name,
                table.columns[name].of(language),
                ordered[:standing],
                ordered[standing:],
                max(0, found.total - len(values)),
                len(chosen),
                is_open=bool(chosen) or len(choices) < _OPEN,
                keyed=table.columns[name].keyed,
            )
        )
    return choices


def chips(
    address: ResultAddress,
    table: ExplorerTable,
    counts: Mapping[str, FacetCounts],
    language: Language,
) -> list[Chip]:
    """Return what is chosen, by the names of its values; what no table knows is as it was given."""
    choice = address.choice
    return [
        Chip(
            table.columns[name].of(language),
            label_of(value, counts[name].counts),
            address.to(choice.without(name, value)),
        )
        for name, values in choice.facets.items()
        for value in values
    ]
