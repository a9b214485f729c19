from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.rdf.vocabulary import PREFIXES, Base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Row = tuple[str | None, ...]
    Ask = Callable[..., list[Row]]

DATA = Path(__file__).parent / "data"
EVIDENCE = Base().graph("evidence/").value


def store_of(quads: Iterable[Quad]) -> Store:
    """A store as a release has it: the default graph holds a copy of everything but evidence."""
    store = Store()
    for quad in quads:
        store.add(quad)
        if not str(quad.graph_name.value).startswith(EVIDENCE):
            store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    return store


def shown(term: object) -> str | None:
    if isinstance(term, NamedNode):
        namespaces = {**PREFIXES, "": Base().id("").value}
        for prefix, namespace in namespaces.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}".removeprefix(":")
        return term.value
    return term.value if isinstance(term, Literal) else None


def asker(store: Store, library: Library) -> Ask:
    def ask(name: str, *, columns: int | None = None, **values: str) -> list[Row]:
        question = library[name]
        answer = store.query(question.bind(values))
        names = [column.name for column in question.columns][:columns]
        return [tuple(shown(row[name]) for name in names) for row in answer]

    return ask


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(Knowledge.default().sparql)


@pytest.fixture(scope="session")
def over_store(library: Library) -> Callable[[Store], Ask]:
    """Ask the questions of the library over a store."""
    return lambda store: asker(store, library)


@pytest.fixture
def ask(library: Library, with_derived: Callable[[Iterable[Quad]], list[Quad]]) -> Callable[[str], Ask]:
    """Ask the questions of the library over one of the hand-written graphs."""

    def over(name: str) -> Ask:
        quads = parse(path=DATA / f"{name}.trig", format=RdfFormat.TRIG, base_iri=Base().id("").value)
        return asker(store_of(with_derived(quads)), library)

    return over
