"""Checks and audits of what is already built: a release, or a file of quads."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from asm_graph.checks.audit import audit
from asm_graph.checks.integrity import check_integrity
from asm_graph.checks.report import REPORT, read_json
from asm_graph.errors import InputError, ReleaseError
from asm_graph.graph.derived import derived_quads
from asm_graph.rdf.vocabulary import Base
from asm_graph.registers import Registers
from asm_graph.releases import open_release
from asm_graph.shacl.validation import own_core

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.checks.audit import Finding
    from asm_graph.checks.integrity import IntegrityReport
    from asm_graph.knowledge import Knowledge
    from asm_graph.releases import Release
    from asm_graph.shacl.validation import Core

_PACKED = b"\x1f\x8b"


def check_path(path: Path, knowledge: Knowledge, core: Core = own_core) -> IntegrityReport:
    """Check a release (its files first, then its graph) or a file of N-Quads, packed or not.

    `core` evaluates SHACL Core; the one of a build, or the reference.

    Raises:
        ReleaseError: the release is missing or damaged.
        InputError: the file cannot be parsed.
    """
    base = Base()
    if path.is_file():
        quads = read_quads(path)
    else:
        release = open_release(path)
        release.verify()
        base = Base(release.manifest.base)
        quads = read_quads(release.dump_path)
    return check_integrity(quads, base, shapes=knowledge.shapes / "integrity", core=core)


def audit_release(release: Release, knowledge: Knowledge, as_of: dt.date | None) -> tuple[Finding, ...]:
    """The findings that a release holds; those of today's rules where lateness counts from a day of choice.

    Raises:
        ReleaseError: its report of findings is missing.
    """
    if as_of is None:
        path = release.reports / REPORT
        try:
            return read_json(path.read_bytes())
        except OSError as error:
            raise ReleaseError(f"{path}: cannot be read ({error.strerror}); build it again.") from error
    quads, base = read_quads(release.dump_path), Base(release.manifest.base)
    if base.graph("derived").value not in release.manifest.graphs:
        # a release of earlier software, whose rules found what is derived now by themselves
        verbs = Registers.load(knowledge.seeds / "registers").verbs
        quads += derived_quads(quads, verbs, base)
    return audit(quads, base, knowledge=knowledge, as_of=as_of)


def read_quads(path: Path) -> list[Quad]:
    """The quads of an N-Quads file.

    Raises:
        InputError: it cannot be read or parsed; the message names the line.
    """
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if data.startswith(_PACKED) else data
        return list(parse(data, format=RdfFormat.N_QUADS))
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: cannot be read ({error}).") from error
    except SyntaxError as error:
        raise InputError(f"{path}: is not N-Quads ({error}).") from error
