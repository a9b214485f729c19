"""Rows to N-Quads: our pipeline, rdflib, maplib and morph-kgc on the same rows, in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.pieces import Reached, Remark, Table, ratios, shown
from bench.rows import write_spending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.pieces import Piece
    from bench.workspace import Workspace

_ROWS = 10_000
_ROUNDS = 3
_HERE = Path(__file__).parent
_VENVS = Path(sys.prefix).parent
PEERS, MAPLIB = (_VENVS / name / "bin" / "python" for name in (".venv-peers", ".venv-maplib"))
"""Interpreters of peers that need other versions of our libraries, or of each other's."""
_WAYS = (
    ("ours: facts, names, evidence, every cell checked, lines sorted", "ours", Path(sys.executable)),
    ("rdflib: facts and evidence", "rdflib", Path(sys.executable)),
    ("maplib: facts and evidence", "maplib", MAPLIB),
    ("morph-kgc: facts alone, from RML", "morph_kgc", PEERS),
)


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Measure processor time of a statement: imports are not counted, reading and writing files are."""
    table = write_spending(workspace.sub("mapping") / "gasto.csv", _ROWS)
    found: dict[str, list[tuple[float, int]]] = {}
    for _ in range(_ROUNDS):
        for _, script, interpreter in _WAYS:
            if interpreter.exists():
                found.setdefault(script, []).append(_mapped(interpreter, script, table))
    rows = tuple(_row(name, found[script]) for name, script, _ in _WAYS if script in found)
    yield Table(
        f"{_ROWS:,} rows of spending",
        ("way", "statements", "processor s", "µs a row", "µs a statement"),
        rows,
    )
    ours = [seconds / statements for seconds, statements in found["ours"]]
    for script in ("rdflib", "maplib"):
        peer = [seconds / statements for seconds, statements in found.get(script, ())]
        if peer:
            yield Reached(f"mapping-{script}", ratios(peer, ours), "processor time of a statement")
        else:
            yield Reached(f"mapping-{script}", (), f"{script} is not installed; `make bench` does it")
    for name, script, _ in _WAYS:
        if script not in found:
            yield Remark(f"{name.partition(':')[0]} is not installed; `make bench` does it.")


def _row(name: str, runs: list[tuple[float, int]]) -> tuple[str, ...]:
    per_row = [1e6 * seconds / _ROWS for seconds, _ in runs]
    each = [1e6 * seconds / statements for seconds, statements in runs]
    return (name, f"{runs[0][1]:,}", shown([seconds for seconds, _ in runs]), shown(per_row), shown(each))


def _mapped(interpreter: Path, script: str, table: Path) -> tuple[float, int]:
    """Return processor seconds and statements, as a fresh process tells them in its last line."""
    command = [str(interpreter), "-m", f"bench.mappers.{script}", str(table)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_HERE.parent)
    spent, statements = done.stdout.split()[-2:]
    return float(spent), int(statements)
