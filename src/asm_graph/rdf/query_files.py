"""Query files that people edit (`.rq`): a header of TOML in lines that start with `#+ `, then SPARQL."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asm_graph.errors import InputError
from asm_graph.messages import Message, system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MARK = "#+"


@dataclass(frozen=True, slots=True)
class QueryFile:
    """The content of the header, empty where a file has none, and the query without it."""

    header: Mapping[str, Any]
    text: str


def read_query_file(path: Path) -> QueryFile:
    """Read a query file.

    Raises:
        InputError: the file cannot be read, is not UTF-8, or its header is no TOML.
    """
    lines = _text(path).splitlines(keepends=True)
    marked = [line for line in lines if line.startswith(_MARK)]
    try:
        header = tomllib.loads("".join(line.removeprefix(_MARK).lstrip(" ") for line in marked))
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            Message("{path}: the header is no TOML: {error}; correct it there.", path=path, error=error)
        ) from error
    query = "".join(line for line in lines if not line.startswith(_MARK))
    return QueryFile(header, query.lstrip() if marked else query)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            Message("{path}: is not UTF-8 (byte {byte}); save it as UTF-8.", path=path, byte=error.start + 1)
        ) from error
    except OSError as error:
        raise InputError(
            Message(
                "{path}: cannot be read ({reason}); check the path.", path=path, reason=system_reason(error)
            )
        ) from error
