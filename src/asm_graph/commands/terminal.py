"""What the command line prints: progress, results, and errors as one plain message with an exit code."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from asm_graph.commands.language import language
from asm_graph.errors import (
    AsmGraphError,
    InputError,
    MissingRelease,
    QueryRefused,
    QuerySyntaxError,
    UnusableFolder,
    UsageError,
)
from asm_graph.messages import Message, in_language, system_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

DONE, BLOCKED, WRONG_USE = 0, 1, 2
"""Exit codes: done; findings that block, or work that failed; wrong use or bad input."""

_WRONG_USES = (InputError, MissingRelease, UnusableFolder, QuerySyntaxError, QueryRefused)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that move the cursor, turn the direction of writing or are none; line ends and tabs aside."""


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show the steps of long work on standard error: a moving line on a terminal, plain lines elsewhere."""
    if not _errors.is_terminal:
        yield say
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=_errors, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, description=_visible(in_language(step, language())))


def say(line: str) -> None:
    """Print a line for people on standard error, a message in their language."""
    _errors.print(_visible(in_language(line, language())), markup=False)


def _visible(line: str) -> str:
    """Escape what a terminal would obey: names of files and cells of tables come from strangers."""
    return _UNSEEN.sub(lambda sign: ascii(sign[0])[1:-1], line)


def write(body: bytes, output: Path | None = None) -> None:
    """Write a result to a file, or to standard output if a terminal can show it.

    Raises:
        UsageError: it cannot be written there, or a terminal cannot show it.
        BrokenPipeError: the reader has closed the pipe.
    """
    if output is not None:
        _write_file(body, output)
        return
    if sys.stdout is None:
        raise UsageError(Message("standard output: is closed; choose another place."))
    if body.startswith(b"PK") and sys.stdout.isatty():
        raise UsageError(Message("A spreadsheet cannot be shown on a terminal; name a file with --output."))
    try:
        sys.stdout.buffer.write(body if body.endswith(b"\n") or body.startswith(b"PK") else body + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _leave_output()
        raise UsageError(
            Message(
                "standard output: cannot be written ({reason}); choose another place.",
                reason=system_reason(error),
            )
        ) from error


def write_several(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write results to files of a folder, by their names; folders in it are made.

    Raises:
        UsageError: one cannot be written there.
    """
    for name, body in files:
        path = folder / name
        try:
            if path.parent != folder:
                path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise UsageError(
                Message(
                    "{folder}: cannot be made ({reason}); choose another place.",
                    folder=path.parent,
                    reason=system_reason(error),
                )
            ) from error
        _write_file(body, path)


def _leave_output() -> None:
    """Keep Python from flushing what is left over, and failing again, when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_file(body: bytes, output: Path) -> None:
    was_there = output.exists()
    try:
        output.write_bytes(body)
    except OSError as error:
        if not was_there:
            output.unlink(missing_ok=True)
        raise UsageError(
            Message(
                "{output}: cannot be written ({reason}); choose another file.",
                output=output,
                reason=system_reason(error),
            )
        ) from error


def exit_code(error: AsmGraphError) -> int:
    """Return the exit code for an error."""
    return WRONG_USE if isinstance(error, _WRONG_USES) else BLOCKED


def width() -> int:
    """Return how many characters wide a table may be."""
    return Console(file=sys.stdout).width
