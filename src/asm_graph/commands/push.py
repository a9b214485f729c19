"""The command `asm-graph push`: a release into a remote SPARQL engine."""

from __future__ import annotations

from typing import Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.commands.options import ReleaseOption
from asm_graph.messages import Message
from asm_graph.settings import DEFAULT_FOLDER, read_settings

Url = Annotated[str, typer.Argument(help="Query address of the engine, such as http://host:7878/query.")]
Store = Annotated[
    str | None,
    typer.Option("--store", help="Address of its graph store; `store` beside the query address if left out."),
]

AtOnce = Annotated[
    int, typer.Option("--at-once", min=1, max=32, help="Graphs to load at once; 1 spares a busy engine.")
]


def push(
    url: Url, store: Store = None, releases: ReleaseOption = DEFAULT_FOLDER, at_once: AtOnce = 4
) -> None:
    """Load a release into a remote SPARQL engine, and mark it as whole there; a push again goes on."""
    from asm_graph.push.transfer import push_to
    from asm_graph.releases import open_release

    settings = read_settings({"engine_store": store} if store else {})
    release = open_release(releases)
    with terminal.progress() as progress:
        pushed = push_to(url, release, settings, progress, at_once)
    terminal.say(
        Message(
            "{release} is whole in the engine: {loaded} graphs loaded, {left} there already, "
            "{removed} removed.",
            release=release.name,
            loaded=pushed.loaded,
            left=pushed.left,
            removed=pushed.removed,
        )
    )
