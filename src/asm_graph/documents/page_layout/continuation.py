"""Whether a table goes on with the grid at the top of the next page, and how its rows meet there.

The columns have to be at the same places, though one page may merge what the other has apart. Then the next
page may print the header again; its first row is the rest of the last one if a page break cut that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from asm_graph.documents.page_layout.cut_sentences import begins_item, flows
from asm_graph.documents.page_layout.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asm_graph.documents.page_layout.tables import LaidCell, LaidTable

_SAME_EDGE = 6.0
"""Points by which the columns of a table may move from page to page, the table as a whole aside."""
_SAME_GAP = 30.0
"""The same where no rules divide the columns, and their edges are halfway between the words."""
_MOVED = 60.0
"""Points by which a table as a whole may move, as where odd and even pages have other margins."""
_EDGES_SHARED = 0.6
"""Share of the edges that two pages must have in common where neither has all of the other's."""
_EDGES_ENOUGH = 3
"""Edges inside a table that show by themselves that two pages have the same one."""
_SIMILAR = 92.0
_MOST_HEADER_ROWS = 4
_ONE_COLUMN = 2
"""Edges of a table of one column."""
_DIGITS = re.compile(r"\d+")
_LABELS = 3
"""Labels in the first column by which a form is told that each page prints anew."""
_LETTERS_OF_LABEL = 3
_BLANK = 0.2
"""Share of its height that a blank between two words takes at least."""
_SOME_LINES = 3
"""Lines of which the longest shows how far lines of a cell reach."""
_LINE_GAP = 1.6
"""Heights of a line within which the text of a cut row reaches down to the page break."""
_MUCH_ROOM = 0.35
"""Share of the height of the page below a table that shows that it had ended."""


@dataclass(frozen=True, slots=True)
class Joint:
    """How the next page is added: its edges, its rows that repeat the header, whether a row is cut in two."""

    edges: Mapping[float, float]
    repeated: frozenset[int]
    is_cut: bool


def joint(table: LaidTable, other: LaidTable, room: float) -> Joint | None:
    """Return how a table goes on with the first one of the next page; None where that is another one.

    `room` is the share of the page's height that is left blank below the table.
    """
    near = _SAME_EDGE if table.is_ruled and other.is_ruled else _SAME_GAP
    edges = _matched_edges(table.edges, other.edges, near)
    if edges is None or _has_title(table, other):
        return None
    repeated = frozenset(_repeated_rows(table, other))
    if len(repeated) == other.rows or _begins_again(table, other, repeated):
        return None
    first = min(row for row in range(other.rows) if row not in repeated)
    is_cut = table.is_ruled and _is_cut(table, other.beginning(first), edges)
    if not (repeated or is_cut) and (room > _MUCH_ROOM or not _share_edges(table, other, edges)):
        return None
    return Joint(edges, repeated, is_cut)


def _matched_edges(edges: Sequence[float], others: Sequence[float], near: float) -> dict[float, float] | None:
    """Lead the edges of another table to those of a table as wide as it; None where it is not."""
    moved = edges[0] - others[0]
    if abs(moved) > _MOVED or abs(others[-1] + moved - edges[-1]) > _SAME_EDGE:
        return None
    matched: dict[float, float] = {}
    taken: set[float] = set()
    for other in others:
        edge = min(edges, key=lambda edge: abs(edge - other - moved))
        if abs(edge - other - moved) > near or edge in taken:
            edge = other + moved
        taken.add(edge)
        matched[other] = edge
    return matched


def _share_edges(table: LaidTable, other: LaidTable, edges: Mapping[float, float]) -> bool:
    """Tell whether two tables have columns at the same places, but for those that one of them merges."""
    mine, others = len(table.edges) - 2, len(other.edges) - 2
    shared = len(set(edges.values()) & set(table.edges)) - 2
    if mine == others == 0:
        return True
    if shared == min(mine, others) >= _EDGES_ENOUGH:
        return True
    return shared > 0 and shared >= _EDGES_SHARED * max(mine, others)


def _has_title(table: LaidTable, other: LaidTable) -> bool:
    """Tell whether another table has a title of its own in its first row, and the same header below it."""
    title, header = other.beginning(0), _row_form(other, 1)
    is_title = len(title) == 1 and bool(title[0].text) and len(other.edges) > _ONE_COLUMN
    if not is_title or _is_alike(_row_form(table, 0), title[0].form):
        return False
    return any(_is_alike(_row_form(table, row), header) for row in range(2))


def _repeated_rows(table: LaidTable, other: LaidTable) -> Iterator[int]:
    """Yield the rows that print the header of a table again: at the top, or between two rows.

    A row of one cell is part of it only if it is the title above the header: below, it heads a section.
    """
    header = _header_rows(table)
    count = 0
    for skipped in range(len(header)):
        for row, form in enumerate(header[skipped:]):
            if row >= other.rows or not _is_alike(form, _row_form(other, row)):
                break
            yield row
            count = row + 1
        if count:
            break
    if header and "|" in header[-1]:
        for row in range(max(count, 1), other.rows):
            if _is_alike(header[-1], _row_form(other, row)):
                yield row


def _header_rows(table: LaidTable) -> list[str]:
    """Return the form of a table's first row, and of the next ones if that is a title or has merged cells."""
    forms: list[str] = []
    height = 1
    while len(forms) < min(height, _MOST_HEADER_ROWS, table.rows):
        row = len(forms)
        cells = table.beginning(row)
        forms.append(_row_form(table, row))
        height = max([height, *(cell.end for cell in cells)])
        is_title = len(cells) == 1 and row == 0
        if is_title or (len(cells) > 1 and any(_is_over_several(table, cell) for cell in cells)):
            height = max(height, row + 2)
    return forms


def _is_over_several(table: LaidTable, cell: LaidCell) -> bool:
    """Tell whether a cell of a header stands over several columns that the next row has apart."""
    return any(
        cell.left < below.left < cell.right for below in table.beginning(cell.end) if below.text and cell.text
    )


def _begins_again(table: LaidTable, other: LaidTable, repeated: frozenset[int]) -> bool:
    """Tell whether another table counts its rows from the start, or is a form with the same labels."""
    start = next(row for row in range(other.rows) if row not in repeated)
    labels = [(_label(table, row), _label(other, row)) for row in range(start, start + _LABELS)]
    if repeated and labels[0][0] == labels[0][1] and labels[0][0].isdigit():
        return True
    named = [one for one, two in labels if one == two and sum(map(str.isalpha, one)) >= _LETTERS_OF_LABEL]
    return len(set(named)) == min(_LABELS, table.rows - start, other.rows - start) > 1


def _label(table: LaidTable, row: int) -> str:
    cells = table.beginning(row)
    return cells[0].form if cells and cells[0].left == table.edges[0] else ""


def _row_form(table: LaidTable, row: int) -> str:
    return "|".join(cell.form for cell in table.beginning(row) if cell.form)


def _is_alike(header: str, form: str) -> bool:
    """Tell whether two rows say the same, but for a letter or two; figures are never another."""
    if not any(map(str.isalpha, header)) or _DIGITS.findall(header) != _DIGITS.findall(form):
        return False
    return header == form or fuzz.ratio(header, form, score_cutoff=_SIMILAR) > 0


def _is_cut(table: LaidTable, row: Iterable[LaidCell], edges: Mapping[float, float]) -> bool:
    """Tell whether a page break cut the last row of a table, of which a row of the next page is the rest."""
    pairs: list[tuple[LaidCell, LaidCell]] = []
    for cell in row:
        place = edges[cell.left], edges[cell.right]
        above = next((one for one in table.tail if (one.left, one.right) == place), None)
        if above is not None:
            pairs.append((above, cell))
        elif cell.text:
            return False
    filled = [(above, cell) for above, cell in pairs if cell.text and above.text]
    flowing = sum(_flows(above, cell) for above, cell in filled)
    if flowing:
        return flowing >= len(filled) - flowing and not _has_own_key(*pairs[0])
    return _is_rest(table, pairs) and any(_meets(above, cell) for above, cell in filled)


def _has_own_key(above: LaidCell, cell: LaidCell) -> bool:
    """Tell whether the first column numbers both rows."""
    return any(map(str.isdigit, cell.text[:4])) and bool(above.text) and not flows(above.ending, cell.text)


def _flows(above: LaidCell, cell: LaidCell) -> bool:
    """Tell whether the text of a cell goes on in another, whose first word did not fit on its last line."""
    is_item = begins_item(cell.text)
    if not flows(above.ending, cell.text) or (is_item and begins_item(above.text)):
        return False
    part, rest = above.parts[-1], cell.parts[0]
    if is_item or not part.words or not rest.words:
        return True
    lines, first = lines_of(part.words), lines_of(rest.words)[0][0]
    margin = min(word.box.left for word in part.words) - part.box.left
    ends = [line[-1].box.right for line in lines]
    end = max(ends) if len(lines) >= _SOME_LINES else part.box.right - margin
    return first.is_vertical or first.box.width > end - ends[-1] - _BLANK * first.box.height


def _is_rest(table: LaidTable, pairs: Sequence[tuple[LaidCell, LaidCell]]) -> bool:
    """Tell whether a row lacks what each row of the table has in its first column, and has nothing new."""
    if any(cell.text and not above.text for above, cell in pairs):
        return False
    own = [(above, cell) for above, cell in pairs if above.row_span == cell.row_span == 1]
    if len(own) <= 1:
        return False
    above, cell = own[0]
    column = [one for one in table.last_page_cells if one.covers(above) and one.row_span == 1]
    return bool(above.text) and not cell.text and all(one.text for one in column)


def _meets(above: LaidCell, cell: LaidCell) -> bool:
    """Tell whether a text reaches down to the end of a page, and the other up to the top of the next."""
    last, first = above.parts[-1], cell.parts[0]
    if not last.words or not first.words:
        return False
    bottom = max((word.box for word in last.words), key=lambda box: box.bottom)
    top = min((word.box for word in first.words), key=lambda box: box.top)
    return (
        last.box.bottom - bottom.bottom < _LINE_GAP * bottom.height
        and top.top - first.box.top < _LINE_GAP * top.height
    )
