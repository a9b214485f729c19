"""Rows to RDF: our pipeline, rdflib and morph-kgc (RML) on the same rows, in processes of their own."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.measuring import Comparison, Way

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = 20_000
_ROUNDS = 3
_HEADER = (
    "CICLO", "RMP", "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "DESC_MODALIDAD", "ID_PP", "DESC_PP",
    "EJERCIDO_MDP",
)  # fmt: skip
_HERE = Path(__file__).parent
PEERS = Path(sys.prefix).parent / ".venv-peers" / "bin" / "python"
"""The interpreter of peers that need other versions of our libraries; `make bench` installs it."""


def mapping(folder: Path) -> Iterator[Comparison]:
    """Seconds for 100,000 triples: ours with its checks of the cells, its names and its evidence."""
    table = _table(folder / "gasto.csv")
    ours = _way("ours, with evidence", Path(sys.executable), "ours", table)
    amount = f"{_ROWS:,} rows, ms for 100,000 triples"
    yield Comparison("mapping a table", amount, ours, _way("rdflib", Path(sys.executable), "rdflib", table))
    if PEERS.exists():
        yield Comparison("mapping a table", amount, ours, _way("morph-kgc", PEERS, "morph_kgc", table))


def _table(path: Path) -> Path:
    """Write a table of spending of our own making: 2,000 programs over ten years."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for index in range(_ROWS):
            year, program = 2008 + index % 10, index // 10
            branch, number = 1 + program // 900, program % 900
            key = f"{branch:02}S{number:03}"
            row = (year, key, branch, f"Ramo {branch}", "S", "Sujetos a Reglas de Operación", number)
            writer.writerow([*row, f"Programa de Prueba {program}", f"{index}.25"])
    return path


def _way(name: str, interpreter: Path, script: str, table: Path) -> Way:
    """Return the median over fresh processes, which time themselves after their imports."""
    command = [str(interpreter), "-m", f"bench.mappers.{script}", str(table)]
    times = []
    for _ in range(_ROUNDS):
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_HERE.parent)
        spent, triples = done.stdout.split()[-2:]
        times.append(float(spent) / int(triples) * 100_000)
    return Way(name, median(times))
