"""What tables say of *Aspectos Susceptibles de Mejora* of programs without a federal key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.records.tables import Place, ProgramRef


@dataclass(frozen=True, slots=True)
class StateAsm:
    """A row of a state's table, each cell as printed; `program` is without the number of the list.

    `finding` is the column *ASM*; a row has it or a `recommendation`, mostly both.
    """

    program: str
    place: Place
    agency: str | None = None
    evaluator: str | None = None
    evaluation_type: str | None = None
    notation: str | None = None
    finding: str | None = None
    theme: str | None = None
    classification: str | None = None
    priority: str | None = None
    improvement: str | None = None
    recommendation: str | None = None


@dataclass(frozen=True, slots=True)
class StateAsms:
    """The table of one cycle (`"2018"`); `title` is what stands above its header, empty for a CSV file."""

    cycle: str
    title: str
    asms: tuple[StateAsm, ...]

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """None: programs of states have no federal key."""
        return ()
