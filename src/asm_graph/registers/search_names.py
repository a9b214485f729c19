"""Names that people search things by and no document gives, such as acronyms of branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.iri_parts import parse
from asm_graph.registers.csv_register import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems

_COLUMNS = ("thing", "names", "source")


def load_search_names(folder: Path, problems: Problems) -> Mapping[str, tuple[str, ...]]:
    """Load the names of `search-names.csv` by the path of their thing; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "search-names.csv", _COLUMNS), "thing")
    for row in rows.values():
        problems.unless(
            parse(row["thing"]),
            row,
            "thing",
            f"{row['thing']!r} is no path of a thing",
            "write it as branch/38",
        )
        problems.required(row, "names")
        problems.required(row, "source")
    return {thing: row.items("names") for thing, row in rows.items()}
