"""A store looked up as an index: the same answers as from the index in memory."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from asm_graph.rdf.index import Index
from asm_graph.rdf.store_index import StoreIndex
from asm_graph.rdf.vocabulary import RDF, RDFS

NODES = [NamedNode(f"http://example.org/{letter}") for letter in "abcd"]
PREDICATES = [RDF("type"), RDFS("subClassOf"), RDFS("label"), NODES[0]]
TERMS = [*NODES, Literal("uno", language="es"), Literal("one", language="en"), Literal("1")]
triples = st.lists(
    st.builds(
        lambda subject, predicate, term: Quad(subject, predicate, term, DefaultGraph()),
        st.sampled_from(NODES),
        st.sampled_from(PREDICATES),
        st.sampled_from(TERMS),
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=50, deadline=None)
@given(triples)
def test_a_store_answers_as_an_index_in_memory(quads: list[Quad]) -> None:
    store = Store()
    store.extend(quads)
    store.add(Quad(NODES[0], RDFS("label"), Literal("elsewhere"), NamedNode("http://example.org/graph")))
    known, asked = Index(quads), StoreIndex(store)
    assert set(asked) == set(known) == set(quads)
    assert set(asked.predicates) == set(known.predicates)
    for node in TERMS:
        assert asked.instances(node) == known.instances(node)
        assert list(asked.said_of(node)) == list(known.said_of(node))
        assert (node in asked) == (node in known)
        for predicate in PREDICATES:
            assert asked.objects(node, predicate) == known.objects(node, predicate)
            assert asked.subjects(predicate, node) == known.subjects(predicate, node)
            assert asked.text(node, predicate, "en") == known.text(node, predicate, "en")
    for predicate in PREDICATES:
        for ours, theirs in (
            (asked.forward(predicate), known.forward(predicate)),
            (asked.backward(predicate), known.backward(predicate)),
        ):
            assert {node: set(terms) for node, terms in ours.items()} == {
                node: set(terms) for node, terms in theirs.items()
            }
            assert len(ours) == len(theirs)


def test_more_triples_are_added_in_memory() -> None:
    store = Store()
    store.add(Quad(NODES[0], RDFS("label"), Literal("a"), DefaultGraph()))
    more = Quad(NODES[1], RDFS("label"), Literal("b"), DefaultGraph())
    assert set(StoreIndex(store).plus([more])) == {*store, more}
    assert len(store) == 1
