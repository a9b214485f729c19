"""A process that makes one file: what it is told and the content come on standard input, the file goes out.

Started as `python -m asm_graph.conversion.worker MEMORY SECONDS FILE_BYTES KIND`. The first line of its input
is JSON. Its output is a file that can be written at any place. Exit codes are those of `process`.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from xlsxwriter.exceptions import XlsxWriterException

from asm_graph.checks.report import Edition, write_audit
from asm_graph.confinement import OVER_SIZE, TOLD, ProcessLimits, silence
from asm_graph.errors import UsageError
from asm_graph.explorer.choice import Choice
from asm_graph.explorer.downloads import Result, write_result
from asm_graph.explorer.reading import explorer_of
from asm_graph.releases.findings import findings_of
from asm_graph.results import About
from asm_graph.results.xlsx import write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _workbook(told: Mapping[str, Any], content: IO[bytes], file: IO[bytes]) -> None:
    """Write a spreadsheet of a JSON answer."""
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(content, kept)  # the engine's worker is free before the first row is written
        kept.seek(0)
        write_workbook(kept, About(**told), file)


def _audit(told: Mapping[str, Any], _content: IO[bytes], file: IO[bytes]) -> None:
    """Write a report of findings of a release."""
    findings, chosen = findings_of(Path(told["folder"])), set(told["findings"])
    standings = {one.iri: one.standing for one in findings.known if one.standing}
    whole = findings.whole(one for one in findings.known if one.iri in chosen)
    edition = Edition(
        standings=standings,
        denominators=findings.denominators,
        rules=findings.rules,
        **told["edition"],
    )
    file.write(write_audit(whole, told["format"], edition))


def _explorer(told: Mapping[str, Any], _content: IO[bytes], file: IO[bytes]) -> None:
    """Write the whole of a result of the explorer of a release."""
    explorer = explorer_of(Path(told["folder"]))
    if explorer is not None:
        choice, about = Choice(**told["choice"]), About(**told["about"])
        write_result(Result(explorer, choice, told["language"], about), told["format"], file)


_KINDS: Mapping[str, Callable[[Mapping[str, Any], IO[bytes], IO[bytes]], None]] = {
    "workbook": _workbook,
    "audit": _audit,
    "explorer": _explorer,
}


def main(kind: str) -> int:
    """Make one file; the exit code."""
    content = sys.stdin.buffer
    told = json.loads(content.readline())
    with open(sys.stdout.fileno(), "r+b", closefd=False) as file:
        try:
            _KINDS[kind](told, content, file)
        except UsageError as error:
            file.seek(0)
            file.truncate()
            file.write(json.dumps({"message": str(error), "code": error.code, "facts": error.facts}).encode())
            return TOLD
        except (MemoryError, OSError, XlsxWriterException):
            return OVER_SIZE
    return 0


if __name__ == "__main__":
    silence()
    ProcessLimits.read(*sys.argv[1:4]).hold()
    sys.exit(main(sys.argv[4]))
