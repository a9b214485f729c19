"""The properties that name things, and the best name of a thing in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from asm_graph.rdf.vocabulary import ASM, DCT, FOAF, RDFS, SH, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Literal, NamedNode

    from asm_graph.rdf.vocabulary import Language

NAME_PROPERTIES = (
    SKOS("prefLabel"),
    RDFS("label"),
    DCT("title"),
    FOAF("name"),
    ASM("text"),
    ASM("narrative"),
    ASM("justification"),
    SH("resultMessage"),
    ASM("quote"),
)
"""The properties that name, the best name first."""

Prop = TypeVar("Prop", "NamedNode", "NamedNode | None")


def best_name(names: Iterable[tuple[Prop, Literal]], language: Language) -> tuple[Prop, Literal] | None:
    """Return the best of the names of a thing, given with their properties; None where it has none.

    A name of the reader's language comes before a Spanish one, and that before one of no language.
    """
    order = (language, "es", None)

    def rank(name: tuple[Prop, Literal]) -> tuple[int, int, str]:
        prop, literal = name
        spoken = literal.language
        return (
            NAME_PROPERTIES.index(prop) if prop in NAME_PROPERTIES else len(NAME_PROPERTIES),
            order.index(spoken) if spoken in order else len(order),
            literal.value,
        )

    return min(names, key=rank, default=None)
