"""Who issues the documents of a layout: their publisher, and whose units they name if they do not tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.registers.csv_register import read_table

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems, Row

_OWN = "own"
"""What the table says where the agency of the document's program publishes it."""
_COLUMNS = ("layout", "agency", "publisher", "source")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The slugs of two agencies for a layout; `publisher` may be `own`."""

    agency: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Issuers:
    """The issuers of layouts, by the names of these."""

    by_layout: Mapping[str, Issuer] = field(default_factory=dict)

    def agency_of(self, layout: str) -> str | None:
        """Return whose units a document of a layout names, where neither it nor the program's entry tells.

        >>> Issuers({"sedesol-asm-follow-up": Issuer("sedesol", "own")}).agency_of("sedesol-asm-follow-up")
        'sedesol'
        """
        issuer = self.by_layout.get(layout)
        return issuer.agency if issuer else None

    def publisher_of(self, layout: str, own: str | None) -> str | None:
        """Return who publishes documents of a layout; `own` is the agency of the program that one is about.

        >>> Issuers({"coneval-eed": Issuer("sedesol", "coneval")}).publisher_of("coneval-eed", "sedesol")
        'coneval'
        """
        issuer = self.by_layout.get(layout)
        if issuer is None:
            return None
        return own if issuer.publisher == _OWN else issuer.publisher


def load_issuers(folder: Path, problems: Problems, agencies: Container[str]) -> Issuers:
    """Load `issuers.csv`, whose agencies are among those of `units.csv`; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "issuers.csv", _COLUMNS), "layout")
    return Issuers({layout: _issuer(row, agencies, problems) for layout, row in rows.items()})


def _issuer(row: Row, agencies: Container[str], problems: Problems) -> Issuer:
    for column in ("agency", "publisher"):
        known = not row[column] or row[column] in agencies or (column == "publisher" and row[column] == _OWN)
        problems.unless(
            known,
            row,
            column,
            Message("no agency {name!r}", name=row[column]),
            Message("add it to units.csv"),
        )
    return Issuer(row["agency"] or None, row["publisher"] or None)
