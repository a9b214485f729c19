"""Options of a form, of which those are meant that have a mark: `Federal___ Estatal_X_ Local___`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import Passage, Span
from asm_graph.readers.parts.labels import Place, find_labels, lines_between
from asm_graph.readers.parts.part_lines import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.readers.parts.labels import Label
    from asm_graph.readers.parts.part_lines import PartLine

_EDGES = " :.;,()[]_\"'"
_MARK = re.compile(
    r"(?<![^\W_])[xX]{1,4}(?![^\W_])|(?<=[^\W_xX])X{1,3}(?![^\W_])"
    r"|[\u2713\u2714\u2611\u2612\u2717\u2718\u2715\u2716\u221a\uf0fc\uf0fd\uf0fe\uf052\uf053\uf078\uf058\u00d7]"
)
"""An X alone or right behind a word, a check mark, a ticked box (those of Wingdings, too)."""
_EMPTY = re.compile(r"_|\(\s*+\)|\[\s*+\]|[\u2610\u25a1\u25a2\u25fb\u25cb\uf0a8\uf06f]")
"""A place for a mark that has none."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option as it is printed, with its number, and its `words` alone; `mark` is empty where it has none.

    `is_bold` if its words are. `rest` is what stands between it and the next option, marks and signs aside.
    """

    key: str
    printed: Passage
    words: Passage
    mark: Passage
    rest: Passage
    is_bold: bool = False

    @property
    def marked(self) -> Passage:
        """Its words with the mark that makes them an answer, if they have one."""
        return Passage.joined([self.words, self.mark], separator="")


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a field, in order, and what stands before the first of them."""

    before: Passage
    options: tuple[Option, ...]

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The marked ones; where none is, the one that is printed at all, or in bold type."""
        marked = tuple(one for one in self.options if one.mark)
        bold = tuple(one for one in self.options if one.is_bold)
        if marked or len(self.options) == 1:
            return marked or self.options
        return bold if len(bold) == 1 else ()


def read_options(lines: Sequence[PartLine], labels: Sequence[Label]) -> Options:
    """Read the options that stand among lines.

    Marks stand behind their options, unless there is a place for one before the first, none behind the last.
    """
    found = find_labels(lines, labels, "bare")
    ends = [Place(0, 0), *(one.end for one in found)]
    starts = [*(one.start for one in found), Place(len(lines), 0)]
    gaps = [joined(lines_between(lines, end, start)) for end, start in zip(ends, starts, strict=True)]
    before = _has_slot(gaps[0]) and not _has_slot(gaps[-1])
    options = tuple(
        Option(
            one.label.key,
            joined(lines_between(lines, one.start, one.end)).strip(_EDGES),
            joined(lines_between(lines, one.words, one.end)).strip(_EDGES),
            _mark(gaps[index] if before else gaps[index + 1]),
            _rest(gaps[index + 1]),
            all(line.is_bold for line in lines_between(lines, one.words, one.end)),
        )
        for index, one in enumerate(found)
    )
    return Options(_rest(gaps[0]), options)


def _has_slot(gap: Passage) -> bool:
    return bool(_mark(gap)) or _EMPTY.search(gap.text) is not None


def _mark(gap: Passage) -> Passage:
    found = _MARK.search(gap.text)
    return gap.group(found) if found else gap.slice(0, 0)


def _rest(gap: Passage) -> Passage:
    """Return what a gap says besides its marks."""
    return gap.without([Span(*mark.span()) for mark in _MARK.finditer(gap.text)]).strip(_EDGES)
