"""Sorted lines: one order, no repetition, blank nodes that are the same in each build."""

import gzip
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from asm_graph.errors import ReleaseError
from asm_graph.rdf.nquads import graph_of, packed_lines, packed_writer, sorted_lines, triple_of

S, P, G = (NamedNode(f"http://example.org/{name}") for name in "spg")


def numbered(count: int) -> list[Quad]:
    return [
        Quad(S, P, Literal(str(index % 37)), NamedNode(f"{G.value}{index % 3}")) for index in range(count)
    ]


@pytest.mark.parametrize("run", [1, 2, 7, 1000])
def test_the_order_does_not_depend_on_the_size_of_a_run(tmp_path: Path, run: int) -> None:
    quads = numbered(50)
    lines = list(sorted_lines(quads, tmp_path, run=run))
    assert lines == sorted(set(lines))
    assert set(parse(b"".join(lines), RdfFormat.N_QUADS)) == set(quads)


def test_nothing_gives_no_line(tmp_path: Path) -> None:
    assert list(sorted_lines([], tmp_path)) == []


def test_blank_nodes_are_labeled_by_what_is_said_of_them(tmp_path: Path) -> None:
    def listed(first: BlankNode, second: BlankNode) -> list[Quad]:
        return [Quad(S, P, first, G), Quad(first, P, second, G), Quad(second, P, Literal("end"), G)]

    lines = list(sorted_lines(listed(BlankNode(), BlankNode()), tmp_path))
    assert lines == list(sorted_lines(listed(BlankNode("z"), BlankNode("a")), tmp_path))
    assert len(lines) == 3


@pytest.mark.parametrize("quad", [Quad(S, P, S), Quad(S, P, S, BlankNode("g"))])
def test_a_quad_outside_a_named_graph_is_refused(tmp_path: Path, quad: Quad) -> None:
    with pytest.raises(ReleaseError, match="no named graph"):
        list(sorted_lines([quad], tmp_path))


@pytest.mark.parametrize("text", ["a <b> c", '" <http://example.org/x> .', "line\nend \\", ""])
def test_graph_and_triple_of_a_line_are_found_whatever_the_literal_holds(tmp_path: Path, text: str) -> None:
    (line,) = sorted_lines([Quad(S, P, Literal(text), G)], tmp_path)
    assert graph_of(line) == G.value
    (triple,) = parse(triple_of(line) + b" .", RdfFormat.N_TRIPLES)
    assert triple.object == Literal(text)


def test_a_packed_file_holds_neither_time_nor_name(tmp_path: Path) -> None:
    for name in ("one.gz", "two.gz"):
        with packed_writer(tmp_path / name) as file:
            file.write(b"a\nb\n")
    packed = (tmp_path / "one.gz").read_bytes()
    assert packed == (tmp_path / "two.gz").read_bytes()
    assert packed[4:8] == bytes(4)
    assert gzip.decompress(packed) == b"a\nb\n"
    assert list(packed_lines(tmp_path / "one.gz")) == [b"a\n", b"b\n"]
