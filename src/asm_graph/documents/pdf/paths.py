"""The paths that a PDF page is painted with: their straight lines, their colors, where they can be seen."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from asm_graph.documents.pages import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.documents.pdf.placement import Placement

Point = tuple[float, float]
Line = tuple[Point, Point]
Color = tuple[int, int, int]

_CORNERS = 4
_OFF = 0.5
"""Points by which the side of a rectangle may be askew."""


class Matrix(NamedTuple):
    """A transformation as PDF writes it (ISO 32000-1, 8.3.4)."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def point(self, x: float, y: float) -> Point:
        """Return where it leads a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: Matrix) -> Matrix:
        """Return this transformation followed by that of what it stands in."""
        e, f = outer.point(self.e, self.f)
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            e,
            f,
        )

    @classmethod
    def of(cls, found: object) -> Matrix:
        """Return the transformation of an object of a page."""
        read = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(found, read)
        return cls(read.a, read.b, read.c, read.d, read.e, read.f)


@dataclass(frozen=True, slots=True)
class Subpath:
    """The straight lines of a figure that is drawn without lifting the pen."""

    lines: tuple[Line, ...]
    is_curved: bool

    @property
    def rectangle(self) -> Box | None:
        """The rectangle that it is; None of any other figure."""
        if self.is_curved or not _CORNERS - 1 <= len(self.lines) <= _CORNERS + 1:
            return None
        if any(min(abs(x - other_x), abs(y - other_y)) > _OFF for (x, y), (other_x, other_y) in self.lines):
            return None
        return _around(point for line in self.lines for point in line)


@dataclass(frozen=True, slots=True)
class PaintedPath:
    """A path with the colors that fill and stroke it, None where it is not, or with no opacity.

    `shown` is the part of the page outside of which nothing of it can be seen.
    """

    subpaths: tuple[Subpath, ...]
    fill: Color | None
    stroke: Color | None
    shown: Box

    @property
    def rectangles(self) -> Iterator[Box]:
        """The rectangles in it, as far as they can be seen."""
        boxes = (subpath.rectangle for subpath in self.subpaths)
        return (shown for box in boxes if box and (shown := common(box, self.shown)))

    @property
    def lines(self) -> Iterator[Line]:
        """The lines in it, as far as they can be seen; those at a slant are whole."""
        for subpath in self.subpaths:
            for line in subpath.lines:
                if shown := common(_around(line), self.shown):
                    is_straight = min(shown.width, shown.height) <= _OFF
                    yield ((shown.left, shown.top), (shown.right, shown.bottom)) if is_straight else line


def common(one: Box, other: Box) -> Box | None:
    """Return what two boxes have in common; a line can be a box."""
    left, top = max(one.left, other.left), max(one.top, other.top)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Box(left, top, right, bottom) if left <= right and top <= bottom else None


def painted(found: object, matrix: Matrix, placement: Placement) -> PaintedPath | None:
    """Return a path of a page; None of one that only clips others, or cannot be seen."""
    mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(found, mode, is_stroked)
    fill = _color(found, pdfium.FPDFPageObj_GetFillColor) if mode.value else None
    stroke = _color(found, pdfium.FPDFPageObj_GetStrokeColor) if is_stroked.value else None
    shown = _clip(found, placement)
    if shown is None or (fill is None and stroke is None):
        return None
    count = pdfium.FPDFPath_CountSegments(found)
    segments = (pdfium.FPDFPath_GetPathSegment(found, index) for index in range(count))
    return PaintedPath(tuple(_subpaths(segments, matrix, placement)), fill, stroke, shown)


def _around(points: Iterable[Point]) -> Box:
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _color(found: object, read: Any) -> Color | None:  # noqa: ANN401
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    read(found, red, green, blue, opacity)
    return (red.value, green.value, blue.value) if opacity.value else None


def _clip(found: object, placement: Placement) -> Box | None:
    """Return the part of the page that an object can be seen in, at most."""
    shown: Box | None = Box(0, 0, *placement.size)
    clip = pdfium.FPDFPageObj_GetClipPath(found)
    for path in range(pdfium.FPDFClipPath_CountPaths(clip)):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        segments = (pdfium.FPDFClipPath_GetPathSegment(clip, path, index) for index in range(count))
        points = [_point(segment, Matrix(), placement) for segment in segments]
        if points and shown:
            shown = common(shown, _around(points))
    return shown


def _subpaths(segments: Iterable[object], matrix: Matrix, placement: Placement) -> Iterator[Subpath]:
    lines: list[Line] = []
    is_curved = False
    start = last = (0.0, 0.0)
    for segment in segments:
        point = _point(segment, matrix, placement)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield Subpath(tuple(lines), is_curved)
            lines, is_curved, start = [], False, point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            lines.append((last, point))
        else:
            is_curved = True
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and last != start:
            lines.append((last, start))
            last = start
    yield Subpath(tuple(lines), is_curved)


def _point(segment: object, matrix: Matrix, placement: Placement) -> Point:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return placement.point(*matrix.point(x.value, y.value))
