"""What the site itself answers: ready questions, pages, and states that programs are of."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asm_graph.library import Library
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM, RDF
from asm_graph.registers.csv_register import Problems
from asm_graph.registers.jurisdictions import load_jurisdictions
from asm_graph.search.entries import ENGLISH, LABEL, OTHER, Entry, Name
from asm_graph.search.facets import links
from asm_graph.search.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base

QUESTION, STATE, PAGE = (
    "https://schema.org/Question",
    "https://schema.org/State",
    "https://schema.org/WebPage",
)
"""The classes of what has no IRI of its own."""

_STATE_PROGRAMS = "/explore/programs?state={code}"


def page_entries(store: Store, knowledge: Knowledge, base: Base) -> Iterator[Entry]:
    """Yield an entry for each ready question, each page of the table and each state with programs."""
    table = table_of_pages()
    for question in Library.load(knowledge.sparql):
        asked = table["questions"].get(question.name, {})
        entry = _entry(QUESTION, f"/queries/{question.name}", question.title, asked.get("asked", ()))
        entry.text = "\n".join(question.description.values())
        yield entry
    for address, page in table["pages"].items():
        yield _entry(PAGE, address, page["title"], page["asked"])
    start = base.id(iris.program("")).value
    programs = [program for program, _ in links(store, RDF("type"), ASM("Program"))]
    named = {iri.removeprefix(start).partition("/")[0] for iri in programs if iri.startswith(start)}
    for state in load_jurisdictions(knowledge.seeds / "registers", Problems()):
        if state.code in named:
            title = {"es": state.label, "en": state.label}
            asked = [
                ask.format(state=name)
                for ask in table["states"]["asked"]
                for name in (state.label, *state.names)
            ]
            yield _entry(STATE, _STATE_PROGRAMS.format(code=state.code), title, (*state.names, *asked))


def _entry(kind: str, address: str, title: Mapping[str, str], asked: Sequence[str]) -> Entry:
    names = [Name(title["es"], LABEL), Name(title["en"], ENGLISH)]
    names += [Name(text, OTHER) for text in asked]
    return Entry("", kind, title["es"], title["en"], names, address=address, weight=kinds().weight(kind))


@cache
def table_of_pages() -> dict[str, Any]:
    """Load the pages of the site that can be found, and how people ask for what they answer."""
    return tomllib.loads((Path(__file__).parent / "site_pages.toml").read_text(encoding="utf-8"))
