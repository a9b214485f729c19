"""Pages and questions of the whole federal graph, as a server without caches answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.pieces import Reached, Remark, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.pages import PageFigures
    from bench.pieces import Piece
    from bench.workspace import Workspace

_GOALS = ("pages", "search", "questions-warm", "questions-first", "export")
