"""The ontology held against its own rules and against the standards that it names."""

from collections import Counter, defaultdict

import pytest
import rdflib.namespace
from pyoxigraph import BlankNode, Literal, NamedNode

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.turtle import read_turtle
from asm_graph.rdf.vocabulary import ASM, DCT, OWL, QB, RDF, RDFS, SKOS

KNOWLEDGE = Knowledge.default()
ONTOLOGY = NamedNode("https://w3id.org/asm-graph/ontology")
VANN = "http://purl.org/vocab/vann/"

KINDS = {OWL("Class"), OWL("ObjectProperty"), OWL("DatatypeProperty"), RDF("Property")}
NEITHER_OBJECT_NOR_DATATYPE = {ASM("statesValue")}

_CARRIED = ("DC", "DCAT", "DCTERMS", "FOAF", "ORG", "OWL", "PROV", "QB", "RDF", "RDFS", "SH", "SKOS")
CLOSED = [getattr(rdflib.namespace, name) for name in _CARRIED]
"""Standards whose terms rdflib carries in full."""

OTHER_STANDARDS = {
    "http://www.w3.org/ns/adms#": {"status"},
    "http://purl.org/vocab/cpsv#": {"PublicService"},
    "http://data.europa.eu/m8g/": {"hasCompetentAuthority"},
    "http://metadata.un.org/sdg/ontology#": {"Goal", "Target"},
    "http://www.w3.org/ns/oa#": {
        "SpecificResource",
        "FragmentSelector",
        "Selector",
        "hasSource",
        "exact",
        "start",
        "end",
    },
    "http://purl.org/linked-data/sdmx/2009/attribute#": {"currency", "obsStatus", "unitMeasure", "unitMult"},
    "http://purl.org/linked-data/sdmx/2009/dimension#": {"refPeriod"},
    "http://purl.org/linked-data/sdmx/2009/measure#": {"obsValue"},
}
"""Terms of standards that rdflib does not carry, as their specifications publish them."""


GRAPH = defaultdict(lambda: defaultdict(set))
for file in sorted(KNOWLEDGE.ontology.glob("*.ttl")):
    for triple in read_turtle(file):
        GRAPH[triple.subject][triple.predicate].add(triple.object)

NAMED = [subject for subject in GRAPH if isinstance(subject, NamedNode)]
TERMS = sorted((node for node in NAMED if node.value.startswith(ASM.iri)), key=str)
CLASSES = [term for term in TERMS if OWL("Class") in GRAPH[term][RDF("type")]]
PROPERTIES = [term for term in TERMS if term not in CLASSES]
SCHEMES = [node for node in NAMED if SKOS("ConceptScheme") in GRAPH[node][RDF("type")]]
ENTRIES = [node for node in NAMED if SKOS("Concept") in GRAPH[node][RDF("type")]]


def texts(subject: NamedNode, predicate: NamedNode) -> dict[str | None, str]:
    values = GRAPH[subject][predicate]
    by_language = {value.language: value.value for value in values if isinstance(value, Literal)}
    assert len(by_language) == len(values), f"{subject} says {predicate} twice in one language"
    return by_language


def local(term: NamedNode) -> str:
    return term.value.removeprefix(ASM.iri)


def is_published(term: NamedNode) -> bool:
    """Whether a standard really has this term."""
    for iri, names in OTHER_STANDARDS.items():
        if term.value.startswith(iri):
            return term.value.removeprefix(iri) in names
    closed = (getattr(rdflib.namespace, name) for name in rdflib.namespace.__all__ if name.isupper())
    return any(
        rdflib.URIRef(term.value) in namespace for namespace in closed if hasattr(namespace, "__contains__")
    )


def test_the_ontology_says_what_it_is() -> None:
    assert set(texts(ONTOLOGY, DCT("title"))) == {"es", "en"}
    assert set(texts(ONTOLOGY, DCT("description"))) == {"es", "en"}
    assert GRAPH[ONTOLOGY][DCT("license")]
    assert GRAPH[ONTOLOGY][OWL("versionInfo")]
    assert GRAPH[ONTOLOGY][NamedNode(VANN + "preferredNamespacePrefix")] == {Literal("asm")}
    assert GRAPH[ONTOLOGY][NamedNode(VANN + "preferredNamespaceUri")] == {Literal(ASM.iri)}


@pytest.mark.parametrize("term", TERMS, ids=local)
def test_a_term_is_labeled_and_defined_in_both_languages(term: NamedNode) -> None:
    assert set(texts(term, RDFS("label"))) == {"es", "en"}
    definitions = texts(term, SKOS("definition"))
    assert set(definitions) == {"es", "en"}
    assert all(text[0].isupper() and text.endswith(".") for text in definitions.values())
    assert definitions["es"] != definitions["en"]
    assert GRAPH[term][RDFS("isDefinedBy")] == {ONTOLOGY}
    assert len(GRAPH[term][RDF("type")] & KINDS) == 1


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_a_property_has_one_domain_and_one_range_of_its_kind(term: NamedNode) -> None:
    (domain,) = GRAPH[term][RDFS("domain")]
    (value,) = GRAPH[term][RDFS("range")]
    for member in members(domain):
        assert member in CLASSES or is_published(member)
    literal = all(is_datatype(member) for member in members(value))
    if term not in NEITHER_OBJECT_NOR_DATATYPE:
        assert (OWL("DatatypeProperty") in GRAPH[term][RDF("type")]) == literal
        assert literal or all(member in CLASSES or is_published(member) for member in members(value))


def members(node: NamedNode | BlankNode) -> list[NamedNode]:
    """The class or datatype, or those that it is the union of."""
    if isinstance(node, NamedNode):
        return [node]
    (rest,) = GRAPH[node][OWL("unionOf")]
    found = []
    while isinstance(rest, BlankNode):
        found += GRAPH[rest][RDF("first")]
        (rest,) = GRAPH[rest][RDF("rest")]
    assert len(found) == len(set(found)) > 1
    return found


def is_datatype(node: NamedNode) -> bool:
    return node == RDF("langString") or node.value.startswith("http://www.w3.org/2001/XMLSchema#")


@pytest.mark.parametrize("term", TERMS, ids=local)
def test_a_term_specializes_a_standard_or_says_why_it_does_not(term: NamedNode) -> None:
    above = RDFS("subClassOf") if term in CLASSES else RDFS("subPropertyOf")
    pending, standards = [term], set()
    while pending:
        for parent in GRAPH[pending.pop()][above]:
            if parent.value.startswith(ASM.iri):
                assert parent in TERMS
                pending.append(parent)
            else:
                standards.add(parent)
    assert all(map(is_published, standards | GRAPH[term][RDFS("seeAlso")]))
    assert standards or set(texts(term, SKOS("scopeNote"))) == {"es", "en"}


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda node: node.value.rpartition("/")[2])
def test_a_code_list_is_described_and_used_by_a_property(scheme: NamedNode) -> None:
    assert set(texts(scheme, SKOS("prefLabel"))) == {"es", "en"}
    assert set(texts(scheme, SKOS("definition"))) == {"es", "en"}
    assert any(scheme in GRAPH[term][QB("codeList")] for term in PROPERTIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda node: "/".join(node.value.split("/")[-2:]))
def test_an_entry_of_a_code_list_is_complete(entry: NamedNode) -> None:
    (scheme,) = GRAPH[entry][SKOS("inScheme")]
    (notation,) = GRAPH[entry][SKOS("notation")]
    assert scheme in SCHEMES
    assert entry == NamedNode(f"{scheme.value}/{notation.value}")
    assert set(texts(entry, SKOS("prefLabel"))) == {"es", "en"}
    assert set(texts(entry, SKOS("definition"))) == {"es", "en"}
    assert all(label.language == "es" for label in GRAPH[entry][SKOS("altLabel")])
    broader = GRAPH[entry][SKOS("broader")]
    assert GRAPH[entry][SKOS("topConceptOf")] == (set() if broader else {scheme})
    assert all(GRAPH[parent][SKOS("inScheme")] == {scheme} for parent in broader)


def test_no_list_repeats_a_notation_or_a_label() -> None:
    for predicate in (SKOS("notation"), SKOS("prefLabel")):
        seen = Counter(
            (scheme, text)
            for entry in ENTRIES
            for scheme in GRAPH[entry][SKOS("inScheme")]
            for text in GRAPH[entry][predicate]
        )
        assert not [pair for pair, times in seen.items() if times > 1]


def test_every_coded_property_names_a_list_of_this_folder() -> None:
    coded = [term for term in PROPERTIES if QB("CodedProperty") in GRAPH[term][RDF("type")]]
    assert coded
    for term in coded:
        (scheme,) = GRAPH[term][QB("codeList")]
        assert scheme in SCHEMES
        assert GRAPH[term][RDFS("range")] == {SKOS("Concept")}
