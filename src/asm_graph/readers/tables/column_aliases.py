"""What else the columns of a layout may be called (`column_aliases.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.readers.tables.columns import TableLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asm_graph.readers.tables.columns import TableColumn


@lru_cache(maxsize=1)
def aliases_by_layout() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the aliases of each layout, by its own headers."""
    return tomllib.loads(Path(__file__).with_name("column_aliases.toml").read_text(encoding="utf-8"))


def layout_with_aliases(name: str, columns: Iterable[TableColumn]) -> TableLayout:
    """Declare a layout whose columns are found by their aliases, too."""
    aliases = aliases_by_layout().get(name, {})
    return TableLayout(
        name, tuple(replace(one, aliases=(*one.aliases, *aliases.get(one.header, ()))) for one in columns)
    )
