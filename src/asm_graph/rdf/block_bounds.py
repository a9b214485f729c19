"""How sorted N-Quads are divided into blocks: at subjects chosen by their hash, the same in every file.

Blocks are therefore cut from many sorted files without merging them first, and an edit moves no bound but
those of its own subjects.
"""

from __future__ import annotations

import json
import mmap
import zlib
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from asm_graph.rdf.nquads import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_SUBJECTS = 2048
"""A block has so many subjects on average: some 8,000 quads, 2 MB, of which packing leaves 100 kB."""


class Slice(NamedTuple):
    """The lines of a file from one byte to another."""

    path: Path
    start: int
    end: int

    def lines(self) -> list[bytes]:
        """Read the lines, with their line ends."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            return file.read(self.end - self.start).splitlines(keepends=True)


class Block(NamedTuple):
    """The lines of all subjects from one bound to the next, by the files that have some."""

    first: str
    end: str
    slices: tuple[Slice, ...]

    @property
    def identity(self) -> tuple[str, ...]:
        """What decides about its lines, given that files are named by what they hold."""
        return (self.first, self.end, *(one.path.name for one in self.slices))

    def lines(self) -> list[bytes]:
        """Read its lines, sorted and each once, with their line ends."""
        return sorted({line for one in self.slices for line in one.lines()})


def write_bounds(path: Path, target: Path) -> None:
    """Write the subjects of a sorted file at which blocks begin, as JSON."""
    with path.open("rb") as lines:
        subjects = (subject for subject, _ in groupby(map(subject_of, lines)))
        found = [subject.decode() for subject in subjects if zlib.crc32(subject) % _SUBJECTS == 0]
    target.write_text(json.dumps(found), encoding="utf-8")


def blocks(files: Sequence[Path], bounds: Sequence[Path]) -> list[Block]:
    """Divide sorted files into blocks, in order, given the bounds of each file."""
    starts = {subject for path in bounds for subject in json.loads(path.read_bytes())}
    ordered = sorted(starts, key=lambda subject: f"{subject} ".encode())
    cuts = {path: [0, *_offsets(path, ordered)] for path in files}
    ends = [*ordered, ""]
    return [
        Block(first, end, slices)
        for number, (first, end) in enumerate(zip(["", *ordered], ends, strict=True))
        if (slices := tuple(_slices(cuts, number)))
    ]


def _slices(cuts: dict[Path, list[int]], number: int) -> Iterator[Slice]:
    for path, offsets in cuts.items():
        if offsets[number] < offsets[number + 1]:
            yield Slice(path, offsets[number], offsets[number + 1])


def _offsets(path: Path, subjects: Sequence[str]) -> Iterator[int]:
    """Yield where in a sorted file each of these subjects is or would be, and its end."""
    with _mapped(path) as data:
        offset = 0
        for subject in subjects:
            offset = _first_from(data, f"{subject} ".encode(), offset)
            yield offset
        yield len(data)


def _first_from(data: mmap.mmap | bytes, key: bytes, low: int) -> int:
    """Return the offset of the first line that is not before a key; lines before `low` are."""
    high = len(data)
    while low < high:
        middle = (low + high) // 2
        start = max(data.rfind(b"\n", low, middle) + 1, low)
        end = data.find(b"\n", middle) + 1 or len(data)
        if data[start : start + len(key)] < key:
            low = end
        else:
            high = start
    return low


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap | bytes]:
    if not path.stat().st_size:
        yield b""
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data
