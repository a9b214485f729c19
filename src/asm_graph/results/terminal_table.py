"""A result as a table for a terminal."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from asm_graph.rdf.vocabulary import PREFIXES
from asm_graph.results.rows import number_of
from asm_graph.results.short_texts import prefixed_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asm_graph.results.rows import Rows, Term


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_COLUMN_WIDTH = 12
"""A table whose columns would be narrower than this is written as one block for each row."""


def table(results: Rows, base: str, width: int) -> str:
    """Format rows in lines of at most `width` characters, where words allow.

    Entities under `base` are shortened to `id:…`; where the columns do not fit, each row is a block of lines.
    """
    prefixes = {"id": f"{base}id/", **PREFIXES}
    rows = [[_shown(term, prefixes) for term in row] for row in results.rows]
    if width < _COLUMN_WIDTH * len(results.columns):
        return "\n".join(_block(results.columns, row) for row in rows)
    return grid(results.columns, rows, width)


def grid(columns: Iterable[str], rows: Iterable[Iterable[str]], width: int) -> str:
    """Lay out texts in columns, folded where they do not fit."""
    drawn = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*map(Text, row))
    page = io.StringIO()
    Console(file=page, width=width, color_system=None, force_terminal=False).print(drawn)
    return page.getvalue()


def _block(columns: tuple[str, ...], row: list[str]) -> str:
    margin = max(map(len, columns))
    return "".join(f"{name:<{margin}}  {shown}\n" for name, shown in zip(columns, row, strict=True) if shown)


def _shown(term: Term, prefixes: Mapping[str, str]) -> str:
    """Format a term: IRIs shortened, numbers with two decimals, control characters replaced."""
    if isinstance(term, NamedNode):
        return prefixed_name(term.value, prefixes)
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    if (number := number_of(term)) is not None and number.as_tuple().exponent not in (0, -1, -2):
        return f"{number:.2f}"
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", term.value)
