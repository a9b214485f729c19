"""What a table states of programs and the Sustainable Development Goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.records.tables import Place, ProgramRef


@dataclass(frozen=True, slots=True)
class SdgLink:
    """A program's contribution; `target` is a letter, or the ordinal among the goal's, lettered ones last."""

    program: ProgramRef
    goal: int
    goal_label: str
    target: int | str
    target_label: str
    kind: str
    subtargets: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class SdgLinks:
    """All contributions of a table."""

    links: tuple[SdgLink, ...]

    @property
    def programs(self) -> tuple[ProgramRef, ...]:
        """The program of each row."""
        return tuple(link.program for link in self.links)
