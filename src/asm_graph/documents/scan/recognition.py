"""What an engine of optical character recognition (OCR) is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.scan.picture import Picture

DOTS_PER_INCH = 200
"""Resolution at which pages are to be rendered: below, small type is misread; above, reading takes longer."""


@dataclass(frozen=True, slots=True)
class RecognizedWord:
    """A word in a picture, its box in pixels; confidence is what the engine says, from 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


class Engine(Protocol):
    """An engine; it reads pictures of dark letters on a light ground, in lines from left to right."""

    @property
    def name(self) -> str:
        """The name and the versions that results depend on."""
        ...

    def read_blocks(self, pictures: Sequence[Picture]) -> list[list[RecognizedWord]]:
        """Return the words of pictures that hold one block of text each, as a cell does; in reading order."""
        ...

    def read_pages(self, pictures: Sequence[Picture]) -> list[list[RecognizedWord]]:
        """Return the words of pictures in which text may stand anywhere."""
        ...
