"""The W3C's SPARQL 1.1 test suite, read from a folder that has it; nothing of it is in this repository.

The folder is `$ASM_GRAPH_W3C`, or `shared/w3c` beside the repository.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    Term = NamedNode | BlankNode | Literal | Triple

_BESIDE = Path(__file__).parents[3] / "shared" / "w3c"
FOLDER = Path(os.environ.get("ASM_GRAPH_W3C", _BESIDE)) / "sparql11"
BASE = "http://w3c.example/"
"""Where the files of the suite are, as far as their queries know."""
EMPTY = f"{BASE}empty"

_PREFIXES = """PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
PREFIX rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#>
"""
_RESULTS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
_GRAPHS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_NUMBERS = {
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float", "int")
}


@dataclass(frozen=True)
class Case:
    """A case of the suite: its kind, its query and data by their places in the suite, and its result."""

    name: str
    kind: str
    query: str
    data: tuple[str, ...]
    named: tuple[str, ...]
    result: str | None

    @property
    def text(self) -> str:
        """The query, with the base that it expects."""
        return f"BASE <{BASE}{self.query}>\n{(FOLDER / self.query).read_text(encoding='utf-8')}"

    @property
    def dataset(self) -> dict[str, list[str]]:
        """The parameters that name the dataset; without data it is empty, unless the query names one."""
        if "FROM" in self.text:
            return {}
        default = [BASE + path for path in self.data] or [EMPTY]
        return {"default-graph-uri": default, "named-graph-uri": [BASE + path for path in self.named]}


def cases(folder: str) -> list[Case]:
    """The cases of a folder of the suite, in the order of their names."""
    store = Store()
    store.load(path=FOLDER / folder / "manifest.ttl", format=RdfFormat.TURTLE, base_iri=f"{BASE}{folder}/")
    rows = store.query(
        _PREFIXES
        + """SELECT ?test ?kind ?query ?result {
            [] mf:entries/(<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>*)
                /<http://www.w3.org/1999/02/22-rdf-syntax-ns#first> ?test .
            ?test a ?kind ; mf:action ?action .
            OPTIONAL { ?action qt:query ?stated }
            OPTIONAL { ?test mf:result ?result }
            BIND(COALESCE(?stated, ?action) AS ?query)
        }"""
    )
    found = [
        Case(
            f"{folder}/{row['test'].value.rpartition('#')[2]}",
            row["kind"].value.rpartition("#")[2],
            _path(row["query"]),
            _files(store, row["test"], "qt:data"),
            _files(store, row["test"], "qt:graphData"),
            _path(row["result"]) if row["result"] else None,
        )
        for row in rows
    ]
    return sorted(found, key=lambda case: case.name)


def _files(store: Store, test: Term, property_name: str) -> tuple[str, ...]:
    rows = store.query(f"{_PREFIXES} SELECT ?file {{ {test} mf:action/{property_name} ?file }}")
    return tuple(sorted(_path(row["file"]) for row in rows))


def _path(file: Term) -> str:
    return file.value.removeprefix(BASE)


def quads(all_cases: Iterable[Case]) -> Iterator[Quad]:
    """The data of all cases, each file as a graph, each with its own blank nodes."""
    files = sorted({path for case in all_cases for path in (*case.data, *case.named)})
    for number, path in enumerate(files):
        for quad in read_graph(path):
            terms = (_renamed(term, number) for term in (quad.subject, quad.predicate, quad.object))
            yield Quad(*terms, NamedNode(BASE + path))


def _renamed(term: Term, number: int) -> Term:
    return BlankNode(f"f{number}{term.value}") if isinstance(term, BlankNode) else term


def read_graph(path: str) -> list[Quad]:
    """The triples of a file of the suite."""
    file = FOLDER / path
    return list(parse(file.read_bytes(), format=_GRAPHS[file.suffix], base_iri=BASE + path))


def expected_rows(case: Case) -> object | None:
    """The result of a case as `rows_of` gives it; None where it is a graph."""
    file = FOLDER / (case.result or "")
    if file.suffix in _RESULTS:
        return rows_of(file.read_bytes(), _RESULTS[file.suffix])
    described = Store()
    described.extend(read_graph(case.result or ""))
    names = described.query(f"{_PREFIXES} SELECT ?name {{ [] rs:resultVariable ?name }}")
    columns = tuple(sorted(row["name"].value for row in names))
    bindings = described.query(
        f"{_PREFIXES} SELECT ?row ?name ?value {{ ?row rs:binding [ rs:variable ?name ; rs:value ?value ] }}"
    )
    return (columns, _described_rows(bindings)) if columns else None


def _described_rows(bindings: Iterable[Any]) -> frozenset[str]:
    rows = Dataset()
    for row, name, value in bindings:
        rows.add(Quad(row, NamedNode("urn:is"), NamedNode("urn:row")))
        rows.add(Quad(row, NamedNode(f"urn:column:{name.value}"), _by_value(value)))
    return _canonical(rows)


def rows_of(body: bytes, form: QueryResultsFormat) -> object:
    """A boolean, or columns and solutions, whose order and blank nodes do not matter in comparison."""
    answer = parse_query_results(body, format=form)
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    names = tuple(sorted(variable.value for variable in answer.variables))
    rows = Dataset()
    for number, solution in enumerate(answer):
        row = BlankNode(f"row{number}")
        rows.add(Quad(row, NamedNode("urn:is"), NamedNode("urn:row")))
        for name in names:
            if (term := solution[name]) is not None:
                rows.add(Quad(row, NamedNode(f"urn:column:{name}"), _by_value(term)))
    return names, _canonical(rows)


def graph_of(found: Iterable[Quad]) -> frozenset[str]:
    """A graph whose order and blank nodes do not matter in comparison."""
    graph = Dataset()
    for quad in found:
        graph.add(Quad(quad.subject, quad.predicate, _by_value(quad.object)))
    return _canonical(graph)


def _canonical(graph: Dataset) -> frozenset[str]:
    graph.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, graph))


def _by_value(term: Term) -> Term:
    """A number or boolean by its value: the engine writes it in one way, the suite in another."""
    if isinstance(term, Literal) and term.datatype.value == _BOOLEAN:
        return Literal(term.value in {"true", "1"})
    if not isinstance(term, Literal) or term.datatype.value not in _NUMBERS:
        return term
    try:
        number = Decimal(term.value).normalize()
    except InvalidOperation:
        return term
    return Literal(f"{number:.10g}", datatype=term.datatype)
