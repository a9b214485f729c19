"""What a report says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """The release that a report was made from, its licence, its date."""

    release: str = ""
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    date: str = ""
