"""Help for writing queries: completions for the editor, and snippets for other tools."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from pyoxigraph import Literal
from starlette.responses import JSONResponse, Response

from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import PREFIXES
from asm_graph.results import prefixed_name
from asm_graph.web.answers.page_queries import page_query, read_release
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.rendering.pages import STATIC
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from pyoxigraph import NamedNode
    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader

_CLOSING = re.compile(r"\)(-+)")
"""What ends a raw string of R but for its quotation mark."""
_LEAST_DASHES = 3


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text to paste, and where."""

    tool: str
    text: str


def query_snippets(endpoint: str, query: str) -> tuple[Snippet, ...]:
    """How to ask a SELECT or an ASK of an endpoint; the query stays as people read it."""
    sheet = f"{endpoint}.xlsx?{urlencode({'query': query})}"
    return (
        Snippet(
            "curl", f"curl {shlex.quote(f'{endpoint}.csv')} --data-urlencode {shlex.quote(f'query={query}')}"
        ),
        Snippet(
            "Python", _PYTHON_QUERY.format(query=_python_text(query), address=_quoted(f"{endpoint}.csv"))
        ),
        Snippet("R", _R_QUERY.format(query=_r_text(query), address=_quoted(f"{endpoint}.csv"))),
        Snippet("spreadsheet", sheet),
    )


def address_snippets(address: str, sheet: str) -> tuple[Snippet, ...]:
    """How to have a table that stands at one address as CSV, at another as XLSX."""
    return (
        Snippet("curl", f"curl {shlex.quote(address)}"),
        Snippet("Python", f"import pandas\n\nrows = pandas.read_csv({_quoted(address)})"),
        Snippet("R", f"rows <- read.csv({_quoted(address)})"),
        Snippet("spreadsheet", sheet),
    )


_PYTHON_QUERY = '''from urllib.parse import urlencode

import pandas

query = """
{query}
"""
rows = pandas.read_csv({address} + "?" + urlencode({{"query": query}}))'''

_R_QUERY = """query <- {query}
rows <- read.csv(paste0({address}, "?query=", URLencode(query, reserved = TRUE)))"""


def _python_text(text: str) -> str:
    return text.replace("\\", r"\\").replace('"""', r"\"\"\"")


def _r_text(text: str) -> str:
    """Write a raw string of R 4 with more dashes than any run of them in the text."""
    longest = max(map(len, _CLOSING.findall(text)), default=0)
    dashes = "-" * max(_LEAST_DASHES, longest + 1)
    return f'r"{dashes}({text}){dashes}"'


def _quoted(address: str) -> str:
    """Quote an address, which has neither quotes nor backslashes since all else is encoded."""
    return f'"{address}"'


_SCRIPT = "editor/editor.js"
_KINDS = {"Class": "class", "ObjectProperty": "property", "DatatypeProperty": "property", "Concept": "code"}


def editor_script() -> str | None:
    """Return the address of the editor's script; None where it was not built, and a plain form serves."""
    return f"/static/{_SCRIPT}" if (STATIC / _SCRIPT).is_file() else None


async def completions(request: Request) -> Response:
    """`/sparql/completions`: prefixes, classes, properties and entries of code lists, as JSON."""
    site, language = site_of(request), language_of(request)

    async def read(reading: ReleaseReader) -> tuple[Validators, dict[str, Any]]:
        validators = Validators.of((reading.release.name, language), reading.serving.since)
        return validators, await _completions(reading, language)

    validators, known = await read_release(request, site, read)
    headers = {**validators.headers, "Vary": "Accept-Language", "Content-Language": language}
    if validators.hold(request):
        return not_modified(headers)
    return JSONResponse(known, headers=headers)


async def _completions(reading: ReleaseReader, language: Language) -> dict[str, Any]:
    """Names as one writes them in a query, by the prefixes that the editor fills in."""
    codes = reading.base.id(iris.code_list("")).value
    text = page_query("sparql/completions", ontology=reading.base.graph(iris.ONTOLOGY), codes=Literal(codes))
    rows = cast("list[tuple[NamedNode, NamedNode, Literal, Literal]]", (await reading.rows(text)).rows)
    lists = {iri.removeprefix(codes).partition("/")[0] for iri in _entries(rows, codes)}
    prefixes = {**PREFIXES, **{name: f"{codes}{name}/" for name in sorted(lists)}}
    entries: dict[str, dict[str, str]] = {}
    for term, kind, label, definition in rows:
        if label.language == language and definition.language == language:
            name = prefixed_name(term.value, prefixes)
            told = {"name": name, "label": label.value, "definition": definition.value}
            entries[name] = {**told, "kind": _KINDS[kind.value.rpartition("#")[2]]}
    return {"prefixes": prefixes, "terms": sorted(entries.values(), key=lambda entry: entry["name"])}


def _entries(rows: list[tuple[NamedNode, NamedNode, Literal, Literal]], codes: str) -> list[str]:
    return [term.value for term, *_ in rows if term.value.startswith(codes)]
