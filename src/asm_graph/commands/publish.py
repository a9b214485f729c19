"""The command `asm-graph publish`: the draft becomes the current release."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.commands.options import ReleasesOption
from asm_graph.messages import Message
from asm_graph.settings import DEFAULT_FOLDER

Anyway = Annotated[
    bool, typer.Option("--anyway", help="Even if another release was made current since it was built.")
]


def publish(folder: ReleasesOption = DEFAULT_FOLDER, anyway: Anyway = False) -> None:
    """Make the draft that `build --draft` has kept the current release."""
    from asm_graph.releases import publish_draft
    from asm_graph.releases.difference import SUMMARY

    published = publish_draft(folder, anyway=anyway)
    release = published.release
    changes = json.loads((release.path / SUMMARY).read_bytes())
    terminal.say(Message("{name} is current.", name=release.name))
    if published.before and changes["previous"]:
        terminal.say(
            Message(
                "Against {previous}: {added:,} facts added, {removed:,} removed; "
                "`asm-graph releases switch {before}` goes back.",
                previous=changes["previous"],
                added=changes["added"],
                removed=changes["removed"],
                before=published.before,
            )
        )
