"""The command `asm-graph check`: a release or a file of quads against the integrity shapes."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pyoxigraph import RdfFormat, parse

from asm_graph.commands import terminal
from asm_graph.errors import InputError
from asm_graph.knowledge import Knowledge
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import Base
from asm_graph.settings import DEFAULT_FOLDER

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from asm_graph.checks.integrity import IntegrityReport
    from asm_graph.shacl.validation import Core

Reference = typer.Option(help="Evaluate SHACL Core with pySHACL: the same results, slowly.")
_PACKED = b"\x1f\x8b"


def check(
    path: Annotated[
        Path, typer.Argument(help="A release, a folder of releases, or an N-Quads file.")
    ] = DEFAULT_FOLDER,
    reference: Annotated[bool, Reference] = False,
) -> None:
    """Check a release or an N-Quads file against the shapes that block a release."""
    report = check_path(path, Knowledge.default(), core=_reference_core() if reference else None)
    terminal.write(report.to_json().encode())
    if not report.conforms:
        raise typer.Exit(terminal.BLOCKED)


def _reference_core() -> Core:
    from asm_graph.shacl.pyshacl_reference import reference_core

    return reference_core


def check_path(path: Path, knowledge: Knowledge, core: Core | None = None) -> IntegrityReport:
    """Check a release (its files first, then its graph) or a file of N-Quads, packed or not.

    `core` evaluates SHACL Core; that of a build if none is given.

    Raises:
        ReleaseError: the release is missing or damaged.
        InputError: the file cannot be parsed.
    """
    from asm_graph.checks.integrity import check_integrity
    from asm_graph.releases import open_release

    base = Base()
    if path.is_file():
        quads = read_quads(path)
    else:
        release = open_release(path)
        release.verify()
        base = Base(release.manifest.base)
        quads = read_quads(release.dump_path)
    return check_integrity(quads, base, shapes=knowledge.shapes / "integrity", core=core)


def read_quads(path: Path) -> list[Quad]:
    """Read the quads of an N-Quads file, gzipped or not.

    Raises:
        InputError: it cannot be read or parsed; the message names the line.
    """
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if data.startswith(_PACKED) else data
        return list(parse(data, format=RdfFormat.N_QUADS))
    except (OSError, EOFError) as error:
        raise InputError(Message("{path}: cannot be read ({error}).", path=path, error=error)) from error
    except SyntaxError as error:
        raise InputError(Message("{path}: is not N-Quads ({error}).", path=path, error=error)) from error
