"""Targets among what reads a document: CSV, XLSX, JSON and text, from the bytes to the quads."""

from __future__ import annotations

import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from asm_graph.build.extract import Extractor
from asm_graph.documents import load
from asm_graph.errors import InputError
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from fuzz.inputs import PIECES, damaged
from fuzz.tables import CANARY, CELLS, csv_files, json_files, xlsx_files
from fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def _extractor() -> Extractor:
    return Extractor(Knowledge.default(), Base())


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="asm-graph-fuzz-"))


@cache
def _texts() -> tuple[bytes, ...]:
    """Read the founding documents; their first halves and their ends, too."""
    wholes = [path.read_bytes() for path in sorted((Knowledge.default().seeds / "documents").glob("*.txt"))]
    return (*wholes, *(whole[: len(whole) // 2] for whole in wholes), *(whole[-3000:] for whole in wholes))


def read_as(name: str) -> Callable[[bytes], None]:
    """Make the check of a file of this name: it becomes quads to publish, or is refused in plain words."""

    def check(data: bytes) -> None:
        path = _folder() / name
        path.write_bytes(data)
        try:
            _extract(path)
        except InputError as error:
            message = str(error)
        else:
            return
        assert name in message
        message.encode()

    return check


def _extract(path: Path) -> None:
    extraction = _extractor().extract(load(path), "documento")
    lines = extraction.lines
    written = serialize(extraction.quads, format=RdfFormat.N_QUADS) or b""
    assert set(io.BytesIO(lines)) == set(io.BytesIO(written))
    report = json.dumps(extraction.report(), ensure_ascii=False).encode()
    for said in (lines, report, (extraction.reading.published or "").encode()):
        assert CANARY.encode() not in said, "an e-mail address is published"


TARGETS = (
    Target("csv", csv_files(), read_as("tabla-2018.csv")),
    Target("json", json_files(), read_as("tabla-2018.json")),
    Target("xlsx", xlsx_files(), read_as("tabla-2018.xlsx")),
    Target(
        "text",
        damaged(_texts(), (*PIECES["lines"], *CELLS)),
        read_as("documento.txt"),
    ),
)
