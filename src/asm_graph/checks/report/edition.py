"""What a report says of itself, and what became of its findings up to the release that it was made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["new", "persists", "solved"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a finding: `release` names the release in which it was last found anew, or was solved.

    `since` is the day on which that release was written (ISO 8601).
    """

    state: State
    since: str
    release: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The release that a report was made from, its licence and date, and the standings of findings by IRI.

    `filters` say which findings were asked for (`severity=Info`); empty: all.
    """

    release: str = ""
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    date: str = ""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    filters: str = ""
