"""Where a file came from, as whoever publishes the dataset says in `sources.csv`."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (a manifest is validated by these annotations)
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """The address that a file was fetched from and on which day, who published it, and under which license.

    The license is an address too; what is not known is empty. `publishes_original` is the decision to publish
    the file itself.
    """

    address: str = ""
    captured: dt.date | None = None
    publisher: str = ""
    license: str = ""
    publishes_original: bool = False

    @property
    def key(self) -> str:
        """Everything about it as one text, for hashes; empty if nothing is known."""
        return "" if self == UNKNOWN else repr(self)


UNKNOWN = Origin()
"""The origin of a file of which nothing is said."""
