"""The command `asm-graph identities`: which program each printed name was taken for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.commands.language import language
from asm_graph.commands.options import OutputOption, ReleaseOption
from asm_graph.settings import DEFAULT_FOLDER


def identities(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Documents to look at in place of a release.")
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table, csv or json.")] = "table",
    releases: ReleaseOption = DEFAULT_FOLDER,
    output: OutputOption = None,
) -> None:
    """Print the names of programs, what each was taken for and how, and what was left open."""
    from asm_graph.build.identity_report import identify_files, released_identities, write_identities
    from asm_graph.knowledge import Knowledge
    from asm_graph.releases import open_release

    if files:
        report = identify_files(files, Knowledge.default())
    else:
        report = released_identities(open_release(releases))
    terminal.write(write_identities(report, form, terminal.width(), language()), output)
