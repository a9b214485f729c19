"""Files of sorted lines: written in constant memory, looked up by the first word, read subject by subject.

The lines of one first word stand together. In N-Quads that is the subject; `LineSorter` makes the same of
other facts, such as the classes of nodes.
"""

from __future__ import annotations

import heapq
import os
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_STEP = 8192
"""Bytes from one sampled first word to the next."""
_SAMPLE = 2048
"""Bytes that are read to find a first word; where a longer line begins, none is sampled."""
_BLOCKS = 64
"""Blocks between samples that are remembered."""
_BUFFER = 1 << 18
_SEARCHED = 1 << 16
_RUN = 100_000
"""Lines sorted in memory at a time."""


class SortedFile:
    """A file of sorted lines, of which only a first word in every few kilobytes is in memory."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self._number = self._file.fileno()
        self._size = os.fstat(self._number).st_size
        samples = list(_sampled(self._number, self._size))
        self._words = [word for word, _ in samples]
        self._offsets = [0, *(offset for _, offset in samples), self._size]
        self._blocks: dict[int, bytes] = {}

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def lines_of_two(self, word: bytes, second: bytes) -> list[bytes]:
        """Return the lines that begin with two words and a space, without their line ends."""
        place = bisect_left(self._words, word)
        data = self._blocks.get(place) or self._block(place)
        one, both = word + b" ", word + b" " + second + b" "
        last = data[data.rfind(b"\n") + 1 :][: len(one)]
        if one.startswith(last):  # What begins with the first word goes on behind this block, or may.
            return [line for line in self.lines(word) if line.startswith(both)]
        return self._found(both, data, place)

    def lines(self, word: bytes) -> list[bytes]:
        """Return the lines that begin with a word and a space, without their line ends."""
        place = bisect_left(self._words, word)
        data = self._blocks.get(place) or self._block(place)
        return self._found(word + b" ", data, place)

    def _found(self, wanted: bytes, data: bytes, place: int) -> list[bytes]:
        """Return the lines that begin as wanted, of which the first one is in this block if there is any."""
        first = 0 if data.startswith(wanted) else data.find(b"\n" + wanted) + 1
        if not first and not data.startswith(wanted):
            return []
        end = data.find(b"\n", first)
        if 0 < end < len(data) - len(wanted) and not data.startswith(wanted, end + 1):
            return [data[first:end]]
        return self._run_of(wanted, data[first:], self._offsets[place] + first)

    def _block(self, place: int) -> bytes:
        """Read what stands between two samples and where a run of lines may go on behind them."""
        start, end = self._offsets[place], self._offsets[place + 1]
        if len(self._blocks) >= _BLOCKS:
            self._blocks.clear()
        data = self._blocks[place] = os.pread(self._number, end - start + _SAMPLE, start)
        return data

    def _run_of(self, wanted: bytes, data: bytes, offset: int) -> list[bytes]:
        """Split off the lines that begin as wanted, reading on where they are cut off."""
        found: list[bytes] = []
        place = 0
        while data.startswith(wanted, place):
            end = data.find(b"\n", place)
            if end < 0 or end + len(wanted) >= len(data):
                more = os.pread(self._number, _BUFFER, offset + len(data))
                if more:
                    data += more
                    continue
            if end < 0:
                found.append(data[place:])
                break
            found.append(data[place:end])
            place = end + 1
        return found


def _sampled(number: int, size: int) -> Iterator[tuple[bytes, int]]:
    for offset in range(_STEP, size, _STEP):
        data = os.pread(number, _SAMPLE, offset)
        start = data.find(b"\n") + 1
        end = data.find(b" ", start)
        if start and end > 0:
            yield data[start:end], offset + start


class LineSorter:
    """Collects lines in any order and writes them sorted, each once; the rest waits in a folder."""

    def __init__(self, scratch: Path, name: str) -> None:
        self._scratch, self._name = scratch, name
        self._lines: list[bytes] = []
        self._runs: list[Path] = []

    def add(self, line: bytes) -> None:
        """Take one line, with its line end."""
        self._lines.append(line)
        if len(self._lines) >= _RUN:
            path = self._scratch / f"{self._name}.{len(self._runs)}.run"
            path.write_bytes(b"".join(sorted(self._lines)))
            self._runs.append(path)
            self._lines.clear()

    def write(self) -> Path:
        """Write all lines to a file of this name in the folder."""
        target = self._scratch / self._name
        merged_files = [path.open("rb", buffering=_BUFFER) for path in self._runs]
        try:
            with target.open("wb", buffering=_BUFFER) as file:
                file.writelines(line for line, _ in groupby(heapq.merge(sorted(self._lines), *merged_files)))
        finally:
            for run in merged_files:
                run.close()
        for path in self._runs:
            path.unlink()
        return target


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file without their line ends."""
    with path.open("rb", buffering=_BUFFER) as file:
        for line in file:
            yield line.removesuffix(b"\n")


def lines_near(path: Path, words: Collection[bytes]) -> Iterator[bytes]:
    """Yield the lines with any of some words, and others near them, without their line ends.

    A search for a word takes a tenth of the time that splitting lines does.
    """
    rest = b""
    with path.open("rb", buffering=0) as file:
        while data := file.read(_SEARCHED):
            end = data.rfind(b"\n") + 1
            block = rest + data[:end]
            rest = data[end:] if end else block + data
            if end and any(word in block for word in words):
                yield from block[:-1].split(b"\n")
    if rest:
        yield rest


def facts_by_subject(path: Path) -> Iterator[tuple[bytes, list[bytes], list[bytes]]]:
    """Read N-Quads by subject: the subject, its predicates, and the object of each, as written.

    What two graphs state alike is there once.
    """
    with path.open("rb", buffering=_BUFFER) as lines:
        yield from _grouped(lines)


def _grouped(lines: Iterable[bytes]) -> Iterator[tuple[bytes, list[bytes], list[bytes]]]:
    subject = last = b""
    predicates: list[bytes] = []
    objects: list[bytes] = []
    for line in lines:
        node, predicate, rest = line.split(b" ", 2)
        term = rest[: rest.rindex(b" <")]
        if node != subject:
            if predicates:
                yield subject, predicates, objects
            subject, predicates, objects = node, [predicate], [term]
            last = term
        elif term != last or predicate != predicates[-1]:
            predicates.append(predicate)
            objects.append(term)
            last = term
    if predicates:
        yield subject, predicates, objects
