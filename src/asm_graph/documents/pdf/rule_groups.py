"""The rules of a page in groups: those of one table hang together."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box
from asm_graph.documents.pdf.rules import Rule, Rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.pages import PageWord

MEETS = 3.0
"""Points by which a rule may miss the one that it ends at."""
SAME_EDGE = 4.0
"""Points between two rules that are one edge: the two of a double rule, or the ends of cells."""
_PADDING = 6.0
"""Points between the text of a row and its rules."""


def rule_groups(rules: Rules, words: Sequence[PageWord]) -> list[Rules]:
    """Return the rules of each table on a page with these words."""
    return _with_rows_between(_connected(rules), words)


def _connected(rules: Rules) -> Iterator[Rules]:
    """Yield the rules in groups that hang together."""
    count = len(rules.across)
    parents = list(range(count + len(rules.down)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    heights = [rule.at for rule in rules.across]
    for number, down in enumerate(rules.down, count):
        first = bisect_right(heights, down.begin - MEETS)
        for index in range(first, bisect_right(heights, down.end + MEETS)):
            across = rules.across[index]
            if across.begin - MEETS <= down.at <= across.end + MEETS:
                parents[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate((*rules.across, *rules.down)):
        groups.setdefault(root(index), ([], []))[index >= count].append(rule)
    for one, other in groups.values():
        if one and other:
            yield Rules(tuple(one), tuple(other), rules.seams)


def _with_rows_between(groups: Iterable[Rules], words: Sequence[PageWord]) -> list[Rules]:
    """Return groups of rules, those as one between which there is but a row without rules at its sides."""
    found: list[Rules] = []
    for group in sorted(groups, key=lambda group: group.across[0].at):
        upper = next((one for one in reversed(found) if _have_row_between(one, group, words)), None)
        if upper is None:
            found.append(group)
        else:
            both = sorted(upper.across + group.across), sorted(upper.down + group.down)
            found[found.index(upper)] = Rules(tuple(both[0]), tuple(both[1]), group.seams)
    return found


def _have_row_between(upper: Rules, lower: Rules, words: Iterable[PageWord]) -> bool:
    (left, right), (other_left, other_right) = _extent(upper), _extent(lower)
    if abs(left - other_left) > SAME_EDGE or abs(right - other_right) > SAME_EDGE:
        return False
    if not (_is_open(upper) or _is_open(lower)):
        return False
    above, below = upper.across[-1].at, lower.across[0].at
    between = [
        word.box
        for word in words
        if left <= word.box.center[0] <= right and above < word.box.center[1] < below
    ]
    return bool(between) and below - above < Box.around(between).height + 2 * _PADDING


def _extent(rules: Rules) -> tuple[float, float]:
    return min(rule.begin for rule in rules.across), max(rule.end for rule in rules.across)


def _is_open(rules: Rules) -> bool:
    """Tell whether no rule runs down at either side."""
    left, right = _extent(rules)
    return rules.down[0].at - left > SAME_EDGE and right - rules.down[-1].at > SAME_EDGE
