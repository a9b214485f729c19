"""What became of ASM, counted by branch, agency and cycle: the answer of `asm-follow-through`, grouped."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from functools import reduce
from operator import add, attrgetter
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.iri_parts import last_step
from asm_graph.web.rendering.naming import Name, link_to

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from asm_graph.web.answers.page_queries import ReleaseReader

QUESTION = "asm-follow-through"
Key = TypeVar("Key", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many ASM there are, what is reported of them, and what another document says."""

    asms: int = 0
    completed: int = 0
    open: int = 0
    merged: int = 0
    canceled: int = 0
    verified: int = 0
    disputed: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Sum both, figure by figure."""
        return Tally(*map(add, _figures(self), _figures(other)))

    @property
    def states(self) -> tuple[int, ...]:
        """The figures that add up to all ASM, in the order of `STATES`."""
        return tuple(getattr(self, name) for name in STATES)

    @property
    def share(self) -> int | None:
        """Percent of the ASM that are reported complete; None where there are none."""
        return round(100 * self.completed / self.asms) if self.asms else None


STATES = ("completed", "open", "merged", "canceled")
FIGURES = tuple(field.name for field in fields(Tally))
_figures = attrgetter(*FIGURES)


@dataclass(frozen=True, slots=True)
class Owner:
    """A branch or an agency; its IRI and name are empty where none is known."""

    iri: str
    name: Name
    address: str | None = None

    @property
    def number(self) -> str:
        """The last step of its IRI: the number of a branch, the slug of an agency."""
        return last_step(self.iri) if self.iri else ""

    @property
    def order(self) -> tuple[int, str]:
        """What sorts branches by number, and agencies by name."""
        return int(self.number) if self.number.isdecimal() else 0, self.name.text


@dataclass(frozen=True, slots=True)
class TallyRow:
    """The ASM of an agency of a branch in a cycle."""

    branch: Owner
    agency: Owner
    cycle: str
    tally: Tally


_UNKNOWN = Owner("", Name(""))


async def read_tallies(reading: ReleaseReader) -> tuple[TallyRow, ...]:
    """Ask what became of all ASM of the release.

    Raises:
        QueryError: the engine does not answer.
    """
    answer = await reading.shared_rows(reading.site.library[QUESTION].bind({}))
    rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
    return tuple(
        TallyRow(
            _owner(row, "branch", reading),
            _owner(row, "agency", reading),
            _text(row["cycle"]),
            Tally(*(int(_text(row[name])) for name in FIGURES)),
        )
        for row in rows
    )


def _owner(row: Mapping[str, object], column: str, reading: ReleaseReader) -> Owner:
    node, label = row[column], row[f"{column}Label"]
    if not isinstance(node, NamedNode):
        return _UNKNOWN
    name = Name(label.value, label.language) if isinstance(label, Literal) else Name(last_step(node.value))
    return Owner(node.value, name, link_to(node.value, reading.base))


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""


def grouped(rows: Iterable[TallyRow], key: Callable[[TallyRow], Key]) -> dict[Key, Tally]:
    """Sum the rows of each key."""
    found: dict[Key, list[Tally]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row.tally)
    return {each: reduce(add, several) for each, several in found.items()}


def total(rows: Sequence[TallyRow]) -> Tally:
    """Sum all rows."""
    return reduce(add, (row.tally for row in rows), Tally())
