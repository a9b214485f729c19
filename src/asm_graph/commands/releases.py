"""The commands `asm-graph releases …`: list, show, switch, diff, prune."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.commands.help_texts import TranslatedCommand, TranslatedGroup
from asm_graph.commands.language import language
from asm_graph.commands.options import ReleasesOption
from asm_graph.errors import MissingRelease
from asm_graph.messages import Message, in_language
from asm_graph.settings import DEFAULT_FOLDER

if TYPE_CHECKING:
    from asm_graph.releases import Releases

releases_app = typer.Typer(
    cls=TranslatedGroup, help="List, show, switch, compare and prune releases.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(help="The name of a release.")]


@releases_app.command("list", cls=TranslatedCommand)
def list_releases(folder: ReleasesOption = DEFAULT_FOLDER) -> None:
    """Print the names of all releases, the oldest first; `*` marks the current one."""
    releases = _releases_in(folder)
    current = releases.current()
    names = tuple(f"{'*' if current and current.name == name else ' '} {name}" for name in releases.list())
    failed = tuple(
        in_language(Message("! {name} (failed its checks)", name=name), language())
        for name in releases.failed()
    )
    drafts = tuple(
        in_language(Message("? {name} (draft, see `asm-graph publish`)", name=name), language())
        for name in releases.drafts()
    )
    if not (names or failed or drafts):
        raise _empty(folder)
    terminal.write("\n".join([*names, *failed, *drafts]).encode())


@releases_app.command(cls=TranslatedCommand)
def show(
    name: Annotated[str | None, typer.Argument(help="A release; the current one if left out.")] = None,
    folder: ReleasesOption = DEFAULT_FOLDER,
) -> None:
    """Print the manifest of a release."""
    releases = _releases_in(folder)
    release = releases.open(name) if name else releases.current()
    if release is None:
        raise _empty(folder)
    terminal.write(release.manifest.model_dump_json(indent=2).encode())


@releases_app.command(cls=TranslatedCommand)
def switch(name: Name, folder: ReleasesOption = DEFAULT_FOLDER) -> None:
    """Make a release the current one."""
    terminal.say(Message("{name} is current.", name=_releases_in(folder).switch(name).name))


@releases_app.command(cls=TranslatedCommand)
def diff(before: Name, after: Name, folder: ReleasesOption = DEFAULT_FOLDER) -> None:
    """Print what changed between two releases, as N-Quads with `+` and `-`."""
    difference = _releases_in(folder).diff(before, after)
    terminal.write(b"".join((b"+ " if added else b"- ") + line for added, line in difference.changes()))


@releases_app.command(cls=TranslatedCommand)
def prune(
    keep: Annotated[int, typer.Option("--keep", min=1, help="How many releases to keep.")] = 5,
    folder: ReleasesOption = DEFAULT_FOLDER,
) -> None:
    """Remove the oldest releases, never the current one."""
    removed = _releases_in(folder).prune(keep)
    terminal.say(Message("{count} removed.", count=len(removed)))


def _releases_in(folder: Path) -> Releases:
    from asm_graph.releases import Releases

    return Releases(folder)


def _empty(folder: Path) -> MissingRelease:
    return MissingRelease(
        Message("{folder}: has no release yet; `asm-graph build` makes one.", folder=folder)
    )
