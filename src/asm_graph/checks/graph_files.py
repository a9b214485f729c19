"""The quads of a build as one file of sorted N-Quads for each graph."""

from __future__ import annotations

import heapq
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, serialize

from asm_graph.checks.graph_tables import SourceGraph
from asm_graph.rdf import document_iris, iris
from asm_graph.rdf.nquads import graph_of
from asm_graph.rdf.sorted_files import LineSorter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.rdf.vocabulary import Base

_BATCH = 20_000
"""Quads serialized at a time."""
_BUFFER = 1 << 20


def files_by_graph(
    quads: Iterable[Quad], base: Base, scratch: Path
) -> tuple[tuple[SourceGraph, ...], Mapping[NamedNode, Path]]:
    """Write quads to files below `scratch`: of the graphs that are checked, and of the others.

    Those of documents have their evidence with them.
    """
    sorters: dict[str, LineSorter] = {}
    remaining = (quad for quad in quads if isinstance(quad.graph_name, NamedNode))
    while batch := list(islice(remaining, _BATCH)):
        for line in (serialize(batch, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True):
            name = graph_of(line)
            if name not in sorters:
                sorters[name] = LineSorter(scratch, f"graph{len(sorters)}")
            sorters[name].add(line)
    files = {name: sorter.write() for name, sorter in sorters.items()}
    source, evidence = (
        base.graph(make("")).value for make in (document_iris.source_graph, document_iris.evidence_graph)
    )
    for name, path in list(files.items()):
        proof = name.replace(source, evidence)
        if name.startswith(source) and proof in files:
            files[name] = _merged(path, files.pop(proof))
    return divided({NamedNode(name): path for name, path in files.items()}, base)


def split_by_graph(paths: Iterable[Path], scratch: Path) -> Mapping[NamedNode, Path]:
    """Divide files of sorted quads, each of other graphs, into one file for each graph."""
    files: dict[str, Path] = {}
    with ExitStack() as stack:
        for path in paths:
            targets = {}
            for line in stack.enter_context(path.open("rb", buffering=_BUFFER)):
                name = graph_of(line)
                if name not in targets:
                    files[name] = scratch / f"shared{len(files)}"
                    targets[name] = stack.enter_context(files[name].open("wb", buffering=_BUFFER))
                targets[name].write(line)
    return {NamedNode(name): path for name, path in files.items()}


def divided(
    files: Mapping[NamedNode, Path], base: Base
) -> tuple[tuple[SourceGraph, ...], Mapping[NamedNode, Path]]:
    """Tell graphs that are checked from those that are only referred to."""
    shared = tuple(map(base.graph, (iris.REFERENCE, iris.CATALOG, iris.DERIVED)))
    source = base.graph(document_iris.source_graph("")).value
    checked = {name for name in files if name in shared or name.value.startswith(source)}
    return (
        tuple(SourceGraph(name, files[name]) for name in sorted(checked, key=str)),
        {name: path for name, path in files.items() if name not in checked},
    )


def _merged(first: Path, second: Path) -> Path:
    target = first.with_suffix(".nq")
    with (
        first.open("rb", buffering=_BUFFER) as one,
        second.open("rb", buffering=_BUFFER) as other,
        target.open("wb", buffering=_BUFFER) as file,
    ):
        file.writelines(heapq.merge(one, other))
    return target
