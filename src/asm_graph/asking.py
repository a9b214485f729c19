"""Questions that the owner of a release asks on this machine, answered in this process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, serialize

from asm_graph.errors import UsageError
from asm_graph.graph.vocabulary import PREFIXES
from asm_graph.library import Library
from asm_graph.library.header import read_question
from asm_graph.results import About, write_results
from asm_graph.syntax import syntax_error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.graph.vocabulary import Base
    from asm_graph.knowledge import Knowledge
    from asm_graph.releases import Release

_HEADER = "#+"
_GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A complete query; a question of the library has a title and meanings of its columns."""

    text: str
    title: str = ""
    columns: tuple[tuple[str, str], ...] = ()


def find(name: str, values: Mapping[str, str], knowledge: Knowledge, base: Base) -> Asked:
    """A question of the library by its name, or a query in a file, with its parameters set.

    Raises:
        UsageError: there is no such question or file, or a parameter does not fit.
    """
    library = Library.load(knowledge.sparql, base)
    if name in library:
        question = library[name]
    elif not Path(name).is_file():
        raise UsageError(
            f"{name}: neither a file nor a question of the library ({', '.join(q.name for q in library)})."
        )
    elif Path(name).read_text(encoding="utf-8").lstrip().startswith(_HEADER):
        question = read_question(Path(name), base)
    elif values:
        raise UsageError(
            f"{name}: has no header that declares parameters; leave --param out or add the header."
        )
    else:
        return Asked(Path(name).read_text(encoding="utf-8"))
    columns = tuple((column.name, column.meaning["es"]) for column in question.columns)
    return Asked(question.bind(values), question.title["es"], columns)


def answer(release: Release, asked: Asked, format_name: str | None, licence: str, width: int) -> bytes:
    """The answer in a format by name; a table for rows and Turtle for a graph where none is named.

    Raises:
        QuerySyntaxError: the query cannot be parsed.
        UsageError: the answer cannot be written in that format.
    """
    try:
        found = release.store().query(asked.text)
    except SyntaxError as error:
        raise syntax_error(error) from error
    if isinstance(found, QueryTriples):
        form = _GRAPH_FORMATS.get(format_name or "ttl")
        if form is None:
            raise UsageError(f"The answer is a graph; choose one of {', '.join(_GRAPH_FORMATS)}.")
        return serialize(found, format=form, prefixes=PREFIXES) or b""
    if format_name in _GRAPH_FORMATS:
        raise UsageError("The answer is a table; choose table, json, xml, csv, tsv or xlsx.")
    body = found.serialize(format=QueryResultsFormat.JSON) or b""
    about = About(
        title=asked.title,
        query=asked.text,
        release=release.name,
        licence=licence,
        columns=dict(asked.columns),
        base=release.manifest.base,
    )
    return write_results(body, format_name or "table", about, width)
