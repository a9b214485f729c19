"""Runs a part in a process of its own, within its time, and keeps what it found beside the report."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.parts import PARTS
from bench.pieces import Remark, from_json, latest, to_json

if TYPE_CHECKING:
    from bench.parts import Part
    from bench.pieces import Piece

REPORT = Path(__file__).parent / "report"
"""The folder of the report, with what each part found last."""
_LAST_LINES = 3
_FOLDERS = re.compile(r"""(?<![\w:/])(?:/[^\s/'"]+)+/(?=[^\s/'"])""")
"""What comes before the name of a file: the report names no folder of a machine."""
_MERCY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What a part found: when, in how many seconds, under which load (before and after)."""

    part: str
    day: str
    seconds: float
    load: tuple[float, float]
    pieces: tuple[Piece, ...]


def run(part: Part, folder: Path, releases: Path | None) -> Found:
    """Measure a part; one that fails or runs over its time says so and leaves what it has."""
    output, errors = folder / f"{part.name}.pieces", folder / f"{part.name}.errors"
    output.touch()
    arguments = [part.module, str(folder), str(part.seconds), str(output), str(releases or "")]
    began, load = time.monotonic(), os.getloadavg()[0]
    with errors.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.one_part", *arguments], stderr=told, start_new_session=True
        )
        remarks = []
        try:
            if process.wait(part.seconds):
                last = errors.read_text(errors="replace").strip().splitlines()[-_LAST_LINES:]
                said = _FOLDERS.sub("", " ".join(last))
                remarks.append(Remark(f"This part ended with an error: {said}"))
        except subprocess.TimeoutExpired:
            remarks.append(
                Remark(f"This part was stopped after {part.seconds} s, before it had measured all.")
            )
        finally:
            _end(process)
    pieces = latest(map(from_json, output.read_text(encoding="utf-8").splitlines()))
    seconds, after = time.monotonic() - began, os.getloadavg()[0]
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return Found(part.name, day, seconds, (load, after), (*pieces, *remarks))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a part and whatever it has started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        if process.poll() is None:
            try:
                process.wait(_MERCY_SECONDS)
            except subprocess.TimeoutExpired:
                continue
    process.wait()


def keep(found: Found, folder: Path = REPORT) -> None:
    """Write what a part found, in place of what it found before."""
    folder.mkdir(exist_ok=True)
    head = {"part": found.part, "day": found.day, "seconds": found.seconds, "load": found.load}
    lines = [json.dumps(head), *map(to_json, found.pieces)]
    (folder / f"{found.part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def kept(folder: Path = REPORT) -> list[Found]:
    """Read what each part found last, in the order of the parts."""
    paths = (folder / f"{part.name}.jsonl" for part in PARTS)
    return [_read(path) for path in paths if path.exists()]


def _read(path: Path) -> Found:
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    told = json.loads(head)
    before, after = told["load"]
    return Found(told["part"], told["day"], told["seconds"], (before, after), tuple(map(from_json, lines)))
