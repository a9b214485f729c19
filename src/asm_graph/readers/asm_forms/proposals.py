"""The list of ASM that an evaluation proposes: by theme, the numbered ASM, then their recommendations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.records.asm import Asm
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.readers.annotator import Annotator

THEME = re.compile(r"tema\s+(?:[ivxl]+|\d{1,2})\s*[.:)]\s*")
"""What stands before the name of a theme, in folded text."""
_ITEM = re.compile(r"(\d{1,3})\s*[.)]\s*-?\s*(?=\D)")


@dataclass(slots=True)
class _Item:
    number: Passage
    lines: list[Passage]

    @property
    def value(self) -> int:
        return int(self.number.text)

    @property
    def body(self) -> Passage:
        return Passage.joined(self.lines)


@dataclass(slots=True)
class _Theme:
    """Columns that the text has one below the other; the numbers begin again with the recommendations."""

    name: list[Passage] = field(default_factory=list)
    aspects: list[_Item] = field(default_factory=list)
    recommendations: list[_Item] = field(default_factory=list)

    def answers(self, number: int) -> bool:
        """Return whether a recommendation of this number may come next."""
        last = self.recommendations[-1].value if self.recommendations else 0
        return number > last and any(aspect.value == number for aspect in self.aspects)


class Proposals:
    """The lines of the list; what follows a blank line begins something, or goes on in lower case."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._themes: list[_Theme] = []
        self._open: list[Passage] | None = None
        self._paused = False

    def take(self, line: Passage) -> bool:
        """Take a line, if it belongs to the list."""
        taken = self._take_theme(line) or self._take_item(line) or self._take_rest(line)
        self._paused = False
        if not taken:
            self.close()
        return taken

    def pause(self) -> None:
        """See a blank line."""
        self._paused = True

    def close(self) -> None:
        """See a line of something else, behind which no item goes on."""
        self._open = None

    def _take_theme(self, line: Passage) -> bool:
        match = THEME.match(fold(line.text))
        if match:
            self._annotator.mark("label", line.slice(0, match.end()).strip())
            name = line.slice(match.end()).strip()
            self._themes.append(_Theme([name] if name else []))
            self._open = self._themes[-1].name
        return match is not None

    def _take_item(self, line: Passage) -> bool:
        match = _ITEM.match(line.text)
        items = self._items_for(int(match[1])) if match else None
        if match is None or items is None:
            return False
        body = line.slice(match.end())
        self._open = [body] if body else []
        items.append(_Item(line.group(match, 1), self._open))
        return True

    def _items_for(self, number: int) -> list[_Item] | None:
        """Where an item of this number belongs; nowhere if it does not come next."""
        if not self._themes:
            return None
        theme = self._themes[-1]
        if theme.answers(number):
            return theme.recommendations
        last = max((item.value for one in self._themes for item in one.aspects), default=number - 1)
        return theme.aspects if number == last + 1 and not theme.recommendations else None

    def _take_rest(self, line: Passage) -> bool:
        if self._themes and self._paused and not self._themes[-1].name:
            self._open = self._themes[-1].name
        elif self._open is None or (self._paused and not line.text[0].islower()):
            return False
        self._open.append(line)
        return True

    @property
    def lacking(self) -> tuple[int, ...]:
        """The numbers of the ASM of the last theme that have no recommendation, as in a list that is cut."""
        if not self._themes:
            return ()
        last = self._themes[-1]
        answered = {item.value for item in last.recommendations}
        return tuple(item.value for item in last.aspects if item.value not in answered or not item.lines)

    def asms(self) -> Iterator[Asm]:
        """Yield the ASM in the order of the list."""
        for theme in self._themes:
            name = self._text(Passage.joined(theme.name)) if theme.name else None
            recommendations = {item.value: item for item in theme.recommendations if item.lines}
            for item in theme.aspects:
                answer = recommendations.pop(item.value, None)
                if item.lines:
                    yield Asm(
                        number=fact_of(item.value, item.number),
                        text=self._text(item.body),
                        theme=name,
                        recommendation=self._recommendation(answer) if answer else None,
                    )

    def _recommendation(self, item: _Item) -> Fact[str]:
        self._annotator.mark("label", item.number)
        return self._text(item.body)

    def _text(self, passage: Passage) -> Fact[str]:
        return fact(self._annotator.clean(passage))
