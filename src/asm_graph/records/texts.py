"""Values with their evidence, and what every text has: a record, and characters that state nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from asm_graph.documents.passage import Passage, Span
    from asm_graph.records.tables import ProgramRef

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T_co]):
    """A value and the passage of the document that states it."""

    value: T_co
    passage: Passage

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the document states it: several spans where it was joined from pieces."""
        return self.passage.quotes()

    def map(self, function: Callable[[T_co], U]) -> Fact[U]:
        """Give a value made from this one the same evidence."""
        return Fact(function(self.value), self.passage)


Stated: TypeAlias = Fact[T] | T
"""A value with its own evidence, or a plain one that the place of its record proves."""


def value_of(stated: Stated[T]) -> T:
    """Return the value of a fact, or the plain value.

    >>> value_of("Diseño")
    'Diseño'
    """
    return stated.value if isinstance(stated, Fact) else stated


def fact(passage: Passage) -> Fact[str]:
    """Make a fact of the text of a passage, stripped; offsets in the value are offsets in its passage."""
    stripped = passage.strip()
    return Fact(stripped.text, stripped)


def fact_of(value: T, passage: Passage) -> Fact[T]:
    """Make a fact of a value that was understood from a passage."""
    return Fact(value, passage)


@dataclass(frozen=True, slots=True)
class YearMonth:
    """A month without a day (`Diciembre 2009`)."""

    year: int
    month: int


Date = dt.date | YearMonth


@dataclass(frozen=True, slots=True)
class Measure:
    """A printed figure: exactly one of `value` or `missing` (a notation of the code list `missing`)."""

    raw: str
    value: Decimal | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217); None where the source prints none."""

    amount: Decimal
    currency: str | None


class TextRecord(Protocol):
    """All that a text states."""

    @property
    def title(self) -> str:
        """What the document is called."""

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """The federal programs that it names by their keys."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters that state nothing by themselves, and what they are (`heading`, `separator`, …)."""

    span: Span
    kind: str
