"""Filters of findings as the address gives them, and the count for each value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Literal

from asm_graph.checks.report.edition import GONE
from asm_graph.releases.findings import program_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from starlette.datastructures import QueryParams

    from asm_graph.releases.findings import FindingSummary

FacetName = Literal["kind", "state", "severity", "rule", "branch", "program"]
FACETS: tuple[FacetName, ...] = ("kind", "state", "severity", "rule", "branch", "program")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of findings; an empty one admits all that the release has, in any state.

    A rule and a program are known by their IRI, the end of it, and a program by its key (`20S061`) as well; a
    branch by its number.
    """

    kind: str = ""
    state: str = ""
    severity: str = ""
    rule: str = ""
    branch: str = ""
    program: str = ""

    @classmethod
    def of(cls, parameters: QueryParams) -> Filters:
        """Read the filters from an address."""
        given = {name: parameters.get(name, "").strip()[:_LONGEST] for name in FACETS}
        return cls(**given | {"rule": local(given["rule"]), "program": program_key(given["program"])})

    @property
    def parameters(self) -> dict[str, str]:
        """The filters as an address has them."""
        every = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        return {name: value for name, value in every.items() if value}

    def without(self, name: FacetName) -> Filters:
        """Return the filters except one."""
        return self.having(name, "")

    def having(self, name: FacetName, value: str) -> Filters:
        """Return the filters with one value changed."""
        return replace(self, **{name: value})

    def choose(self, known: Iterable[FindingSummary]) -> list[FindingSummary]:
        """Return the findings that pass, in order; those that are gone only on request."""
        return [
            one
            for one in known
            if (self.state == one.state if self.state else one.state not in GONE) and self.fits(one)
        ]

    def fits(self, one: FindingSummary) -> bool:
        """Whether a finding passes all filters but that of its state."""
        return (
            self.kind in {"", one.kind}
            and self.severity in {"", one.severity}
            and self.rule in {"", local(one.rule)}
            and self.branch in {"", *one.branches}
            and self.program in {"", *one.keys}
        )


@dataclass(frozen=True, slots=True)
class Facet:
    """The number of findings by each value of one filter, given the other filters."""

    name: FacetName
    counts: Mapping[str, int]


def facets(filters: Filters, known: Sequence[FindingSummary]) -> dict[FacetName, Facet]:
    """Count the facets by name, each with its values, most frequent first."""
    return {
        name: Facet(name, dict(_sorted(Counter(_values(name, filters.without(name).choose(known))))))
        for name in FACETS
    }


def _values(name: FacetName, known: Iterable[FindingSummary]) -> Iterable[str]:
    of: Mapping[FacetName, Callable[[FindingSummary], Iterable[str]]] = {
        "kind": lambda one: (one.kind,),
        "state": lambda one: (one.state,) if one.state else (),
        "severity": lambda one: (one.severity,),
        "rule": lambda one: (local(one.rule),),
        "branch": lambda one: one.branches,
        "program": lambda one: one.programs,
    }
    return (value for one in known for value in of[name](one))


def _sorted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def local(iri: str) -> str:
    """Return the local name of a rule's IRI."""
    return iri.rpartition("#")[2]
