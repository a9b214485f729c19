"""Clients of Python as they are installed, in their default modes: what they ask for is what they get."""

from __future__ import annotations

import csv
import sys
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pandas as pd
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import SPARQLWrapper

if TYPE_CHECKING:
    import httpx
    from tests.running_server import Server

PROGRAM = "https://w3id.org/asm-graph/id/program/20-S061"
SOURCE = "https://w3id.org/asm-graph/graph/source/d1"
QUERIES = {
    "SELECT": f"SELECT ?label {{ <{PROGRAM}> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}",
    "ASK": f"ASK {{ <{PROGRAM}> ?p ?o }}",
    "CONSTRUCT": f"CONSTRUCT WHERE {{ <{PROGRAM}> ?p ?o }}",
    "DESCRIBE": f"DESCRIBE <{PROGRAM}>",
}
LABEL = "Programa 3x1 para Migrantes"
FORMATS = (
    None,
    SPARQLWrapper.XML,
    SPARQLWrapper.JSON,
    SPARQLWrapper.CSV,
    SPARQLWrapper.TSV,
    SPARQLWrapper.TURTLE,
    SPARQLWrapper.N3,
    SPARQLWrapper.RDF,
    SPARQLWrapper.RDFXML,
    SPARQLWrapper.JSONLD,
)
WAYS = (
    (SPARQLWrapper.GET, SPARQLWrapper.URLENCODED),
    (SPARQLWrapper.POST, SPARQLWrapper.URLENCODED),
    (SPARQLWrapper.POST, SPARQLWrapper.POSTDIRECTLY),
)
TABLES = {"sparql-results+json", "sparql-results+xml", "csv", "tab-separated-values"}


@pytest.mark.parametrize("conneg", [False, True], ids=["default", "only by Accept"])
@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("form", QUERIES)
@pytest.mark.parametrize("wanted", FORMATS)
def test_sparqlwrapper(server: Server, wanted: str | None, form: str, way: Any, *, conneg: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says itself which formats do not fit a form
        asking = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql")
        asking.setQuery(QUERIES[form])
        asking.setMethod(way[0])
        asking.setRequestMethod(way[1])
        asking.setOnlyConneg(conneg)
        if wanted:
            asking.setReturnFormat(wanted)
        answer = asking.query()
        media_type = answer.info()["content-type"].partition(";")[0]
        assert (media_type.partition("/")[2] in TABLES) == (form in {"SELECT", "ASK"})
        body = answer.response.read().decode()
        assert (LABEL in body) == (form != "ASK")
        converted = asking.query().convert()
    if form in {"CONSTRUCT", "DESCRIBE"} and wanted in {None, SPARQLWrapper.RDFXML, SPARQLWrapper.JSONLD}:
        assert isinstance(converted, Graph)
        assert len(converted) == 3
    if form == "SELECT" and wanted == SPARQLWrapper.JSON:
        assert converted["results"]["bindings"][0]["label"]["value"] == LABEL


@pytest.mark.parametrize("returned", ["xml", "json", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_sparqlstore_of_rdflib(server: Server, returned: str, method: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", returnFormat=returned, method=method)
    graph = Graph(store)
    assert [str(row[0]) for row in graph.query(QUERIES["SELECT"])] == [LABEL]
    if returned in {"xml", "json"}:
        assert bool(graph.query(QUERIES["ASK"]).askAnswer)
        found = graph.value(URIRef(PROGRAM), URIRef("http://www.w3.org/2000/01/rdf-schema#label"))
        assert found == Literal(LABEL, lang="es")
        assert (URIRef(PROGRAM), None, None) in graph
        assert len(list(graph.triples((URIRef(PROGRAM), None, None)))) == 3
    if returned == "xml":  # of the others it sends the format of tables alone, also where it asks for a graph
        constructed = graph.query(QUERIES["CONSTRUCT"]).graph
        assert constructed is not None
        assert len(constructed) == 3


def test_named_graphs_through_rdflib(server: Server) -> None:
    store = SPARQLStore(f"{server.url}/sparql", returnFormat="json")
    source = Graph(store, identifier=URIRef(SOURCE))
    assert (URIRef(PROGRAM), None, None) in source
    assert URIRef(SOURCE) in set(store.contexts())


def test_a_service_clause_of_rdflib(server: Server) -> None:
    query = f"SELECT ?label {{ SERVICE <{server.url}/sparql> {{ {QUERIES['SELECT']} }} }}"
    assert [str(row[0]) for row in Graph().query(query)] == [LABEL]


def test_pandas(server: Server) -> None:
    query = QUERIES["SELECT"]
    for address in (
        f"{server.url}/sparql?{urlencode({'query': query, 'format': 'csv'})}",
        f"{server.url}/sparql.csv?{urlencode({'query': query})}",
        f"{server.url}/sparql?{urlencode({'query': query, 'output': 'csv', 'timeout': 0})}",
    ):
        assert pd.read_csv(address)["label"].tolist() == [LABEL]
    tab = pd.read_csv(
        f"{server.url}/sparql?{urlencode({'query': query, 'format': 'tsv'})}",
        sep="\t",
        quoting=csv.QUOTE_NONE,
    )
    assert tab["?label"].tolist() == [f'"{LABEL}"@es']
    rows = pd.read_csv(f"{server.url}/api/queries/programs-without-alignment?format=csv&_=1")
    assert rows["program"].tolist() == [PROGRAM]
    sparql_json = f"{server.url}/sparql?{urlencode({'query': query, 'format': 'json'})}"
    assert pd.read_json(sparql_json).loc["bindings", "results"][0]["label"]["value"] == LABEL


def test_pandas_reads_the_tables_of_a_release(reader: httpx.Client) -> None:
    release = reader.get("/releases").json()["current"]
    table = pd.read_csv(str(reader.base_url.join(f"/releases/{release}/dumps/programs.csv")))
    assert len(table) > 0
    assert "program" in table.columns


@pytest.mark.skipif(sys.version_info < (3, 12), reason="sparqlx needs Python 3.12")
def test_sparqlx(server: Server) -> None:
    sparqlx = pytest.importorskip("sparqlx", reason="sparqlx is not installed: `pip install sparqlx`")
    wrapper = sparqlx.SPARQLWrapper(sparql_endpoint=f"{server.url}/sparql")
    (row,) = wrapper.query(QUERIES["SELECT"], convert=True)
    assert str(row["label"]) == LABEL
    assert wrapper.query(QUERIES["ASK"], convert=True) is True
    assert len(wrapper.query(QUERIES["CONSTRUCT"], convert=True)) == 3
    for returned in ("json", "xml", "csv", "tsv"):
        assert LABEL in wrapper.query(QUERIES["SELECT"], response_format=returned).text
    for returned in ("turtle", "xml", "ntriples", "json-ld"):
        assert LABEL in wrapper.query(QUERIES["CONSTRUCT"], response_format=returned).text
