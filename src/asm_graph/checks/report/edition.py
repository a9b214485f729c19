"""What all reports share: their edition, the state of findings, and how quotations are shortened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from asm_graph.results.shortening import shorten_counted

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["new", "persists", "solved"]

_LONGEST_QUOTE = 300
"""Characters, a sentence or two: the row of a wide table has thousands. The graph has all of them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a finding; `release` is the one in which it last reappeared or was solved.

    `since` is the day on which that release was written (ISO 8601).
    """

    state: State
    since: str
    release: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The release a report is about, its license and date, and the states of findings by IRI.

    `filters` say which findings were asked for (`severity=Info`); empty: all.
    """

    release: str = ""
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    date: str = ""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    filters: str = ""


def shorten_quote(quote: str) -> str:
    """Shorten a quotation, its cells set apart by ` · `; how much is left out is said."""
    text = " · ".join(cell.strip() for cell in quote.split("\t") if cell.strip())
    return shorten_counted(text, _LONGEST_QUOTE)
