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

    def identity(self, name: str, sha256: str) -> tuple[str, str]:
        """Return what tells a file from others for a build: its name, and its content with its origin."""
        return name, sha256 if self == UNKNOWN else f"{sha256}{self!r}"


UNKNOWN = Origin()
"""The origin of a file of which nothing is said."""
