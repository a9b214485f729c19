"""The themes that a cell names: one entry of the code list, or several that were written together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.registers.codes import Codes

THEMES = "asm-theme"
LONGEST = 300
"""More characters than a cell with several themes has."""
_JOINT = re.compile(r"\s*(?:[,;/]|\by\b|\be\b)\s*", re.IGNORECASE)


def themes(printed: str, codes: Codes) -> tuple[str, ...]:
    """The parts of a cell, if every one of them is a theme of the list; else the cell as one.

    `Diseño y Planeación y Orientación a Resultados` has two, `Planeación y Orientación a Resultados` one.
    """
    return next(_divisions(printed, codes), (printed,)) if len(printed) <= LONGEST else (printed,)


def _divisions(printed: str, codes: Codes) -> Iterator[tuple[str, ...]]:
    if codes.find(THEMES, printed):
        yield (printed,)
    for joint in _JOINT.finditer(printed):
        first, rest = printed[: joint.start()], printed[joint.end() :]
        if first and rest and codes.find(THEMES, first):
            yield from ((first, *others) for others in _divisions(rest, codes))
