"""Answers as self-contained workbooks: with query, release, license and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.results import About, write_results

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asm_graph.library import Column
    from asm_graph.releases import Release

    Convert = Callable[[bytes, Release], bytes]


def to_workbook(title: str, query: str, licence: str, columns: Sequence[Column] = ()) -> Convert:
    """Convert a JSON answer and its release to a workbook."""

    def convert(body: bytes, release: Release) -> bytes:
        about = About(
            title,
            query,
            release.name,
            release.manifest.created.date().isoformat(),
            licence,
            {column.name: " · ".join(column.meaning.values()) for column in columns},
            release.manifest.base,
        )
        return write_results(body, "xlsx", about)

    return convert
