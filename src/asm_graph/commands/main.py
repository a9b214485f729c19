"""The command line, `asm-graph`: each command is a few lines over the stage that does the work."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  typer reads the annotations of the commands
import json
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from asm_graph.build.extract import Extractor
from asm_graph.build.identity_report import identify_files, released_identities, write_identities
from asm_graph.build.pipeline import build as build_release
from asm_graph.build.pipeline import founding_documents
from asm_graph.build.source_files import source_files
from asm_graph.checks.report import Edition, write_audit
from asm_graph.commands import query as asking
from asm_graph.commands import terminal
from asm_graph.commands.check import audit_release, check_path
from asm_graph.commands.export import export_site
from asm_graph.commands.harvest import check_harvest
from asm_graph.commands.push import push
from asm_graph.commands.releases import releases_app
from asm_graph.commands.template import template
from asm_graph.documents import load
from asm_graph.errors import AsmGraphError, QueryRefused, QuerySyntaxError, UsageError
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.readers.json_records import as_json
from asm_graph.releases import Description, open_release
from asm_graph.releases.findings_index import standings
from asm_graph.settings import DEFAULT_FOLDER, read_settings
from asm_graph.shacl.validation import Core, own_core

app = typer.Typer(
    help="Evaluations of Mexico's social programs as linked data.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.add_typer(releases_app, name="releases")
app.command()(template)
app.command()(push)
app.command()(check_harvest)
app.command()(export_site)

Files = Annotated[list[Path] | None, typer.Argument(help="Documents to read besides the founding ones.")]
OpenRelease = Annotated[Path, typer.Option("--releases", help="Folder of releases, or one release.")]
Reference = typer.Option(help="Evaluate SHACL Core with pySHACL: the same results, slowly.")
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write; standard output if left out.")
]


@app.command()
def read(file: Annotated[Path, typer.Argument(help="A document of a known layout.")]) -> None:
    """Print the records of one document as JSON, with the account of its characters."""
    extractor = Extractor(Knowledge.default(), Base())
    if file.is_dir():
        raise UsageError(f"{file}: is a folder; name one document of it.")
    (source,) = source_files([file])
    extraction = extractor.extract(load(source.path), source.slug)
    shown = {"account": extraction.report(), "record": as_json(extraction.reading.record)}
    terminal.write(json.dumps(shown, ensure_ascii=False, indent=2).encode())


@app.command()
def build(
    files: Files = None,
    out: Annotated[Path, typer.Option("--out", help="Folder of releases.")] = DEFAULT_FOLDER,
    only: Annotated[bool, typer.Option("--only", help="Leave the founding documents out.")] = False,  # noqa: FBT002  typer's flags
    base: Annotated[str, typer.Option("--base", help="Base of the entities' IRIs.")] = Base().iri,
) -> None:
    """Build a release from the founding documents and the given files, and make it the current one."""
    if only and not files:
        raise UsageError("--only needs at least one file; name the documents to build from.")
    sources = [*(() if only else founding_documents()), *(files or ())]
    with terminal.progress() as progress:
        release = build_release(sources, out, base=Base(base), progress=progress)
    checks = release.manifest.checks
    terminal.say(
        f"{release.path}: {release.manifest.quads:,} quads, {checks['findings']} findings, "
        f"{checks['notUnderstood']} characters or cells not understood."
    )
    for notice in _notices(release.reports / "extraction.json"):
        terminal.say(f"note: {notice}")


@app.command()
def check(
    path: Annotated[
        Path, typer.Argument(help="A release, a folder of releases, or an N-Quads file.")
    ] = DEFAULT_FOLDER,
    reference: Annotated[bool, Reference] = False,  # noqa: FBT002  typer's flags
) -> None:
    """Check a release or an N-Quads file against the shapes that block a release."""
    report = check_path(path, Knowledge.default(), _reference_core() if reference else own_core)
    terminal.write(report.to_json().encode())
    if not report.conforms:
        raise typer.Exit(terminal.BLOCKED)


@app.command()
def query(
    name: Annotated[str, typer.Argument(help="A question of the library, or a file with a query.")],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="name=value; may be repeated.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="table, json, xml, csv, tsv, xlsx; ttl, nt, rdf, jsonld."),
    ] = None,
    releases: OpenRelease = DEFAULT_FOLDER,
    output: Output = None,
) -> None:
    """Ask a question of the library, or a query of your own, over the current release."""
    release = open_release(releases)
    values = dict(map(_parameter, param or ()))
    asked = asking.find(name, values, Knowledge.default(), Base(release.manifest.base))
    licence = Description.load(Knowledge.default()).licence
    try:
        body = asking.answer(release, asked, form, licence, terminal.width())
    except (QueryRefused, QuerySyntaxError) as error:
        raise UsageError(f"{name}: {error}") from error
    terminal.write(body, output)


@app.command()
def audit(
    form: Annotated[str, typer.Option("--format", "-f", help="table, html, csv, xlsx or json.")] = "table",
    as_of: Annotated[
        dt.datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day from which an action is late."),
    ] = None,
    releases: OpenRelease = DEFAULT_FOLDER,
    output: Output = None,
) -> None:
    """Print the findings of the audit rules over the current release."""
    release = open_release(releases)
    findings = audit_release(release, Knowledge.default(), as_of.date() if as_of else None)
    licence = Description.load(Knowledge.default()).licence
    date = release.manifest.created.date().isoformat()
    edition = Edition(release.name, licence, date, {} if as_of else standings(release))
    terminal.write(write_audit(findings, form, edition), output)


@app.command()
def identities(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Documents to look at in place of a release.")
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table, csv or json.")] = "table",
    releases: OpenRelease = DEFAULT_FOLDER,
    output: Output = None,
) -> None:
    """Print the names of programs, what each was taken for and how, and what was left open."""
    knowledge = Knowledge.default()
    report = identify_files(files, knowledge) if files else released_identities(open_release(releases))
    terminal.write(write_identities(report, form, terminal.width()), output)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on; 0 takes a free one.")] = None,
    releases: Annotated[Path | None, typer.Option("--releases", help="Folder of releases.")] = None,
    engine: Annotated[
        str | None, typer.Option("--engine", help="Query address of a remote SPARQL engine to answer from.")
    ] = None,
) -> None:
    """Serve the current release over HTTP; with --engine, the release that `push` loaded there."""
    from asm_graph.web.server import serve as serve_http  # noqa: PLC0415  the web framework is slow to import

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("httpx", "mcp"):  # they tell of every request
        logging.getLogger(chatty).setLevel(logging.WARNING)
    given = {"host": host, "port": port, "releases": releases, "engine": engine}
    serve_http(read_settings({name: value for name, value in given.items() if value is not None}))


def main() -> None:
    """Run the command line: the one place where an error becomes a message and an exit code."""
    try:
        app()
    except AsmGraphError as error:
        terminal.say(f"asm-graph: {error}")
        sys.exit(terminal.exit_code(error))
    except BrokenPipeError:
        sys.exit(terminal.DONE)


def _reference_core() -> Core:
    """Imported when it is asked for: rdflib and pySHACL take half a second to load."""
    from asm_graph.shacl.pyshacl_reference import reference_core  # noqa: PLC0415  (see above)

    return reference_core


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--param {text}: expected name=value, such as program=20-S061.")
    return name, value


def _notices(report: Path) -> list[str]:
    content = json.loads(report.read_bytes())
    named = [f"{one['file']}: {notice}" for one in content["documents"] for notice in one["notices"]]
    return [*named, *content["notices"]]
