"""Any quads come back from dump and store; the default graph is the union without the evidence."""

import gzip
import hashlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from asm_graph.kept_files import KeptFiles, link_files
from asm_graph.rdf.nquads import write_sorted
from asm_graph.rdf.vocabulary import XSD, Base
from asm_graph.releases.dumps import QUADS, STORE, TURTLE, DumpSummary, turtle, write_dumps
from asm_graph.releases.line_blocks import kept_blocks
from asm_graph.releases.stores import kept_store

BASE = Base()
iris = st.text(
    st.characters(codec="utf-8", exclude_characters='<>"{}|^`\\', min_codepoint=0x21), min_size=1
).map(
    lambda path: NamedNode(
        "http://example.org/" + "".join(filter(lambda c: c.isalnum() or c in "-_.~ñ/", path))
    )
)
texts = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    ['"\\\n\r\t', "a\n<b> <c> .\n", "\x00\x1f\x7f\x85"]
)
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["es", "en", "es-mx"])),
    st.builds(
        lambda text, kind: Literal(text, datatype=XSD(kind)), texts, st.sampled_from(["token", "anyURI"])
    ),
    st.integers(-(10**15), 10**15).map(lambda number: Literal(str(number), datatype=XSD("integer"))),
    st.decimals(-10000, 10000, places=3).map(lambda number: Literal(str(number), datatype=XSD("decimal"))),
    st.sampled_from([Literal("2009", datatype=XSD("gYear")), Literal("2009-12-31", datatype=XSD("date"))]),
)
graphs = st.sampled_from([BASE.graph(name) for name in ("reference", "source/d", "evidence/d")])
datasets = st.lists(st.builds(Quad, iris, iris, iris | literals, graphs), max_size=12)


def write(quads: list[Quad], release: Path) -> DumpSummary:
    scratch = release / "scratch"
    (release / "dumps").mkdir()
    scratch.mkdir()
    blocks = kept_blocks([write_sorted(quads, scratch)], BASE, KeptFiles(scratch))
    dumped = write_dumps(release, blocks)
    link_files(kept_store(blocks, BASE, KeptFiles(scratch)).path, release / STORE)
    return dumped


def by_value(quads: list[Quad]) -> set[Quad]:
    """What an engine makes of the quads: it keeps numbers by their value."""
    store = Store()
    store.extend(quads)
    return set(store)


@settings(max_examples=40, deadline=None)
@given(datasets)
def test_every_quad_comes_back_from_dump_and_store(quads: list[Quad]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder)
        dumped = write(quads, release)
        text = gzip.decompress((release / QUADS).read_bytes())
        assert set(parse(text, RdfFormat.N_QUADS)) == set(quads)
        assert hashlib.sha256(text).hexdigest() == dumped.content_hash
        assert dumped.statistics.quads == len(set(quads))

        stored = set(Store.read_only(str(release / STORE)))
        triples = {quad.triple for quad in quads if "/evidence/" not in str(quad.graph_name)}
        union = [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]
        assert stored == by_value(quads) | by_value(union)
        assert dumped.statistics.triples == len(triples)

        unpacked = gzip.decompress((release / TURTLE).read_bytes())
        assert {quad.triple for quad in parse(unpacked, RdfFormat.TURTLE)} == triples


def test_a_blank_node_is_the_same_node_in_named_and_default_graph(tmp_path: Path) -> None:
    source = b"_:x <http://example.org/p> _:y . _:y <http://example.org/p> 'end' ."
    graph = BASE.graph("reference")
    write([Quad(q.subject, q.predicate, q.object, graph) for q in parse(source, RdfFormat.TURTLE)], tmp_path)
    store = Store.read_only(str(tmp_path / STORE))
    named = set(store.quads_for_pattern(None, None, None, graph))
    default = set(store.quads_for_pattern(None, None, None, DefaultGraph()))
    assert {quad.triple for quad in named} == {quad.triple for quad in default}
    assert len(named) == 2


def test_a_triple_of_two_graphs_stands_once_in_the_default_graph(tmp_path: Path) -> None:
    node = NamedNode("http://example.org/a")
    twice = [Quad(node, node, node, BASE.graph(name)) for name in ("reference", "evidence/d", "source/d")]
    assert write(twice, tmp_path).statistics.triples == 1
    store = Store.read_only(str(tmp_path / STORE))
    assert len(list(store.quads_for_pattern(None, None, None, DefaultGraph()))) == 1
    assert len(store) == 4


def test_the_store_keeps_no_diary_of_the_machine(tmp_path: Path) -> None:
    write([], tmp_path)
    files = list((tmp_path / STORE).iterdir())
    assert files
    for path in files:
        assert str(tmp_path).encode() not in path.read_bytes()


def test_turtle_uses_the_prefixes_given() -> None:
    node = NamedNode("http://example.org/a")
    assert turtle([Quad(node, node, node).triple], {"e": "http://example.org/"}).endswith(b"e:a e:a e:a .\n")
