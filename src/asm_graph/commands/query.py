"""The command `asm-graph query`: a question of the library or a query file, answered in this process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, serialize

from asm_graph.commands import terminal
from asm_graph.commands.options import OutputOption, ReleaseOption
from asm_graph.errors import QueryRefused, QuerySyntaxError, UsageError
from asm_graph.knowledge import Knowledge
from asm_graph.messages import Message
from asm_graph.rdf.query_files import read_query_file
from asm_graph.rdf.vocabulary import PREFIXES, Base
from asm_graph.settings import DEFAULT_FOLDER, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.library import Question
    from asm_graph.releases import Release

_GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class CompleteQuery:
    """A query with its parameters set; a question of the library has a title and meanings of its columns."""

    text: str
    title: str = ""
    columns: tuple[tuple[str, str], ...] = ()


def query(
    name: Annotated[str, typer.Argument(help="A question of the library, or a file with a query.")],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="name=value; may be repeated.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="table, json, xml, csv, tsv, xlsx; ttl, nt, rdf, jsonld."),
    ] = None,
    releases: ReleaseOption = DEFAULT_FOLDER,
    output: OutputOption = None,
) -> None:
    """Ask a question of the library, or a query of your own, over the current release."""
    from asm_graph.releases import DatasetDescription, open_release

    release = open_release(releases)
    values = dict(map(_parameter, param or ()))
    complete = find_query(name, values, Knowledge.default(), Base(release.manifest.base))
    license_iri = DatasetDescription.load(Knowledge.default()).license
    try:
        body = answer(release, complete, form, license_iri, terminal.width())
    except (QueryRefused, QuerySyntaxError) as error:
        raise UsageError(Message("{name}: {error}", name=name, error=error)) from error
    terminal.write(body, output)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(Message("--param {text}: expected name=value, such as program=20-S061.", text=text))
    return name, value


def find_query(name: str, values: Mapping[str, str], knowledge: Knowledge, base: Base) -> CompleteQuery:
    """Find a question of the library by its name, or a query in a file, and set its parameters.

    Raises:
        UsageError: there is no such question or file, or a parameter does not fit.
        InputError: the file cannot be read, or its header does not hold.
    """
    from asm_graph.library import Library
    from asm_graph.library.question import read_question

    library = Library.load(knowledge.sparql, base)
    if name in library:
        return _bound(library[name], values)
    if not os.access(name, os.F_OK):
        names = ", ".join(question.name for question in library)
        raise UsageError(
            Message("{name}: neither a file nor a question of the library ({names}).", name=name, names=names)
        )
    file = read_query_file(Path(name))
    if file.header:
        return _bound(read_question(Path(name), base), values)
    if values:
        raise UsageError(
            Message(
                "{name}: has no header that declares parameters; leave --param out or add the header.",
                name=name,
            )
        )
    return CompleteQuery(file.text)


def answer(
    release: Release, complete: CompleteQuery, format_name: str | None, license_iri: str, width: int
) -> bytes:
    """Answer in a format by name; by default a table for rows and Turtle for a graph.

    Raises:
        QueryRefused: the guard does not let the query through; the engine would call other hosts, or break.
        QuerySyntaxError: the query cannot be parsed.
        EngineFailure: it asks for what the engine cannot do.
        UsageError: the answer cannot be written in that format.
    """
    from asm_graph.query.evaluation import QueryEvaluator
    from asm_graph.query.guard import Guard
    from asm_graph.rdf.query_errors import engine_errors
    from asm_graph.results import About
    from asm_graph.results.writing import write_results

    settings = read_settings({})
    Guard.of(settings).examine(complete.text)
    with engine_errors():
        found = QueryEvaluator(release.store()).query(complete.text)
        if isinstance(found, QueryTriples):
            return serialize(found, format=_graph_format(format_name), prefixes=PREFIXES) or b""
        body = found.serialize(format=QueryResultsFormat.JSON) or b""
    if format_name in _GRAPH_FORMATS:
        raise UsageError(Message("The answer is a table; choose table, json, xml, csv, tsv or xlsx."))
    about = About(
        title=complete.title,
        query=complete.text,
        release=release.name,
        date=release.manifest.created.date().isoformat(),
        license=license_iri,
        columns=dict(complete.columns),
        base=release.manifest.base,
    )
    return write_results(body, format_name or "table", about, width)


def _bound(question: Question, values: Mapping[str, str]) -> CompleteQuery:
    columns = tuple((column.name, " · ".join(column.meaning.values())) for column in question.columns)
    return CompleteQuery(question.bind(values), question.title["es"], columns)


def _graph_format(name: str | None) -> RdfFormat:
    form = _GRAPH_FORMATS.get(name or "ttl")
    if form is None:
        raise UsageError(
            Message("The answer is a graph; choose one of {names}.", names=", ".join(_GRAPH_FORMATS))
        )
    return form
