"""The command `asm-graph read`: the records of one document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.errors import UsageError
from asm_graph.knowledge import Knowledge
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import Base


def read(file: Annotated[Path, typer.Argument(help="A document of a known layout.")]) -> None:
    """Print the records of one document as JSON, with the account of its characters."""
    from asm_graph.build.extract import Extractor
    from asm_graph.build.page_progress import each_second
    from asm_graph.build.source_files import source_files
    from asm_graph.documents import load
    from asm_graph.readers.json_records import as_json

    if file.is_dir():
        raise UsageError(Message("{file}: is a folder; name one document of it.", file=file))
    extractor = Extractor(Knowledge.default(), Base())
    (source,) = source_files([file])
    with terminal.progress() as progress:
        document = load(
            source.path,
            source.content,
            progress=each_second(progress, Message("Reading {file}", file=source.name)),
        )
    extraction = extractor.extract(document, source.slug, source.origin)
    shown = {"account": extraction.report(), "record": as_json(extraction.reading.record)}
    terminal.write(json.dumps(shown, ensure_ascii=False, indent=2).encode())
