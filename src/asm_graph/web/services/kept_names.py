"""The names of things and terms, which pages of a release ask for again and again, within a bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.web.services.answer_cache import ENTRY_BYTES, SizedCache

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

LIMIT = 20_000_000
"""Bytes: some twenty thousand names."""
_TERM_BYTES = 150
"""What a term takes besides its text."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a thing by property, and its classes.

    `composed` are names put together from what is said of a thing that has none: they are no statements.
    """

    names: tuple[tuple[NamedNode, Literal], ...] = ()
    classes: tuple[NamedNode, ...] = ()
    composed: tuple[Literal, ...] = ()


class KeptNames(SizedCache[tuple[str, "NamedNode"], Naming]):
    """Names by release and thing; one without any has an empty naming. The least used make room."""

    def __init__(self, limit: int = LIMIT) -> None:
        super().__init__(limit, _size)


def _size(_key: tuple[str, NamedNode], naming: Naming) -> int:
    terms = (*(term for named in naming.names for term in named), *naming.classes, *naming.composed)
    return ENTRY_BYTES + sum(_TERM_BYTES + len(term.value) for term in terms)
