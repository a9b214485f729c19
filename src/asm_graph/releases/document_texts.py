"""The texts of the documents in a release, as they may be published: what excerpts give offsets into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOLDER = "texts"


def write_texts(release: Path, texts: Mapping[str, str]) -> None:
    """Write each text under the slug of its document, as UTF-8 with its line ends as they are."""
    if texts:
        (release / _FOLDER).mkdir()
    for slug, text in texts.items():
        (release / _FOLDER / f"{slug}.txt").write_bytes(text.encode())


def read_text(release: Path, slug: str) -> str | None:
    """The text of a document; None of a table, or in a release of software that kept none."""
    path = release / _FOLDER / f"{slug}.txt"
    return path.read_bytes().decode() if path.is_file() else None
