"""Tesseract, the usual free engine, where it is installed with its data for Spanish."""

from __future__ import annotations

import csv
import io
import subprocess
from dataclasses import dataclass
from functools import cache
from shutil import which
from typing import TYPE_CHECKING

import cv2

from asm_graph.documents.scan.recognition import DOTS_PER_INCH, RecognizedWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.scan.picture import Picture

_LANGUAGE = "spa"
_SECONDS = 25
"""Time limit of a call, of which a page takes two to four; a dense page takes two seconds."""
_AUTOMATIC, _ONE_BLOCK = 3, 6
"""Ways to segment a picture (`--psm`)."""
_WORD = "5"
"""Level of the rows of words in its tables."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program `tesseract`; a process for each call, fed by a pipe: nothing is written to disk."""

    program: str
    version: str

    @property
    def name(self) -> str:
        """The program with its version and language."""
        return f"tesseract {self.version} ({_LANGUAGE})"

    def read_blocks(self, pictures: Sequence[Picture]) -> list[list[RecognizedWord]]:
        """Return the words of pictures that hold one block of text each."""
        return self._read(pictures, _ONE_BLOCK)

    def read_pages(self, pictures: Sequence[Picture]) -> list[list[RecognizedWord]]:
        """Return the words of pictures in which text may stand anywhere."""
        return self._read(pictures, _AUTOMATIC)

    def _read(self, pictures: Sequence[Picture], segmentation: int) -> list[list[RecognizedWord]]:
        """Return the words of each picture; none where the program fails or takes too long."""
        words: list[list[RecognizedWord]] = [[] for _ in pictures]
        if not pictures:
            return words
        _, leaves = cv2.imencodemulti(".tiff", list(pictures), [cv2.IMWRITE_TIFF_COMPRESSION, 1])
        options = ["-l", _LANGUAGE, "--dpi", str(DOTS_PER_INCH), "--psm", str(segmentation)]
        table = _run(
            self.program, ["stdin", "stdout", *options, "-c", "tessedit_create_tsv=1"], leaves.tobytes()
        )
        for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["level"] == _WORD and row["text"].strip():
                left, top = int(row["left"]), int(row["top"])
                right, bottom = left + int(row["width"]), top + int(row["height"])
                words[int(row["page_num"]) - 1].append(
                    RecognizedWord(row["text"].strip(), left, top, right, bottom, float(row["conf"]) / 100)
                )
        return words


@cache
def installed_tesseract() -> Tesseract | None:
    """Return the program, if it is installed together with its data for Spanish."""
    program = which("tesseract")
    if program is None or _LANGUAGE not in _run(program, ["--list-langs"]).splitlines():
        return None
    version = _run(program, ["--version"]).split()
    return Tesseract(program, version[1]) if len(version) > 1 else None


def _run(program: str, arguments: Sequence[str], data: bytes = b"") -> str:
    """Return what the program writes, empty if it fails or takes too long; on one processor."""
    environment = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 (fixed arguments, no shell)
            [program, *arguments],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", errors="replace")
