"""The pages of documents in a release: a picture of each, and where on it what was not understood stands."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from asm_graph.documents.page_pictures import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "pages"


class DocumentPage(BaseModel):
    """A page as a person reads it; `number` counts from 1, `width` and `height` are in points.

    `start` and `end` (exclusive) are the characters of the published text that stand on it; they are equal
    where none does. `quotations` counts the excerpts on it. `not_understood` are boxes in the form of
    `asm:box`. `has_picture` is false where a limit forbids one.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    width: float
    height: float
    read_by: str
    start: int = 0
    end: int = 0
    quotations: int = 0
    not_understood: tuple[str, ...] = ()
    has_picture: bool = True


class DocumentPages(BaseModel):
    """All pages of a document, in order."""

    model_config = ConfigDict(frozen=True)

    pages: tuple[DocumentPage, ...]

    def page(self, number: int) -> DocumentPage | None:
        """Return the page of this number."""
        return self.pages[number - 1] if 1 <= number <= len(self.pages) else None


def picture_name(number: int) -> str:
    """Name the file of a page's picture."""
    return f"{number}.{EXTENSION}"


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The pages of a document and the folder of their pictures, which nobody changes."""

    pages: DocumentPages
    folder: Path


def write_pages(release: Path, documents: Mapping[str, KeptPages]) -> None:
    """Give a release the pages of documents, by slug; pictures are linked where the file system can."""
    for slug, kept in documents.items():
        target = release / FOLDER / slug
        target.mkdir(parents=True)
        for file in sorted(kept.folder.iterdir()):
            _link(file, target / file.name)
        _facts_path(release, slug).write_text(kept.pages.model_dump_json(), encoding="utf-8")


def read_pages(release: Path, slug: str) -> DocumentPages | None:
    """Read the pages of a document; None where it has none, or in a release of earlier software."""
    path = _facts_path(release, slug)
    return _read(path) if path.is_file() else None


def picture_path(release: Path, slug: str, number: int) -> Path:
    """Return where the picture of a page is, if the release has it."""
    return release / FOLDER / slug / picture_name(number)


@lru_cache(maxsize=16)
def _read(path: Path) -> DocumentPages:
    """Read a file that never changes; a page of a thing may quote a dozen documents."""
    return DocumentPages.model_validate_json(path.read_bytes())


def _facts_path(release: Path, slug: str) -> Path:
    return release / FOLDER / f"{slug}.json"


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)
