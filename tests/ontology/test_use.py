"""The ontology held against its use: code, shapes and queries use what it defines, and all of it."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from rdflib import URIRef
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

import asm_graph
from asm_graph.graph.ontology import ontology_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.turtle import read_turtle
from asm_graph.rdf.vocabulary import ASM, PREFIXES, QB, RDF, SH, SKOS, Base

KNOWLEDGE = Knowledge.default()
SOURCE = Path(asm_graph.__file__).parent
BASE = Base()
QUERIES = {SH("select"), SH("ask"), SH("construct")}
DECLARATIONS = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def local_names(terms: Iterable[object]) -> set[str]:
    """The local names of those that are terms of the ontology."""
    iris = (str(getattr(term, "value", term)) for term in terms)
    return {iri.removeprefix(ASM.iri) for iri in iris if iri.startswith(ASM.iri)} - {""}


QUADS = set(ontology_quads(KNOWLEDGE.ontology, BASE))
DEFINED = local_names(quad.subject for quad in QUADS if quad.predicate == RDF("type"))
ENTRIES = {quad.subject for quad in QUADS if quad.predicate == SKOS("inScheme")}


def calls(folder: Path) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path}:{node.lineno}", node


def terms_in_code(folder: Path) -> dict[str, str]:
    """Strings in calls `ASM("…")` and `map(ASM, ("…", …))`, each with its place."""
    found = {}
    for place, call in calls(folder):
        if any(isinstance(part, ast.Name) and part.id == "ASM" for part in (call.func, *call.args)):
            strings = (text for part in call.args for text in alternatives(part))
            found |= dict.fromkeys(strings, place)
    return found


def alternatives(node: ast.expr) -> Iterator[str]:
    """The strings that an expression may stand for: itself, a choice, the items of a collection."""
    match node:
        case ast.Constant(str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*alternatives(body), *alternatives(orelse))
        case ast.Tuple(items) | ast.List(items) | ast.Set(items):
            for item in items:
                yield from alternatives(item)


def terms_in_shapes(folder: Path) -> dict[str, str]:
    """Local names in the triples of the shapes and in the SPARQL that they carry."""
    found = {}
    for path in sorted(folder.rglob("*.ttl")):
        for triple in read_turtle(path):
            nodes = (term for term in triple if isinstance(term, NamedNode))
            found |= dict.fromkeys(local_names(nodes), str(path))
            if triple.predicate in QUERIES and isinstance(triple.object, Literal):
                found |= dict.fromkeys(terms_in_query(DECLARATIONS + triple.object.value), str(path))
    return found


def terms_in_queries(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*.rq")):
        found |= dict.fromkeys(terms_in_query(path.read_text(encoding="utf-8")), str(path))
    return found


def terms_in_query(text: str) -> set[str]:
    """Local names in one SPARQL query, prefixed or in full."""
    return local_names(iris(parseQuery(text)))


def iris(node: object) -> Iterator[str]:
    if isinstance(node, CompValue):
        # A prefix alone (`STR(asm:)`) has no local name.
        if node.name == "pname" and "localname" in node:
            yield PREFIXES.get(node.get("prefix", ""), "") + str(node["localname"])
        for value in node.values():
            yield from iris(value)
    elif isinstance(node, URIRef):
        yield str(node)
    elif not isinstance(node, str) and isinstance(node, Iterable):
        for value in node:
            yield from iris(value)


@cache
def used() -> dict[str, str]:
    queries = terms_in_queries(KNOWLEDGE.sparql) | terms_in_queries(SOURCE)
    return terms_in_code(SOURCE) | terms_in_shapes(KNOWLEDGE.shapes) | queries


def test_every_term_in_use_is_defined() -> None:
    assert {name: place for name, place in used().items() if name not in DEFINED} == {}


def test_every_defined_term_is_in_use() -> None:
    assert DEFINED - set(used()) == set()


def test_every_code_list_in_the_source_is_one_of_the_ontology() -> None:
    lists = {
        (place, call.args[0].value)
        for place, call in calls(SOURCE)
        if getattr(call.func, "attr", None) == "code"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        # The documented patterns of IRIs name their parts in braces.
        and "{" not in call.args[0].value
    }
    known = {quad.object for quad in QUADS if quad.predicate == SKOS("inScheme")}
    assert lists
    assert {(place, name) for place, name in lists if BASE.id(f"code/{name}") not in known} == set()


def test_every_code_in_the_shapes_is_on_its_list() -> None:
    lists = {quad.object for quad in QUADS if quad.predicate == QB("codeList")}
    codes = BASE.id("code/").value
    used = [
        (path, triple.object)
        for path in sorted(KNOWLEDGE.shapes.rglob("*.ttl"))
        for triple in read_turtle(path)
        if isinstance(triple.object, NamedNode) and triple.object.value.startswith(codes)
    ]
    assert used
    for path, code in used:
        assert code in ENTRIES | lists, f"{path}: {code}"


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("?x a asm:Asm ; asm:hasAction/^asm:program* ?t", {"Asm", "hasAction", "program"}),
        (f"?x <{ASM.iri}text> 'asm:literal' # asm:comment\n", {"text"}),
        ("VALUES ?x { UNDEF } FILTER NOT EXISTS { ?x asm:number 1 }", {"number"}),
        ("OPTIONAL { GRAPH ?g { $this $PATH asm:Fin } }", {"Fin"}),
        ("{ SELECT (COUNT(?a) AS ?n) { ?x !asm:progress|asm:text ?a } GROUP BY ?x }", {"progress", "text"}),
    ],
)
def test_the_scan_sees_terms_wherever_they_stand(pattern: str, names: set[str]) -> None:
    assert terms_in_query(f"{DECLARATIONS} SELECT * {{ {pattern} }}") == names


def test_the_scan_of_code_sees_calls_and_maps(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(
        'A = ASM("text")\nB = map(ASM, ("Fin", "Asm"))\nC = ASM(name)\nD = f("quote")\n'
        'E = ASM("Plan" if kind == "plan" else "Axis")',
        encoding="utf-8",
    )
    assert set(terms_in_code(tmp_path)) == {"text", "Fin", "Asm", "Plan", "Axis"}
