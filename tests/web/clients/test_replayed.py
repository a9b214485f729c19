"""Requests of clients that are not installed here, byte for byte as these send them."""

from __future__ import annotations

import csv
import io
import json
import socket
import xml.etree.ElementTree as ET
import zipfile
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, quote_plus, urlsplit

import pytest
from pyoxigraph import RdfFormat, parse

if TYPE_CHECKING:
    import httpx

PROGRAM = "https://w3id.org/asm-graph/id/program/20-S061"
LABEL = "Programa 3x1 para Migrantes"
SELECT = f"SELECT ?label {{ <{PROGRAM}> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"
ASK = f"ASK {{ <{PROGRAM}> ?p ?o }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{PROGRAM}> ?p ?o }}"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

YASGUI = {
    "Origin": "https://yasgui.example",
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "Sec-Fetch-Mode": "cors",
    "Accept-Encoding": "gzip, deflate, br",
}
RDF4J_TABLE = (
    "application/x-binary-rdf-results-table;q=0.8, application/sparql-results+json, "
    "application/sparql-results+xml;q=0.8, application/xml;q=0.8, text/csv;q=0.8, "
    "text/tab-separated-values;q=0.8, application/json;q=0.8"
)
RDF4J_GRAPH = (
    "application/x-binary-rdf, application/rdf+json;q=0.8, application/n-triples;q=0.8, text/plain;q=0.8, "
    "application/rdf+xml;q=0.8, application/xml;q=0.8, text/xml;q=0.8, text/turtle;q=0.8, "
    "application/x-turtle;q=0.8, application/trig;q=0.8, application/ld+json;q=0.8, application/n-quads;q=0.8"
)
RDF4J = {
    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
    "User-Agent": "eclipse-rdf4j/5.1",
}
JENA = {  # the HTTP client of Java asks whether HTTP/2 may follow
    "Connection": "Upgrade, HTTP2-Settings",
    "HTTP2-Settings": "AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAABgAGAAA",
    "Upgrade": "h2c",
    "User-Agent": "Java-http-client/17.0.9",
    "Accept-Encoding": "gzip, deflate",
}
JENA_TABLE = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.7, "
    "text/csv;q=0.5, application/json;q=0.2, application/xml;q=0.2, */*;q=0.1"
)
JENA_GRAPH = (
    "text/turtle, application/n-triples;q=0.9, application/ld+json;q=0.8, application/rdf+xml;q=0.7, "
    "*/*;q=0.3"
)
HTTR = {
    "Accept": "application/json, text/xml, application/xml, */*",
    "User-Agent": "libcurl/8.5.0 httr/1.4.7",
}
MASHUP = {
    "User-Agent": "Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)",
    "Accept-Encoding": "gzip, deflate",
}
OFFICE = {"User-Agent": "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Excel 16.0.17328; Pro)"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}


class Sent(NamedTuple):
    """A request: its method, the address after the host, headers and body."""

    method: str
    target: str
    headers: dict[str, str]
    body: str = ""

    def bytes_to(self, host: str) -> bytes:
        length = {"Content-Length": str(len(self.body.encode()))} if self.method == "POST" else {}
        headers = {"Host": host, **self.headers, **length}
        lines = [
            f"{self.method} {self.target} HTTP/1.1",
            *(f"{key}: {value}" for key, value in headers.items()),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()


class Came(NamedTuple):
    """An answer."""

    status: int
    media_type: str
    body: bytes


def came(client: httpx.Client, sent: Sent) -> Came:
    """What comes to a request on a connection of its own."""
    parts = urlsplit(str(client.base_url))
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
        connection.sendall(sent.bytes_to(parts.netloc))
        file = connection.makefile("rb")
        status = int(file.readline().split()[1])
        headers = {}
        while line := file.readline().strip():
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        length = int(headers.get("content-length", 0)) if sent.method != "HEAD" else 0
        return Came(status, headers.get("content-type", "").partition(";")[0], file.read(length))


def form(query: str, **more: str) -> str:
    return "&".join(f"{name}={quote_plus(value)}" for name, value in {"query": query, **more}.items())


def get(query: str, headers: dict[str, str], **more: str) -> Sent:
    return Sent("GET", f"/sparql?{form(query, **more)}", headers)


TABLES = {
    "YASGUI": Sent(
        "POST", "/sparql", {**YASGUI, "Accept": "application/sparql-results+json,*/*;q=0.9"}, form(SELECT)
    ),
    "RDF4J": Sent(
        "POST", "/sparql", {**RDF4J, "Accept": RDF4J_TABLE}, form(SELECT, infer="true", timeout="0")
    ),
    "RDF4J repository": Sent(
        "POST", "/sparql", {**RDF4J, "Accept": RDF4J_TABLE}, form(SELECT, queryLn="SPARQL", distinct="true")
    ),
    "Jena": get(SELECT, {**JENA, "Accept": JENA_TABLE}),
    "R SPARQL": Sent(
        "GET", f"/sparql?query={quote(SELECT, safe='')}", {"Accept": "application/sparql-results+xml"}
    ),
    "R SPARQL csv": get(SELECT, {"Accept": "text/csv"}, output="csv"),
    "R httr": get(SELECT, HTTR),
    "R httr csv": get(SELECT, HTTR, format="csv"),
    "curl": get(SELECT, {"User-Agent": "curl/7.88.1", "Accept": "*/*"}),
    "curl form": Sent(
        "POST", "/sparql", {**FORM, "User-Agent": "curl/7.88.1", "Accept": "*/*"}, form(SELECT)
    ),
    "wget": get(SELECT, {"User-Agent": "Wget/1.21.3", "Accept": "*/*", "Accept-Encoding": "identity"}),
    "Power Query": get(SELECT, MASHUP, format="csv"),
    "Power Query JSON": get(SELECT, {**MASHUP, "Accept": "application/json"}),
    "Excel": Sent("GET", f"/sparql.csv?{form(SELECT)}", {**OFFICE, "Accept": "*/*"}),
    "Google Sheets": Sent(
        "GET",
        f"/sparql.csv?{form(SELECT)}",
        {"User-Agent": "Mozilla/5.0 (compatible; GoogleDocs; apps-spreadsheets; +http://docs.google.com)"},
    ),
    "jQuery": get(SELECT, {"Accept": "application/json, text/javascript, */*; q=0.01"}, _="1700000000000"),
    "Virtuoso's form": get(
        SELECT,
        BROWSER,
        **{
            "default-graph-uri": "",
            "format": "application/sparql-results+json",
            "timeout": "0",
            "signal_void": "on",
        },
    ),
}
GRAPHS = {
    "YASGUI": Sent("POST", "/sparql", {**YASGUI, "Accept": "text/turtle,*/*;q=0.9"}, form(CONSTRUCT)),
    "RDF4J": Sent("POST", "/sparql", {**RDF4J, "Accept": RDF4J_GRAPH}, form(CONSTRUCT, infer="true")),
    "Jena": get(CONSTRUCT, {**JENA, "Accept": JENA_GRAPH}),
    "R rdflib": get(CONSTRUCT, {"Accept": "text/rdf+n3, text/n3, */*;q=0.1"}),
    "R httr": get(CONSTRUCT, HTTR),
    "curl": get(CONSTRUCT, {"Accept": "*/*"}, format="rdf+xml"),
    "old clients": get(CONSTRUCT, {"Accept": "application/x-turtle, text/n3;q=0.5"}),
}
ASKS = {
    "YASGUI": Sent(
        "POST", "/sparql", {**YASGUI, "Accept": "application/sparql-results+json,*/*;q=0.9"}, form(ASK)
    ),
    "RDF4J": Sent(
        "POST",
        "/sparql",
        {**RDF4J, "Accept": "text/boolean, application/sparql-results+xml;q=0.8"},
        form(ASK),
    ),
    "Jena": get(ASK, {**JENA, "Accept": JENA_TABLE}),
    "httr": get(ASK, HTTR),
}
_GRAPH_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "text/n3": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
}


def labels(answer: Came) -> list[str]:
    """The label that a table of answers holds, by its media type."""
    text = answer.body.decode()
    if "json" in answer.media_type:
        return [row["label"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if "xml" in answer.media_type:
        return [each.text or "" for each in ET.fromstring(text).iterfind(".//{*}literal")]  # noqa: S314  ours
    return [row[0] for row in list(csv.reader(io.StringIO(text)))[1:]]


@pytest.mark.parametrize("who", TABLES)
def test_tables(client: httpx.Client, who: str) -> None:
    answer = came(client, TABLES[who])
    assert answer.status == 200, answer.body
    assert labels(answer) == [LABEL]


@pytest.mark.parametrize("who", GRAPHS)
def test_graphs(client: httpx.Client, who: str) -> None:
    answer = came(client, GRAPHS[who])
    assert answer.status == 200, answer.body
    assert len(list(parse(answer.body, _GRAPH_FORMATS[answer.media_type]))) == 3


@pytest.mark.parametrize("who", ASKS)
def test_yes_or_no(client: httpx.Client, who: str) -> None:
    answer = came(client, ASKS[who])
    assert answer.status == 200, answer.body
    assert b"true" in answer.body


def test_excel_looks_before_it_opens(client: httpx.Client) -> None:
    """Excel sends OPTIONS and HEAD to the address of a workbook before it opens it."""
    address = "/api/queries/programs-without-alignment.xlsx"
    discovery = {"User-Agent": "Microsoft Office Protocol Discovery", "Content-Length": "0"}
    assert came(client, Sent("OPTIONS", "/api/queries/", discovery)).status < 500
    assert came(client, Sent("HEAD", address, OFFICE)).media_type == XLSX
    answer = came(client, Sent("GET", address, {**OFFICE, "X-Office-Major-Version": "16"}))
    assert (answer.status, answer.media_type) == (200, XLSX)
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(answer.body)).namelist()


def test_yasgui_looks_whether_it_may(client: httpx.Client) -> None:
    asking = {
        "Origin": "https://yasgui.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert came(client, Sent("OPTIONS", "/sparql", asking)).status == 204


def test_a_page_for_who_names_it(client: httpx.Client) -> None:
    for headers in (BROWSER, {"Accept": "*/*"}):
        answer = came(client, get(SELECT, headers, format="text/html"))
        assert answer.media_type == "text/html"
        assert LABEL.encode() in answer.body
    assert came(client, get(SELECT, BROWSER, format="auto")).media_type == "text/html"
    assert came(client, Sent("GET", "/sparql?utm_source=x&fbclid=y", BROWSER)).media_type == "text/html"
