"""The command `asm-graph serve`: the current release over HTTP."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from asm_graph.settings import read_settings

Draft = Annotated[bool, typer.Option("--draft", help="Show the draft instead, to this machine only.")]


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on; 0 takes a free one.")] = None,
    releases: Annotated[Path | None, typer.Option("--releases", help="Folder of releases.")] = None,
    engine: Annotated[
        str | None, typer.Option("--engine", help="Query address of a remote SPARQL engine to answer from.")
    ] = None,
    draft: Draft = False,
) -> None:
    """Serve the current release over HTTP; with --engine, the release that `push` loaded there."""
    from asm_graph.web.server import serve as serve_http

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("httpx", "mcp"):  # they log every request
        logging.getLogger(chatty).setLevel(logging.WARNING)
    given = {"host": host, "port": port, "releases": releases, "engine": engine, "draft": draft or None}
    serve_http(read_settings({name: value for name, value in given.items() if value is not None}))
