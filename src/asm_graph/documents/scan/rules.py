"""The ruled lines of a scanned page: dark ones, light ones on a dark ground, broken and leaning ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from asm_graph.documents.scan.picture import ink_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.documents.scan.picture import Picture

_SHORTEST = 50
"""Pixels of ink in a row that are a rule, and no stroke of a letter (6 mm at 200 dots per inch)."""
_RUNG, _RUNG_GAP = 13, 24
"""Pixels that a rule across counts as thick, and of ink in a row that lead from one such rule to the next."""
_STRAIGHT = 0.7
"""Share of its box that a rule fills, where it is thicker than `_THIN` pixels; the stroke of a pen leans."""
_THIN, _LEANING = 5, 0.02
"""Thickness of a thin rule in pixels, and by what share of its length it may lean or bend."""
_THICKEST = 20
_BREAK = 30
"""Longest gap in a rule, in pixels, that leaves it one: where a pen or the copier's dust hides it."""
_SAME_LINE = 8
"""Pixels by which the pieces of a rule may be out of line."""
_LEAST_REACH, _REACH = 8, 30
"""Pixels that a rule may end short of the one that it meets, if it is short and if it is long."""
_BESIDE = 10
"""Pixels from a rule to where its ground is looked at."""
_STANDS_OUT = 12
"""Shades of gray, of 255, by which a rule differs from its ground."""
_DARK_GROUND = 150
_LEAST_DARK = 0.005
"""Share of a page that has a dark ground, where light rules are looked for."""
_FILLED = 40
"""Shades by which the grounds on both sides of a rule differ where one of them is filled with color."""
_MOST = 800
"""Rules on a page; a picture with more is none of a table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from `start` to `end` in pixels: x of a level one, y of an upright one; `at` is the other."""

    start: int
    end: int
    at: int

    @property
    def reach(self) -> int:
        """How far the rule may end short of another: a stroke of a pen does not become a rule by that."""
        return min(max((self.end - self.start) // 10, _LEAST_REACH), _REACH)

    def meets(self, other: Rule) -> bool:
        """Tell whether a rule across comes to this one and this one to it, but for a gap."""
        return (
            self.start - self.reach <= other.at <= self.end + self.reach
            and other.start - other.reach <= self.at <= other.end + other.reach
        )

    def covers(self, other: Rule) -> bool:
        """Tell whether the rule goes all the way of one beside it."""
        return self.start - _REACH <= other.start and other.end <= self.end + _REACH


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page, and the pixels that they cover."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    ink: Picture


def find_rules(gray: Picture, ground: Picture, ink: Picture) -> Rules:
    """Return the rules of an upright page, given as shades, as those of its ground, and as ink."""
    covered = np.zeros_like(ink)
    layers = [(gray, ground, ink)]
    dark = np.where(ground < _DARK_GROUND, np.uint8(255), np.uint8(0))
    if dark.mean() > _LEAST_DARK * 255:
        layers.append((255 - gray, 255 - ground, cv2.bitwise_and(ink_of(255 - gray), dark)))
    level = [rule for layer in layers for rule in _stretches(*layer, covered)]
    ladder = np.zeros_like(ink)
    for rule in level:
        cv2.line(ladder, (rule.start, rule.at), (rule.end, rule.at), 255, _RUNG)
    upright = [
        rule
        for gray_, ground_, ink_ in layers
        for rule in _stretches(gray_.T, ground_.T, ink_.T, covered.T, ladder.T)
    ]
    if max(len(level), len(upright)) > _MOST:
        return Rules((), (), np.zeros_like(ink))
    blurred = cv2.dilate(covered, np.ones((5, 5), np.uint8))
    return Rules(tuple(_joined(level)), tuple(_joined(upright)), blurred)


def _stretches(
    gray: Picture, ground: Picture, ink: Picture, covered: Picture, ladder: Picture | None = None
) -> Iterator[Rule]:
    """Yield the level stretches of ink that stand out, and mark their pixels in `covered`.

    Short ones count where they lead from one rule across to the next, as `ladder` has them.
    """
    shortest = _SHORTEST if ladder is None else _RUNG_GAP
    found = cv2.morphologyEx(np.ascontiguousarray(ink), cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    spread = cv2.dilate(found, np.ones((3, 3), np.uint8))
    outlines, _ = cv2.findContours(spread, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for x, y, width, height in map(cv2.boundingRect, outlines):
        here = np.s_[y : y + height, x : x + width]
        middle = y + height // 2
        if width < _SHORTEST and (
            ladder is None or not (ladder[middle, x] and ladder[middle, x + width - 1])
        ):
            continue
        area = cv2.countNonZero(spread[here])
        is_straight = area >= _STRAIGHT * width * height or height <= _THIN + _LEANING * width
        if area > _THICKEST * width or not is_straight:
            continue
        shade = np.percentile(gray[here][found[here] > 0], 25)
        above = np.median(ground[max(y - _BESIDE, 0), x : x + width])
        below = np.median(ground[min(y + height + _BESIDE, len(ground) - 1), x : x + width])
        # Between two lines of light letters, a stripe of their dark ground is darker than what is around.
        beside = min(above, below) if max(above, below) < _DARK_GROUND else max(above, below)
        if shade + _STANDS_OUT < beside:
            covered[here] = cv2.bitwise_or(covered[here], spread[here])
            if abs(above - below) > _FILLED:  # the edge of a filled area: letters may touch it from within
                middle = y + 2 if above > below else y + height - 3
            yield Rule(x, x + width, middle)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules with the pieces of broken and of double ones as one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.start, rule.at)):
        for index in range(len(found) - 1, -1, -1):
            other = found[index]
            if abs(rule.at - other.at) <= _SAME_LINE and rule.start <= other.end + _BREAK:
                longer = max(rule, other, key=lambda one: one.end - one.start)
                found[index] = replace(longer, start=other.start, end=max(rule.end, other.end))
                break
        else:
            found.append(rule)
    return found
