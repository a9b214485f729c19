"""Uses of the ontology's terms in the data: an example of each, and the number of instances of a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.description import names_of
from asm_graph.web.rendering.naming import Name, Names, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.rendering.naming import Link


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term in use: `thing` is one of `count` instances, or has the property.

    `link` is where the `value` of the property leads, if it leads anywhere.
    """

    count: int | None
    thing: Link
    value: Name | None
    link: str | None


async def term_uses(
    reading: ReleaseReader, terms: Iterable[NamedNode], language: Language
) -> dict[NamedNode, TermUse]:
    """Return a use of each term, with a query per term: one is instant where all together take seconds.

    Raises:
        QueryError: the engine does not answer.
    """
    found = {}
    for term in terms:
        for row in (await reading.shared_rows(page_query("ontology/term-example", term=term))).rows:
            found[term] = row
    named = dict.fromkeys(one for row in found.values() for one in row if isinstance(one, NamedNode))
    names = Names({}, await names_of(reading, [*named, *found]), language, reading.base)
    return {
        term: _use(reading.release.manifest.classes.get(term.value), thing, value, names)
        for term, (thing, value) in found.items()
        if isinstance(thing, NamedNode)
    }


def _use(count: int | None, thing: NamedNode, value: object, names: Names) -> TermUse:
    if isinstance(value, NamedNode):
        other = names.link(value)
        return TermUse(count, names.link(thing), other.name, other.address)
    name = Name(cut(value.value), value.language) if isinstance(value, Literal) else None
    return TermUse(count, names.link(thing), name, None)
