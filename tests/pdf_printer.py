"""Prints texts and tables as PDF, as a word processor does: rows are cut at page ends, headers repeated.

A word that is wider than its column is broken where it no longer fits, without a hyphen.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import landscape, letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

_FONT, _BOLD = "Helvetica", "Helvetica-Bold"
_PADDING = 2.0
_LEADING = 1.2


@dataclass
class PrintedTable:
    """Rows of texts, the first `headers` of them printed again on each page; widths are in points."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    headers: int = 1
    size: float = 6.0


def printed(
    blocks: Sequence[str | PrintedTable],
    *,
    size: float = 10.0,
    is_landscape: bool = False,
    margin: float = 36.0,
) -> bytes:
    """Return a PDF of paragraphs and tables; a paragraph in capitals is a heading, in bold."""
    printer = _Printer(landscape(letter) if is_landscape else letter, size, margin)
    for block in blocks:
        if isinstance(block, str):
            printer.paragraph(block)
        else:
            printer.table(block)
    return printer.finish()


class _Printer:
    def __init__(self, page: tuple[float, float], size: float, margin: float) -> None:
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=page)
        self._width, self._height = page
        self._size, self._margin = size, margin
        self._y = self._height - margin

    def paragraph(self, text: str) -> None:
        """Print a paragraph below what is there."""
        font = _BOLD if text.isupper() else _FONT
        for line in _wrapped(text, font, self._size, self._width - 2 * self._margin):
            self._need(_LEADING * self._size)
            self._y -= _LEADING * self._size
            self._canvas.setFont(font, self._size)
            self._canvas.drawString(self._margin, self._y, line)
        self._y -= 0.8 * self._size

    def table(self, table: PrintedTable) -> None:
        """Print a table; what does not fit of a row stands on the next page."""
        wrapped = [
            [
                _wrapped(text, _FONT, table.size, width - 2 * _PADDING)
                for text, width in zip(row, table.widths, strict=True)
            ]
            for row in table.rows
        ]
        header, rows = wrapped[: table.headers], wrapped[table.headers :]
        for row in header:
            self._row(row, table)
        for row in rows:
            rest = row
            while any(rest):
                room = int((self._y - self._margin - 2 * _PADDING) / (_LEADING * table.size))
                if room < 1:
                    self._break()
                    for one in header:
                        self._row(one, table)
                else:
                    self._row([cell[:room] for cell in rest], table)
                    rest = [cell[room:] for cell in rest]
        self._y -= self._size

    def _row(self, cells: Sequence[Sequence[str]], table: PrintedTable) -> None:
        height = _LEADING * table.size * max(map(len, cells)) + 2 * _PADDING
        left, bottom = self._margin, self._y - height
        self._canvas.setFont(_FONT, table.size)
        for cell, width in zip(cells, table.widths, strict=True):
            self._canvas.rect(left, bottom, width, height)
            for number, line in enumerate(cell, start=1):
                self._canvas.drawString(left + _PADDING, self._y - _LEADING * table.size * number, line)
            left += width
        self._y = bottom

    def _need(self, height: float) -> None:
        if self._y - height < self._margin:
            self._break()

    def _break(self) -> None:
        self._canvas.showPage()
        self._y = self._height - self._margin

    def finish(self) -> bytes:
        """Return the PDF."""
        self._canvas.save()
        return self._file.getvalue()


def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and stringWidth(f"{lines[-1]} {word}", font, size) <= width:
            lines[-1] += f" {word}"
            continue
        rest = word
        while stringWidth(rest, font, size) > width:
            fits = max(n for n in range(1, len(rest)) if n == 1 or stringWidth(rest[:n], font, size) <= width)
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return lines
