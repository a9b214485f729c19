"""Hits as they are shown: where they lead, what they are part of, why they were found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf.iri_parts import parse
from asm_graph.search.entries import FORMER, INITIALS, KEY, OTHER, SHORT
from asm_graph.search.writing import words_of
from asm_graph.web.rendering.naming import cut, link_to
from asm_graph.web.rendering.pages import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.rdf.vocabulary import Base
    from asm_graph.search.reading import Hit, Reason
    from asm_graph.web.rendering.naming import Names

_REASONS = {
    SHORT: "found_by_another_name",
    OTHER: "found_by_another_name",
    FORMER: "found_by_former_name",
    INITIALS: "found_by_initials",
    KEY: "found_by_key",
}
"""The words that say by which sort of name a thing was found; one made by us stands alone."""
_WHOLES = ("program", "mir", "asm", "evaluation")
"""The first steps of the paths of things that are told apart by their program and year."""
_YEAR = re.compile(r"[0-9]{4}")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_MARKED = 2


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit of a page; `title` and `text` have the words that match at odd positions."""

    address: str | None
    kind: str
    title: tuple[str, ...]
    whole: str
    reason: str
    text: tuple[str, ...]


def link_of(hit: Hit, base: Base) -> str | None:
    """Return where a hit leads: what has no page of its own, where the site says something of it."""
    return hit.address or (link_to(hit.iri, base) if hit.iri else None)


def shown(hit: Hit, text: str, names: Names, descriptions: Mapping[str, str]) -> ShownHit:
    """Prepare a hit for the page; `descriptions` are those of ready questions, by their addresses."""
    title = cut(hit.title)
    is_thing = bool(hit.iri)
    said = hit.pieces if "".join(hit.pieces) != hit.title else ()
    return ShownHit(
        link_of(hit, names.base) or hit.iri,
        hit.kind,
        marked(title, text),
        whole_of(names.base.local(NamedNode(hit.iri))) if is_thing else "",
        _said(hit.reason, names) if hit.reason and is_thing else "",
        said if is_thing else tuple(filter(None, [descriptions.get(hit.address, "")])),
    )


def marked(title: str, text: str) -> tuple[str, ...]:
    """Part a title at its words that begin as one that is looked for; these are at odd positions.

    >>> marked("Programa de Abasto Rural", "abasto rur")
    ('Programa de ', 'Abasto', ' ', 'Rural', '')
    """
    asked = tuple(word for word in words_of(text) if len(word) >= _SHORTEST_MARKED)
    pieces, last = [], 0
    for word in _WORD.finditer(title):
        if asked and "".join(words_of(word.group())).startswith(asked):
            pieces += [title[last : word.start()], word.group()]
            last = word.end()
    return (*pieces, title[last:])


def whole_of(path: str) -> str:
    """Name the program (and year) in the path of a part, which tells it from others of its name.

    >>> whole_of("mir/20-S061/2009/indicator/results-1"), whole_of("branch/20")
    ('20-S061 2009', '')
    """
    found = parse(path)
    program = found.parts.get("program", "") if found else ""
    if found is None or not program or "/" in program or path.partition("/")[0] not in _WHOLES:
        return ""
    year = found.parts.get("year", found.parts.get("cycle", ""))
    return f"{program} {year}" if _YEAR.fullmatch(year) else program


def _said(reason: Reason, names: Names) -> str:
    """Say by which name a thing was found, in the reader's language."""
    pattern = words_in(names.language).get(_REASONS.get(reason.sort, ""), "{name}")
    years = f" ({reason.years})" if reason.years else ""
    return pattern.format(name=cut(reason.name), years=years)
