"""Which programs an address compares, and the programs that a typed name or key may mean."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.rdf import iris
from asm_graph.rdf.iri_parts import program_of
from asm_graph.rdf.vocabulary import ASM
from asm_graph.search.reading import has_index, search, thing_of_key
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.rendering.naming import EntityAddress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode
    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Base, Language
    from asm_graph.releases import Release

MOST = 5
"""Programs side by side: more columns are no longer read together."""
_LONGEST = 200
_OFFERED = 10
"""Programs to choose from where a name may mean several."""


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """The programs of an address by their keys (`20-S061`), and what is typed to add another."""

    programs: tuple[str, ...]
    more: str = ""
    left_out: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: Request) -> ComparisonRequest:
        """Read an address: programs by key or IRI, of which those beyond the limit are left out."""
        given = (each.strip()[:_LONGEST] for each in request.query_params.getlist("program"))
        keys = tuple(dict.fromkeys(program_of(each) or each for each in given if each))
        more = request.query_params.get("add", "").strip()[:_LONGEST]
        return cls(keys[:MOST], more, keys[MOST:])

    @property
    def is_full(self) -> bool:
        """Whether no further program fits."""
        return len(self.programs) >= MOST

    def address(self, form: str = "") -> str:
        """Return the address of the comparison, or of its file."""
        return address_of(self.programs, form)

    def adding(self, key: str) -> str:
        """Return the address with one program more."""
        return address_of((*self.programs, key))

    def without(self, key: str) -> str:
        """Return the address with one program less."""
        return address_of(tuple(each for each in self.programs if each != key))

    def nodes(self, base: Base) -> dict[str, NamedNode]:
        """Return the IRIs of the programs whose key can be part of one."""
        places = {key: EntityAddress.read(iris.program(key)) for key in self.programs}
        return {key: place.thing(base) for key, place in places.items() if place and not place.extension}


def address_of(programs: tuple[str, ...], form: str = "") -> str:
    """Return the address that compares programs."""
    query = urlencode([("program", key) for key in programs])
    return f"/compare{form}{'?' if query else ''}{query}"


def address_of_result(chosen: Sequence[str], rows: Sequence[str]) -> str:
    """Return where the programs chosen for a table are compared, else those of its rows, if they are few.

    Both are IRIs or keys; elsewhere it is where a comparison begins.
    """
    for several in (chosen, rows):
        keys = tuple(dict.fromkeys(program_of(each) or each for each in several))
        if 1 < len(keys) <= MOST:
            return address_of(keys)
    return address_of(())


@dataclass(frozen=True, slots=True)
class Offer:
    """A program that can be added: its key and name, and its address in the comparison."""

    key: str
    name: str
    address: str


async def offers(request: Request, asked: ComparisonRequest, release: Release) -> tuple[Offer, ...] | None:
    """Return the programs that the typed text may mean; None where the release cannot be searched.

    Raises:
        sqlite3.DatabaseError: the index is damaged.
    """
    return await asyncio.to_thread(_offers, asked, release, language_of(request))


def _offers(asked: ComparisonRequest, release: Release, language: Language) -> tuple[Offer, ...] | None:
    if not has_index(release.path):
        return None
    known = thing_of_key(release.path, asked.more)
    if known and (key := _key(known)) and key not in asked.programs:
        return (Offer(key, "", asked.adding(key)),)
    found = search(release.path, asked.more, {"kind": ASM("Program").value}, 1, language)
    named = ((_key(hit.iri), hit.title) for hit in found.hits)
    fresh = [(key, title) for key, title in named if key and key not in asked.programs]
    return tuple(Offer(key, title, asked.adding(key)) for key, title in fresh[:_OFFERED])


def _key(iri: str) -> str:
    """Return the key of a program; empty for anything else."""
    key = program_of(iri) or ""
    return key if iri.endswith(iris.program(key)) else ""
