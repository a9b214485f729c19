"""A result in the requested format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat

from asm_graph.errors import UsageError
from asm_graph.messages import Message
from asm_graph.results.formats import FORMATS
from asm_graph.results.rows import convert, read_results
from asm_graph.results.terminal_table import table
from asm_graph.results.xlsx import workbook

if TYPE_CHECKING:
    from asm_graph.results.formats import About

_STANDARD = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}


def write_results(body: bytes, name: str, about: About, width: int = 120) -> bytes:
    """Write a result in the format called `name`.

    `body` is SPARQL 1.1 Query Results JSON, or already in the format asked for, which it then stays; `width`
    is that of a table in characters. CSV and TSV are those of SPARQL 1.1, whose cells are the terms as they
    are: a text that begins with `=` is a formula to a spreadsheet, which XLSX never has.

    Raises:
        UsageError: there is no such format, or a spreadsheet cannot hold the answer.
        EngineFailure: the body cannot be read.
    """
    if name not in FORMATS:
        raise UsageError(
            Message("No format is called {name!r}; there are {names}.", name=name, names=", ".join(FORMATS))
        )
    if name == "table":
        return table(read_results(body), about.base, width).encode()
    if name == "xlsx":
        return workbook(read_results(body), about)
    if name in _STANDARD and body.lstrip()[:1] == b"{":
        return convert(body, _STANDARD[name])
    return body
