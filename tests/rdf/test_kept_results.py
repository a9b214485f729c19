"""Results are made again only where something has changed that was read for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from asm_graph.kept_files import KeptFiles
from asm_graph.rdf.kept_results import KeptResults
from asm_graph.rdf.store_changes import StoreChanges

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[Store, Path], None]

NAMED, COUNTED, THING = map(NamedNode, ("urn:named", "urn:counted", "urn:thing"))


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def names(calls: list[str]) -> Write:
    """What writes the names in a store, and says that it was called."""

    def write(store: Store, path: Path) -> None:
        calls.append("names")
        found = store.query("SELECT ?name { ?thing <urn:named> ?name } ORDER BY ?name")
        path.write_text(" ".join(name.value for (name,) in found), encoding="utf-8")

    return write


def store_of(*quads: Quad) -> Store:
    store = Store()
    store.extend(quads)
    return store


def since(state: str, store: Store, *quads: Quad) -> StoreChanges | None:
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return StoreChanges.of(state, lines, store)


def test_a_result_is_made_once_in_a_state(tmp_path: Path, names: Write, calls: list[str]) -> None:
    store, results = store_of(Quad(THING, NAMED, Literal("a"))), KeptResults(KeptFiles(tmp_path), "one")
    assert results.find(("names",), ".names") is None
    made = results.made(store, ("names",), ".names", names)
    assert made.read_text(encoding="utf-8") == "a"
    assert results.made(Store(), ("names",), ".names", names) == made == results.find(("names",), ".names")
    assert calls == ["names"]
    results.made(store, ("names", "of another kind"), ".names", names)
    KeptResults(KeptFiles(tmp_path), "two").made(store, ("names",), ".names", names)
    assert calls == ["names"] * 3


def test_a_result_of_an_earlier_state_is_taken_over_unless_its_reads_changed(
    tmp_path: Path, names: Write, calls: list[str]
) -> None:
    kept, first = KeptFiles(tmp_path), Quad(THING, NAMED, Literal("a"))
    KeptResults(kept, "one").made(store_of(first), ("names",), ".names", names)
    other = Quad(THING, COUNTED, Literal("1"))
    store = store_of(first, other)
    second = KeptResults(kept, "two", since("one", store, other))
    assert second.made(store, ("names",), ".names", names).read_text(encoding="utf-8") == "a"
    assert calls == ["names"]
    more = Quad(THING, NAMED, Literal("b"))
    store = store_of(first, other, more)
    third = KeptResults(kept, "three", since("two", store, more))
    assert third.find(("names",), ".names") is None
    assert third.made(store, ("names",), ".names", names).read_text(encoding="utf-8") == "a b"
    assert calls == ["names"] * 2


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(_store: Store, path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        KeptResults(KeptFiles(tmp_path)).made(Store(), ("names",), ".names", fail)
    assert not list(tmp_path.iterdir())
