"""The command `asm-graph build`: documents become a release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.errors import UsageError
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import Base
from asm_graph.settings import DEFAULT_FOLDER

if TYPE_CHECKING:
    from asm_graph.releases import Release

Files = Annotated[list[Path] | None, typer.Argument(help="Documents to read besides the founding ones.")]

Draft = Annotated[bool, typer.Option("--draft", help="Keep it as a draft, which is not served yet.")]


def build(
    files: Files = None,
    out: Annotated[Path, typer.Option("--out", help="Folder of releases.")] = DEFAULT_FOLDER,
    only: Annotated[bool, typer.Option("--only", help="Leave the founding documents out.")] = False,
    draft: Draft = False,
    base: Annotated[str, typer.Option("--base", help="Base of the entities' IRIs.")] = Base().iri,
) -> None:
    """Build a release from the founding documents and the given files, and make it the current one."""
    from asm_graph.build.pipeline import build as build_release
    from asm_graph.build.pipeline import founding_documents

    if only and not files:
        raise UsageError(Message("--only needs at least one file; name the documents to build from."))
    sources = [*(() if only else founding_documents()), *(files or ())]
    with terminal.progress() as progress:
        release = build_release(sources, out, base=Base(base), progress=progress, draft=draft)
    _tell(release, out)


def _tell(release: Release, out: Path) -> None:
    """Tell what was made of each file, and what the publisher should look at."""
    from asm_graph.build.summary import notice_lines, summary_lines
    from asm_graph.releases import DRAFTS

    checks = release.manifest.checks
    terminal.say(
        Message(
            "{path}: {quads:,} quads, {checks} findings, "
            "{not_understood} characters or cells not understood.",
            path=release.path,
            quads=release.manifest.quads,
            checks=checks["findings"],
            not_understood=checks["notUnderstood"],
        )
    )
    report = json.loads((release.reports / "extraction.json").read_bytes())
    for line in (*summary_lines(report), *notice_lines(report)):
        terminal.say(line)
    if release.path.parent.name == DRAFTS:
        terminal.say(
            Message(
                "This is a draft, which is not served yet: look at it with `asm-graph serve --draft "
                "--releases {folder}`, publish it with `asm-graph publish --releases {folder}`.",
                folder=out,
            )
        )
