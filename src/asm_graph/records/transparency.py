"""What the national transparency formats (SIPOT) state: indicators and evaluations, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.records.evaluations import Evaluation
    from asm_graph.records.matrices import Indicator
    from asm_graph.records.tables import Place, ProgramRef


@dataclass(frozen=True, slots=True)
class ReportedIndicator:
    """An indicator as one row reports it, with the values of its period; `program` is a name."""

    program: str
    year: int
    indicator: Indicator
    place: Place


@dataclass(frozen=True, slots=True)
class ReportedEvaluation:
    """An evaluation or survey as one row reports it; `name` is what it is called, `program` a name."""

    program: str
    year: int
    name: str
    evaluation: Evaluation
    place: Place


@dataclass(frozen=True, slots=True)
class _Report:
    """A table of an institution, whose title block and responsible areas (`about`) tell whose it is."""

    about: tuple[str, ...]

    @property
    def programs(self) -> tuple[ProgramRef, ...]:
        """No program is named by its key."""
        return ()


@dataclass(frozen=True, slots=True)
class IndicatorReport(_Report):
    """Indicators of results (article 70, section VI)."""

    indicators: tuple[ReportedIndicator, ...]


@dataclass(frozen=True, slots=True)
class EvaluationReport(_Report):
    """Evaluations and surveys of programs (article 70, section XL)."""

    evaluations: tuple[ReportedEvaluation, ...]
