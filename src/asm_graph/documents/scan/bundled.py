"""The engine that comes with the package: the model for recognition of PP-OCRv6, in the wheel of rapidocr.

The model is run by ONNX Runtime itself: rapidocr's own code would load other models from the network.
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
_COLUMN = 8
"""Pixels of such a line for each column of the model's answer."""
_PADDING = 0.4
_SQUEEZE = 1.0
_LEAST_WIDTH = 64
_ALPHABET = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]_abcdefghijklmnopqrstuvwxyz{|}~"
    "ÁÉÍÓÚÜÑáéíóúüñ¿°ºª“”‘’«»–—•●…½¼²³±×÷€"
)


@dataclass(frozen=True)
class BundledEngine:
    """The model, with the columns of its answer that are letters and signs of Spanish."""

    session: onnxruntime.InferenceSession
    signs: str
    columns: NDArray[np.int64]

    @property
    def name(self) -> str:
        """The model and the versions of what it is from and runs in."""
        return f"{_MODEL} (rapidocr {version('rapidocr')}, onnxruntime {version('onnxruntime')})"

    def read_blocks(self, pictures: Sequence[Picture]) -> list[list[RecognizedWord]]:
        """Return the words of pictures that hold one block of text each."""
        return [
            [word for line in text_lines(picture) for word in self.read_line(picture, line)]
            for picture in pictures
        ]

    read_pages = read_blocks

    def read_line(self, picture: Picture, place: Rectangle) -> Iterator[RecognizedWord]:
        """Yield the words of a line."""
        pad = round((place.bottom - place.top) * _PADDING)
        top, bottom = max(place.top - pad, 0), min(place.bottom + pad, len(picture))
        left, right = max(place.left - pad, 0), min(place.right + pad, picture.shape[1])
        scale = _HEIGHT / (bottom - top)
        width = max(math.ceil((right - left) * scale * _SQUEEZE), 1)
        line = cv2.resize(
            picture[top:bottom, left:right],
            (width, _HEIGHT),
            interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR,
        )
        if width < _LEAST_WIDTH:
            line = cv2.copyMakeBorder(line, 0, 0, 0, _LEAST_WIDTH - width, cv2.BORDER_REPLICATE)
        shades = np.broadcast_to(line.astype(np.float32) / 127.5 - 1, (1, 3, *line.shape))
        (answer,) = self.session.run(None, {self.session.get_inputs()[0].name: np.ascontiguousarray(shades)})
        chances = answer[0][:, self.columns]
        best = chances.argmax(axis=1)
        word = []
        previous = 0
        step = line.shape[1] / len(best) / (scale * _SQUEEZE)
        out = []
        for column, index in enumerate(best):
            if index and index != previous:
                sign = self.signs[index - 1]
                if sign == " ":
                    if word:
                        out.append(word)
                    word = []
                else:
                    word.append((sign, column, float(chances[column, index])))
            previous = index
        if word:
            out.append(word)
        for word in out:
            a = left + (word[0][1] - 0.5) * step
            b = left + (word[-1][1] + 1.5) * step
            yield RecognizedWord(
                "".join(s for s, _, _ in word), a, place.top, b, place.bottom, min(c for _, _, c in word)
            )


@cache
def bundled_engine() -> BundledEngine:
    """Return the engine, on one processor; loading takes a fifth of a second."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    model = files("rapidocr") / "models" / f"{_MODEL}.onnx"
    session = onnxruntime.InferenceSession(model.read_bytes(), options, providers=["CPUExecutionProvider"])
    characters = [*session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
    signs = "".join(sign for sign in _ALPHABET if sign in characters)
    columns = np.array([0, *(characters.index(sign) + 1 for sign in signs)])
    return BundledEngine(session, signs, columns)
