"""A store that is loaded in steps has what one step would load, and keeps the labels of blank nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from asm_graph.kept_files import KeptFiles
from asm_graph.rdf import document_iris
from asm_graph.rdf.nquads import write_sorted
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import stores
from asm_graph.releases.line_blocks import kept_blocks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("at_once", [1, 3, 1_000_000])
def test_steps_of_any_size_load_the_same(
    tmp_path: Path, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "AT_ONCE", at_once)
    base, kept = Base(), KeptFiles(tmp_path / "kept")
    kept.folder.mkdir()
    facts, evidence = (
        base.graph(name("uno")) for name in (document_iris.source_graph, document_iris.evidence_graph)
    )
    lines = [f'<urn:s{number}> <urn:p> "_:b {number}" {facts} .' for number in range(7)]
    lines += [
        f"<urn:s{number}> <urn:p> _:b {facts} .\n_:b <urn:p> <urn:s{number}> {facts} ." for number in (1, 2)
    ]
    lines.append(f'<urn:s1> <urn:q> "quoted" {evidence} .')
    path = write_sorted(parse("\n".join(lines), format=RdfFormat.N_QUADS), tmp_path)
    stated = set(parse(path=path, format=RdfFormat.N_QUADS))
    merged = {Quad(*quad.triple, DefaultGraph()) for quad in stated if quad.graph_name != evidence}
    assert len(stated) == 12
    assert len(merged) == 11
    store = stores.kept_store(kept_blocks([path], base, kept), base, kept)
    assert set(Store.read_only(str(store.path))) == stated | merged
    assert not list(store.folder.glob("*.n[qt]"))
    in_memory = store.in_memory()
    assert set(in_memory.quads_for_pattern(None, None, None, DefaultGraph())) == merged
    assert set(in_memory.quads_for_pattern(None, None, None, None)) == stated | merged
    assert store.triples() == len(merged)
