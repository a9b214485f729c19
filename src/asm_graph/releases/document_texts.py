"""The published texts of the documents in a release, which excerpts give offsets into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOLDER = "texts"


def write_texts(release: Path, texts: Mapping[str, str]) -> None:
    """Write each text under the slug of its document, as UTF-8 with its line ends unchanged."""
    if texts:
        (release / _FOLDER).mkdir()
    for slug, text in texts.items():
        (release / _FOLDER / f"{slug}.txt").write_bytes(text.encode())


def read_text(release: Path, slug: str) -> str | None:
    """Read the text of a document; None for a table, or in a release that kept no texts."""
    path = release / _FOLDER / f"{slug}.txt"
    return path.read_bytes().decode() if path.is_file() else None
