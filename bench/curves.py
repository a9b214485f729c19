"""A picture of curves as SVG: the amount on a logarithmic axis, what it costs on one that begins at zero."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.pieces import Point

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 24, 56, 84
_COLORS = ("#0b6e4f", "#b5482f", "#30508c", "#8a6d1d", "#6b3f87")
_TICKS = 5
_STYLE = "font-family: sans-serif; font-size: 13px; background: #fff"


def picture(title: str, points: Sequence[Point]) -> str:
    """Draw a curve for each name among the points, in their order."""
    curves = {
        name: sorted((one.x, one.y) for one in points if one.curve == name)
        for name in dict.fromkeys(one.curve for one in points)
    }
    frame = _Frame(points)
    parts = [f'<text x="{_LEFT}" y="26" font-size="16" font-weight="bold">{escape(title)}</text>']
    parts += [*frame.axes()]
    for index, (name, places) in enumerate(curves.items()):
        parts += _curve(name, [frame.place(x, y) for x, y in places], index)
        parts += [
            f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle" font-size="11">{_number(value)}</text>'
            for (x, y), value in ((frame.place(x, y), y) for x, y in places)
        ]
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" role="img" style="{_STYLE}">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )


class _Frame:
    """Where values stand in the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        amounts = [math.log10(one.x) for one in points]
        self._first = math.floor(4 * min(amounts)) / 4
        self._last = max(math.ceil(4 * max(amounts)) / 4, self._first + 0.25)
        self._step = _step(max(one.y for one in points))
        self._most = self._step * _TICKS

    def place(self, x: float, y: float) -> tuple[float, float]:
        along = (math.log10(x) - self._first) / (self._last - self._first)
        inner = _HEIGHT - _TOP - _BOTTOM
        return _LEFT + along * (_WIDTH - _LEFT - _RIGHT), _HEIGHT - _BOTTOM - inner * y / self._most

    def axes(self) -> Iterator[str]:
        for tick in range(_TICKS + 1):
            value = tick * self._step
            _, y = self.place(10**self._first, value)
            yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_number(value)}</text>'
        for power in range(math.ceil(self._first), math.floor(self._last) + 1):
            x, _ = self.place(10**power, 0)
            yield f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#ddd"/>'
            yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>'
        yield f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - _BOTTOM + 36}" text-anchor="end">quads</text>'


def _curve(name: str, places: Sequence[tuple[float, float]], index: int) -> Iterator[str]:
    color = _COLORS[index % len(_COLORS)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2.5"/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{color}"/>'
    across, below = _LEFT + 320 * (index % 2), _HEIGHT - 28 + 18 * (index // 2)
    yield f'<path d="M{across} {below - 4}h22" stroke="{color}" stroke-width="2.5"/>'
    yield f'<text x="{across + 30}" y="{below}">{escape(name)}</text>'


def _step(most: float) -> float:
    """Return a round step of which some reach the largest value."""
    rough = max(most, 1e-9) / _TICKS
    power = 10 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.1f}"
