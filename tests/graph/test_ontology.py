from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from asm_graph.errors import InputError
from asm_graph.graph.ontology import ontology_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, DEFAULT_BASE, OWL, QB, RDF, SKOS, Base

FOLDER = Knowledge.default().ontology


def quads(base: Base) -> set[Quad]:
    return set(ontology_quads(FOLDER, base))


def test_terms_and_code_lists_go_to_their_graphs() -> None:
    base = Base()
    found = quads(base)
    assert Quad(ASM("Program"), RDF("type"), OWL("Class"), base.graph("ontology")) in found
    code = base.code("frequency", "quarterly")
    assert Quad(code, RDF("type"), SKOS("Concept"), base.graph("reference")) in found
    assert {quad.graph_name for quad in found} == {base.graph("ontology"), base.graph("reference")}
    graphs_of = {}
    for quad in found:
        graphs_of.setdefault(quad.subject, set()).add(quad.graph_name)
    assert all(len(graphs) == 1 for graphs in graphs_of.values())


def test_another_base_moves_entities_and_leaves_terms() -> None:
    base = Base("https://example.org/datos/")
    found = quads(base)
    scheme = base.id("code/frequency")
    assert Quad(base.code("frequency", "annual"), SKOS("inScheme"), scheme, base.graph("reference")) in found
    assert Quad(ASM("frequency"), QB("codeList"), scheme, base.graph("ontology")) in found
    nodes = {term for quad in found for term in quad if isinstance(term, NamedNode)}
    assert not [
        node for node in nodes if node.value.startswith((f"{DEFAULT_BASE}id/", f"{DEFAULT_BASE}graph/"))
    ]


def test_the_default_base_changes_nothing_else() -> None:
    assert len(quads(Base())) == len(quads(Base("https://example.org/")))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Turtle file here"):
        list(ontology_quads(tmp_path, Base()))


def test_broken_turtle_is_refused_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<urn:a>\n<urn:b> .", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl, line 2: .*correct the Turtle there"):
        list(ontology_quads(tmp_path, Base()))
