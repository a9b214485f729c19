"""The report of the bench: a page of Markdown with the goals, tables and pictures of the last figures."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from importlib.metadata import distributions, version
from pathlib import Path
from typing import TYPE_CHECKING

from bench.curves import picture
from bench.goals import goals, verdicts
from bench.parts import PARTS
from bench.pieces import Point, Reached, Remark, Table
from bench.running import REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.goals import Verdict
    from bench.running import Found

_OURS = ("asm-graph", "pyoxigraph", "rdflib", "pyshacl")
_PEERS = {".venv-peers": ("rdflib-endpoint", "morph-kgc", "granian", "gunicorn"), ".venv-maplib": ("maplib",)}
_TITLES = {part.name: part.title for part in PARTS}
_BUSY = 0.5
"""Load per processor, before a part begins, above which its times are doubtful."""


def write_report(founds: Sequence[Found], folder: Path = REPORT) -> Path:
    """Write the report and its pictures into a folder, and return its path."""
    folder.mkdir(exist_ok=True)
    blocks = ["# What the bench found", _INTRODUCTION, "## The machine", *_machine(), *_goals(founds)]
    for found in founds:
        blocks += [f"## {_TITLES[found.part]}", _circumstances(found), *_pieces(found, folder)]
    if absent := _TITLES.keys() - {found.part for found in founds}:
        blocks += ["## Not run", f"{', '.join(sorted(absent))}: `make bench` runs every part."]
    path = folder / "README.md"
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return path


_INTRODUCTION = (
    "Written by `make bench`; [docs/contributors.md](../../docs/contributors.md#the-bench) explains how to "
    "read it. A figure is the median of its runs, with the smallest and the largest in parentheses. Our "
    "software and its peers are measured in turn, so that other work on the machine slows both: trust ratios "
    "more than seconds. Processor time is user and system time of all processes together."
)


def _machine() -> Iterator[str]:
    """Describe the machine and the software, without its name or folders."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    packages = [f"{name} {version(name)}" for name in _OURS]
    for venv, names in _PEERS.items():
        packages += _versions(Path(sys.prefix).parent / venv, names)
    packages += [text for text in map(_debian, ("virtuoso-t", "nginx", "wrk")) if text]
    yield (
        f"{_processor()}, {os.cpu_count()} processors, {memory:.0f} GB of memory; "
        f"Linux {platform.release().partition('-')[0]}, Python {platform.python_version()}."
    )
    yield f"{', '.join(packages)}."


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.machine()
    found = re.search(r"model name\s*:\s*(.+)", told)
    return found[1].strip() if found else platform.machine()


def _versions(venv: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield the packages of another environment, of those with these names."""
    places = [str(each) for each in venv.glob("lib/python*/site-packages")]
    for name in names:
        for found in distributions(name=name, path=places):
            yield f"{name} {found.version}"


def _debian(command: str) -> str:
    """Return a program and its version, the first dotted number of its help; nothing if it is absent."""
    if (path := shutil.which(command)) is None:
        return ""
    flag = "-v" if command in {"nginx", "wrk"} else "-?"
    done = subprocess.run([path, flag], capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.\d+(?:\.\d+)*", done.stdout + done.stderr)
    return f"{command.removesuffix('-t')} {found[0]}" if found else command


def _goals(founds: Iterable[Found]) -> Iterator[str]:
    reached = {one.goal: one for found in founds for one in found.pieces if isinstance(one, Reached)}
    told = list(verdicts(goals(), reached))
    counts = {
        outcome: sum(one.outcome == outcome for one in told) for outcome in ("met", "missed", "not measured")
    }
    yield "## Goals"
    yield f"{', '.join(f'{count} {outcome}' for outcome, count in counts.items())}."
    yield _markdown(
        ("part", "goal", "bound", "reached", "", "remark"),
        [(one.goal.part, one.goal.work, one.goal.bound, one.figure, _marked(one), one.note) for one in told],
    )
    for one in told:
        if one.outcome == "missed" and one.goal.missed:
            yield f"**Missed: {one.goal.work}.** {one.goal.missed.strip()}"


def _marked(verdict: Verdict) -> str:
    return verdict.outcome if verdict.outcome == "met" else f"**{verdict.outcome}**"


def _circumstances(found: Found) -> str:
    before, after = found.load
    text = f"{found.day}; {found.seconds:,.0f} s; load {before:.1f} before and {after:.1f} after."
    if before > _BUSY * (os.cpu_count() or 1):
        text += " The machine was busy with other work: seconds and rates would be better on an idle one."
    return text


def _pieces(found: Found, folder: Path) -> Iterator[str]:
    for piece in found.pieces:
        if isinstance(piece, Table):
            yield f"**{piece.title}**"
            yield _markdown(piece.columns, piece.rows)
        elif isinstance(piece, Remark):
            yield piece.text
    points = [piece for piece in found.pieces if isinstance(piece, Point)]
    for name in dict.fromkeys(point.picture for point in points):
        file = f"{found.part}-{re.sub('[^a-z]+', '-', name.lower()).strip('-')}.svg"
        shown = [point for point in points if point.picture == name]
        if len(shown) < 2:  # one build makes no curve
            continue
        (folder / file).write_text(picture(name, shown), encoding="utf-8")
        yield f"![{name}]({file})"


def _markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
