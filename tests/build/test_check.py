"""Which documents a second build checks again, and that this changes nothing about its result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Quad
from tests.filled_workbooks import ASM as ROW
from tests.filled_workbooks import PROGRAM, filled

from asm_graph.build.check import Graphs
from asm_graph.build.document_cache import DocumentGraph
from asm_graph.build.pipeline import build, founding_documents
from asm_graph.build.source_files import SourceFile
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, Base

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release


def marks(out: Path) -> set[str]:
    return {path.name for path in (out / ".work").glob("*.conforms")}


def said(release: Release) -> tuple[bytes, bytes]:
    return release.dump_path.read_bytes(), (release.reports / "validation.json").read_bytes()


def test_a_document_is_checked_again_only_if_what_it_refers_to_has_changed(tmp_path: Path) -> None:
    follow_up, out = founding_documents()[0], tmp_path / "releases"
    build([follow_up, filled(tmp_path, "asm", {"Programas": [PROGRAM], "ASM": [ROW]})], out)
    first = marks(out)
    rows = {"Programas": [PROGRAM], "ASM": [ROW, ROW | {"number": "3"}]}
    workbook = filled(tmp_path, "asm", rows)
    second = build([follow_up, workbook], out)
    assert len(first) == len(marks(out)) == 2
    assert len(first & marks(out)) == 1
    assert said(second) == said(build([follow_up, workbook], tmp_path / "fresh"))


def test_what_other_graphs_say_of_a_node_decides_about_the_mark_and_their_order_does_not(
    tmp_path: Path,
) -> None:
    file = SourceFile(tmp_path / "a.txt", "a", "0" * 64, 1)
    document = DocumentGraph(
        file,
        layout="",
        keyed=True,
        not_understood=0,
        report={},
        text=None,
        programs=(),
        path=tmp_path / "key.nq",
    )
    shared, derived = tmp_path / "shared.nq", tmp_path / "derived.nq"
    graphs = Graphs((document,), shared, derived, Knowledge.default(), Base())
    types = [Quad(Base().id("program/20-S061"), RDF("type"), ASM(name)) for name in ("Program", "Plan")]
    mark = graphs.mark(document, types)
    assert graphs.mark(document, reversed(types)) == mark
    assert graphs.mark(document, types[:1]) != mark
    assert graphs.mark(replace(document, path=tmp_path / "other.nq"), types) != mark
