"""Pages that were read by OCR, kept by what their pictures show, so that a picture is read once."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asm_graph.atomic_files import writing_whole
from asm_graph.documents import lexicon, pages
from asm_graph.documents.pages import Box, Grid, GridCell, Page, PageWord

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.documents.scan.picture import Picture

_LIBRARIES = "opencv-python-headless", "onnxruntime", "rapidocr", "wordfreq"


def cached(
    folder: Path | None, picture: Picture, size: tuple[float, float], engine: str, read: Callable[[], Page]
) -> Page:
    """Return what was read of a picture before, by the same engine and the same code; else read it.

    What was read is kept in `folder`, if there is one. What is no page any more is read anew.
    """
    if folder is None:
        return read()
    decisive = repr((picture.shape, size, engine, _software()))
    key = hashlib.sha256(decisive.encode() + picture.tobytes()).hexdigest()
    path = folder / f"{key}.json"
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        return _page(json.loads(path.read_bytes()))
    page = read()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with writing_whole(path) as partial:
            partial.write_text(json.dumps(asdict(page), ensure_ascii=False), encoding="utf-8")
    return page


def _page(kept: dict[str, Any]) -> Page:
    words = tuple(PageWord(**{**word, "box": Box(**word["box"])}) for word in kept.pop("words"))
    grids = tuple(
        Grid(tuple(GridCell(**{**cell, "box": Box(**cell["box"])}) for cell in grid["cells"]))
        for grid in kept.pop("grids")
    )
    return Page(**kept, words=words, grids=grids)


@cache
def _software() -> str:
    """Hash the code that reads scans, and name what it depends on."""
    modules = [*sorted(Path(__file__).parent.glob("*.py")), Path(lexicon.__file__), Path(pages.__file__)]
    code = hashlib.sha256(b"".join(module.read_bytes() for module in modules)).hexdigest()
    return " ".join((code, *(f"{name} {version(name)}" for name in _LIBRARIES)))
