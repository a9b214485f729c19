"""The command `asm-graph check-harvest`: what a portal that harvests a catalog would do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.commands.language import language
from asm_graph.errors import UsageError
from asm_graph.messages import Message, in_language

Url = Annotated[str, typer.Argument(help="Address of a DCAT catalog, such as http://host/catalog.")]
Previous = Annotated[Path | None, typer.Option("--previous", help="The harvest before this one, by --save.")]
Save = Annotated[Path | None, typer.Option("--save", help="File to keep this harvest in, for the next time.")]
Form = Annotated[str, typer.Option("--format", "-f", help="table or json.")]


def check_harvest(url: Url, previous: Previous = None, save: Save = None, form: Form = "table") -> None:
    """Harvest a catalog as CKAN does: tell which datasets it would create, change and delete."""
    from asm_graph.harvest.crawl import crawl
    from asm_graph.harvest.state import HarvestState, compare

    if form not in {"table", "json"}:
        raise UsageError(Message("--format {form}: expected table or json.", form=form))
    before = HarvestState.read(previous) if previous else None
    with terminal.progress() as progress:
        state = crawl(url, progress)
    changes = compare(before, state)
    terminal.say(
        Message(
            "{url}: {count:,} datasets in {pages} pages, {size:,} bytes.",
            url=url,
            count=len(state.datasets),
            pages=state.pages,
            size=state.size,
        )
    )
    text = in_language(changes.to_text(), language()).encode()
    terminal.write(changes.to_json() if form == "json" else text)
    if save:
        terminal.write(state.to_json(), save)
