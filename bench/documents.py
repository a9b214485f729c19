"""Reading documents of pages: the processor time of a page, the whole time and memory of a report.

A report made here is always read, the first pages of real documents only if they are present and there is
time. Builds of a scan show what it costs once an earlier build has read it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from reportlab.pdfgen.canvas import Canvas
from tests.pdf_printer import PrintedTable, printed

from bench.builds import built
from bench.mapping import PEERS
from bench.pieces import Remark, Table
from bench.processes import watched
from bench.sources import DATA, founding_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.pieces import Piece
    from bench.workspace import Workspace

_DATA = DATA / "documents"
_PAGES, _SCANNED = 40, 2
_REAL = (
    ("reports/ecyr-2018-zac-desarrollo-emprendedor.pdf", _PAGES),
    ("asm/asm-pae-2021-itse-scan.pdf", _SCANNED),
    ("conac/conac-2021-itse-scan.pdf", _SCANNED),
)
"""Documents and how many of their pages are read."""
_SECONDS = 20
"""Another document is begun only if so much time is left."""
_PEER = """
import sys, pdfplumber
for page in pdfplumber.open(sys.argv[1]).pages:
    page.extract_words(), page.extract_tables(), page.close()
"""
"""Words and tables by the library that most people would use."""
_DOTS_PER_INCH = 200
_TEXT = (
    "El programa cuenta con un diagnóstico en el que se identifica el problema que se busca atender, sus "
    "causas y sus efectos, y con una estrategia de cobertura documentada para atender a su población. "
)
_HEADER = ("Nivel", "Objetivo", "Indicador", "Medios de verificación", "Supuestos")


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What reading a file took: seconds, processor seconds of all processes, and the most memory at once."""

    name: str
    pages: int
    seconds: float
    processor_seconds: float
    megabytes: float
    peer_seconds: float | None


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Read a report of many pages, the first pages of it as a scan, and the real documents that are there."""
    folder = workspace.sub("documents")
    report, scan = folder / "informe.pdf", folder / "escaneado.pdf"
    report.write_bytes(_report())
    scan.write_bytes(_scanned(report))
    rows: list[tuple[str, ...]] = []
    for path in (report, scan):
        yield _read_beside(rows, path)
    yield from _builds_after(scan, folder / "releases")
    for name, pages in _REAL:
        if (_DATA / name).is_file() and workspace.left > _SECONDS:
            path = folder / (_DATA / name).name
            path.write_bytes(_first_pages(_DATA / name, pages))
            yield _read_beside(rows, path)


def _read_beside(rows: list[tuple[str, ...]], path: Path) -> Table:
    """Return the table of the documents that were read, with one more."""
    one = _read(path)
    peer = "absent" if one.peer_seconds is None else f"{one.peer_seconds:.1f}"
    cost = (f"{one.processor_seconds:.1f}", f"{one.processor_seconds / one.pages:.2f}")
    rows.append((one.name, str(one.pages), f"{one.seconds:.1f}", *cost, f"{one.megabytes:,.0f}", peer))
    columns = ("document", "pages", "s", "processor s", "processor s a page", "MB", "pdfplumber s")
    return Table("Reading documents of pages", columns, tuple(rows))


def _builds_after(scan: Path, out: Path) -> Iterator[Piece]:
    """Build a release of a scan, then again: as it is, and with another document."""
    builds = {
        "the first": built([scan], out),
        "nothing changed": built([scan], out),
        "another text beside it": built([scan, founding_texts()[0]], out),
    }
    rows = tuple((name, f"{one.seconds:.1f}", f"{one.processor_seconds:.1f}") for name, one in builds.items())
    yield Table(f"Builds of {_SCANNED} scanned pages", ("build", "s", "processor s"), rows)
    yield Remark("Reference: a report of 250 pages in 60 s and 1.5 GB, a scanned page in 2 s.")


def _report() -> bytes:
    """Print a report whose every third page or so has a table."""
    rows = [
        _HEADER,
        *(("Componente", _TEXT[:90], _TEXT[40:110], "Informes", "Hay recursos") for _ in range(9)),
    ]
    blocks: list[str | PrintedTable] = []
    for _ in range(_PAGES):
        blocks += [
            "ANEXO 3 MATRIZ DE INDICADORES",
            PrintedTable(rows, (60, 150, 120, 80, 80)),
            *[_TEXT * 4] * 7,
        ]
    return _first_pages(printed(blocks), _PAGES)


def _first_pages(document: bytes | Path, count: int) -> bytes:
    """Return the first pages of a document as one of their own."""
    whole = pypdfium2.PdfDocument(document)
    cut = pypdfium2.PdfDocument.new()
    cut.import_pages(whole, list(range(min(count, len(whole)))))
    file = io.BytesIO()
    cut.save(file)
    return file.getvalue()


def _scanned(report: Path) -> bytes:
    """Return the first pages of a report as pictures alone."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, 792))
    pages = pypdfium2.PdfDocument(report)
    for index in range(_SCANNED):
        picture = pages[index].render(scale=_DOTS_PER_INCH / 72).to_pil()
        canvas.drawInlineImage(picture, 0, 0, 612, 792)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _read(path: Path) -> ReadDocument:
    before = os.times()
    ran = watched([sys.executable, "-m", "asm_graph", "read", str(path)])
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    pages, peer = len(pypdfium2.PdfDocument(path)), _peer_seconds(path)
    return ReadDocument(path.name, pages, ran.seconds, used, ran.megabytes, peer)


def _peer_seconds(path: Path) -> float | None:
    if not PEERS.is_file():
        return None
    start = time.perf_counter()
    subprocess.run([PEERS, "-c", _PEER, str(path)], check=True)
    return time.perf_counter() - start
