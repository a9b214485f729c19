"""The command `asm-graph export-site`: the site as plain files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.commands.options import ReleasesOption
from asm_graph.errors import UsageError
from asm_graph.messages import Message
from asm_graph.settings import DEFAULT_FOLDER, read_settings

Folder = Annotated[Path, typer.Argument(help="Folder to write; an export that is there is replaced.")]
Address = Annotated[
    str | None, typer.Option("--address", help="Where it will be served; the base of the IRIs if left out.")
]
Formats = Annotated[
    str, typer.Option("--data", help="Formats of the data of each thing, of ttl, jsonld, nt and rdf.")
]
_KNOWN = {"ttl", "jsonld", "nt", "rdf"}


def export_site(
    folder: Folder,
    releases: ReleasesOption = DEFAULT_FOLDER,
    address: Address = None,
    data: Formats = "ttl,jsonld",
) -> None:
    """Write pages, data and catalog as files that any web server can serve."""
    from asm_graph.export.site import Export
    from asm_graph.export.site import export_site as write_site

    formats = frozenset(filter(None, data.split(",")))
    if formats - _KNOWN:
        raise UsageError(
            Message(
                "--data {data}: expected some of {names}, with commas between.",
                data=data,
                names=", ".join(sorted(_KNOWN)),
            )
        )
    with terminal.progress() as progress:
        export = Export.of(read_settings({"releases": releases}), address, formats, progress)
        count = write_site(export, folder)
    terminal.say(Message("{folder}: {count:,} files.", folder=folder, count=count))
