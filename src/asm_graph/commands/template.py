"""The command `asm-graph template …`: a workbook for those whose documents have no known layout."""

from __future__ import annotations

from typing import Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.commands.options import OutputOption
from asm_graph.errors import UsageError
from asm_graph.messages import Message
from asm_graph.templates import TEMPLATES, Choices


def template(
    name: Annotated[str, typer.Argument(help=f"{', '.join(TEMPLATES)}.")],
    output: OutputOption = None,
) -> None:
    """Write a workbook to fill in, with drop-down lists, an example and instructions in Spanish."""
    from asm_graph.templates.writing import write_template

    if name not in TEMPLATES:
        raise UsageError(
            Message(
                "{name}: no template of that name; choose one of {names}.",
                name=name,
                names=", ".join(TEMPLATES),
            )
        )
    terminal.write(write_template(TEMPLATES[name], Choices.default()), output)
