"""The labels of CONAC's form, and which of those that were found are labels indeed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.readers.parts.labels import divided, find_labels, labels_of
from asm_graph.spanish.forms import compact
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.readers.parts.labels import Field, FoundLabel
    from asm_graph.readers.parts.part_lines import PartLine

_WORDS = words_beside(__file__)
ITEMS = labels_of(_WORDS["label"])
"""The headings of sections and the items, in the order of the form."""
SWOT = labels_of(_WORDS["swot"])
PERSON = labels_of(_WORDS["person"])
INSTRUMENTS = labels_of(_WORDS["instrument"])
BRANCHES = labels_of(_WORDS["branch"])
LEVELS = labels_of(_WORDS["level"])
CONTRACTING = labels_of(_WORDS["contracting"])
TITLES = tuple(map(compact, _WORDS["title"]))
PREAMBLE = frozenset(map(compact, _WORDS["preamble"]))

_ORDER = {label.key: index for index, label in enumerate(ITEMS)}


def form_fields(lines: Sequence[PartLine]) -> tuple[Field, ...]:
    """Divide the lines of a form at its items and headings, the first field having those before any."""
    return divided(lines, _plausible(find_labels(lines, ITEMS)))


def _plausible(found: Sequence[FoundLabel]) -> list[FoundLabel]:
    """Return the labels without those that prose begins with: without a number, out of order, or twice."""
    sure = [one for one in found if one.number]
    keys = {one.label.key for one in sure}
    kept: list[FoundLabel] = []
    for one in found:
        if one.number:
            if all(one.label.key != other.label.key for other in kept):
                kept.append(one)
            continue
        before = max((_ORDER[other.label.key] for other in sure if other.start < one.start), default=-1)
        after = min(
            (_ORDER[other.label.key] for other in sure if other.start > one.start), default=len(ITEMS)
        )
        if one.label.key not in keys and before < _ORDER[one.label.key] < after:
            keys.add(one.label.key)
            kept.append(one)
    return kept
