"""Answers as self-contained workbooks: with query, release, license and date."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from asm_graph.conversion.converter import Conversion
from asm_graph.results import About

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asm_graph.library import Column
    from asm_graph.releases import Release

    Convert = Callable[[Release], Conversion]


def to_workbook(title: str, query: str, licence: str, columns: Sequence[Column] = ()) -> Convert:
    """Return what makes a workbook of a JSON answer, from the release that gave it."""

    def convert(release: Release) -> Conversion:
        about = About(
            title,
            query,
            release.name,
            release.manifest.created.date().isoformat(),
            licence,
            {column.name: " · ".join(column.meaning.values()) for column in columns},
            release.manifest.base,
        )
        return Conversion("workbook", asdict(about))

    return convert
