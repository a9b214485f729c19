"""The command `asm-graph template …`: a workbook for those whose documents have no known layout."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  typer reads the annotations of the commands
from typing import Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.errors import UsageError
from asm_graph.templates import TEMPLATES, Choices
from asm_graph.templates.writing import write_template


def template(
    name: Annotated[str, typer.Argument(help=f"{', '.join(TEMPLATES)}.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output if left out.")
    ] = None,
) -> None:
    """Write a workbook to fill in, with drop-down lists, an example and instructions in Spanish."""
    if name not in TEMPLATES:
        raise UsageError(f"{name}: no template of that name; choose one of {', '.join(TEMPLATES)}.")
    terminal.write(write_template(TEMPLATES[name], Choices.default()), output)
