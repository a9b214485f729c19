"""The engine that comes with the package: the model of PP-OCRv6 for recognition, in the wheel of rapidocr.

ONNX Runtime runs the model itself: rapidocr's own code is never imported, for it loads other models from the
network. The model knows 18,708 characters; only those of Spanish are looked at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

import cv2
import numpy as np
import onnxruntime

from asm_graph.documents.scan.recognition import RecognizedWord
from asm_graph.documents.scan.text_lines import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from asm_graph.documents.scan.picture import Picture
    from asm_graph.documents.scan.ruled_cells import Rectangle

_MODEL = "PP-OCRv6_rec_small"
_HEIGHT = 48
"""Height in pixels of the lines that the model reads."""
_PADDING = 0.4
"""Ground above and below a line, as a share of its height; with 0.15 or 0.65, more words are misread."""
_LEAST_WIDTH = 64
_MOST_PIXELS = 200_000
"""Width of all lines of a picture that are read, together; a dense page has 100,000, a second for 12,000."""
_ALPHABET = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_abcdefghijklmnopqrstuvwxyz{|}~"
    "ÁÉÍÓÚÜÑáéíóúüñ¿°ºª“”‘’«»–—•●…½¼²³±×÷€"
)
_NOTHING = 0
"""Column of the model's answer for no sign (the blank of connectionist temporal classification)."""


@dataclass(frozen=True, slots=True)
class BundledEngine:
    """The model, and the columns of its answer that stand for nothing and for each of `signs`."""

    session: onnxruntime.InferenceSession
    signs: str
    columns: NDArray[np.int64]

    @property
    def name(self) -> str:
        """The model, and the versions of what it is from and runs in."""
        return f"{_MODEL} (rapidocr {version('rapidocr')}, onnxruntime {version('onnxruntime')})"

    def read_blocks(self, pictures: Sequence[Picture]) -> list[list[RecognizedWord]]:
        """Return the words of pictures that hold one block of text each."""
        return self.read_pages(pictures)

    def read_pages(self, pictures: Sequence[Picture]) -> list[list[RecognizedWord]]:
        """Return the words of pictures in which text may stand anywhere."""
        left = _MOST_PIXELS
        read: list[list[RecognizedWord]] = []
        for picture in pictures:
            words: list[RecognizedWord] = []
            for line in text_lines(picture):
                left -= max((line.right - line.left) * _HEIGHT // (line.bottom - line.top), _LEAST_WIDTH)
                words += self.read_line(picture, line) if left > 0 else ()
            read.append(words)
        return read

    def read_line(self, picture: Picture, place: Rectangle) -> Iterator[RecognizedWord]:
        """Yield the words of a line; confidence is that of the sign that is least sure."""
        line, left, scale = _line(picture, place)
        shades = np.broadcast_to(line.astype(np.float32) / 127.5 - 1, (1, 3, *line.shape))
        (answer,) = self.session.run(None, {self.session.get_inputs()[0].name: np.ascontiguousarray(shades)})
        chances = answer[0][:, self.columns]
        best = chances.argmax(axis=1)
        step = line.shape[1] / len(best) / scale
        begins = np.flatnonzero((best != _NOTHING) & (np.diff(best, prepend=_NOTHING) != 0))
        spaces = np.flatnonzero(best[begins] == self.signs.index(" ") + 1)
        for word in np.split(begins, spaces):
            letters = [column for column in word if self.signs[best[column] - 1] != " "]
            if letters:
                text = "".join(self.signs[best[column] - 1] for column in letters)
                confidence = float(chances[letters, best[letters]].min())
                first = float(left + (letters[0] - 0.5) * step)
                last = float(left + (letters[-1] + 1.5) * step)
                yield RecognizedWord(text, first, place.top, last, place.bottom, confidence)


def _line(picture: Picture, place: Rectangle) -> tuple[Picture, int, float]:
    """Return a line as the model reads it, where it begins in the picture, and by what it was enlarged."""
    padding = round((place.bottom - place.top) * _PADDING)
    top, bottom = max(place.top - padding, 0), min(place.bottom + padding, picture.shape[0])
    left, right = max(place.left - padding, 0), min(place.right + padding, picture.shape[1])
    scale = _HEIGHT / (bottom - top)
    width = max(math.ceil((right - left) * scale), 1)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    line = cv2.resize(picture[top:bottom, left:right], (width, _HEIGHT), interpolation=way)
    if width < _LEAST_WIDTH:
        line = cv2.copyMakeBorder(line, 0, 0, 0, _LEAST_WIDTH - width, cv2.BORDER_REPLICATE)
    return line, left, scale


@cache
def bundled_engine() -> BundledEngine:
    """Return the engine, which works on one processor; loading it takes a third of a second."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    model = (files("rapidocr") / "models" / f"{_MODEL}.onnx").read_bytes()
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    characters = [*session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
    signs = "".join(sign for sign in _ALPHABET if sign in characters)
    columns = np.array([_NOTHING, *(characters.index(sign) + 1 for sign in signs)])
    return BundledEngine(session, signs, columns)
