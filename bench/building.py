"""Building releases: all federal tables from cold, the same again, and how the cost grows with copies."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.builds import built
from bench.growth import SLICE, growth
from bench.pieces import Reached, Remark, Table
from bench.rows import write_spending
from bench.sources import federal_tables, founding_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.builds import Built
    from bench.pieces import Piece
    from bench.workspace import Workspace

_MADE_ROWS = 20_000


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Build copies of a part of the programs, the federal release, and copies of all programs."""
    yield from growth(workspace, SLICE, rounds=(3, 1, 1))
    yield from _federal(workspace)
    yield from growth(workspace, 1, rounds=(1, 1, 1))


def _federal(workspace: Workspace) -> Iterator[Piece]:
    """Build all federal tables and the founding documents, again, and again with a document changed."""
    tables = federal_tables()
    if not tables:
        yield Remark(
            "The federal tables are absent (ASM_GRAPH_DATA); a generated table of spending takes their place."
        )
        tables = [write_spending(workspace.sub("made") / "gasto.csv", _MADE_ROWS)]
    texts = [shutil.copyfile(each, workspace.sub("texts") / each.name) for each in founding_texts()]
    sources, out = [*tables, *texts], workspace.federal_releases
    cold = built(sources, out)
    again = built(sources, out)
    smallest = min(texts, key=lambda path: path.stat().st_size)
    _change(smallest)
    changed = built(sources, out)
    name = f"{len(sources)} files"
    yield Table(
        "All federal tables with the founding documents",
        ("build", "quads", "s", "processor s", "µs a quad", "MB"),
        (_row(f"{name}, from cold", cold), _row("nothing changed", again), _row("one text changed", changed)),
    )
    amount = f"{cold.quads:,} quads, {cold.processor_seconds:.0f} s of processor"
    yield Reached("federal-seconds", (cold.seconds,), amount if federal_tables() else "a generated table")
    yield Reached("federal-memory", (cold.megabytes,), amount if federal_tables() else "a generated table")
    yield Reached("second-build", (changed.seconds,), f"{changed.processor_seconds:.0f} s of processor")


def _change(text: Path) -> None:
    """Have a text say one thing more."""
    text.write_bytes(text.read_bytes() + "\n\nTexto que se agregó después.\n".encode())


def _row(name: str, one: Built) -> tuple[str, ...]:
    measured = (f"{one.seconds:.1f}", f"{one.processor_seconds:.1f}", f"{one.microseconds:.1f}")
    return (name, f"{one.quads:,}", *measured, f"{one.megabytes:,.0f}")
