"""A JSON list of objects as a table: nested objects and one list of objects become columns and rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asm_graph.documents.table import MAX_ROWS, Sheet, TableDocument, normalized_sheet
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import JsonValue

    from asm_graph.documents.text_file import TextDocument

MEDIA_TYPE = "application/json"
_DEEPEST = 4


def looks_like_json(text: str) -> bool:
    """Whether a text begins as a JSON list of objects does, or as an object."""
    return "".join(text.lstrip()[:200].split()).startswith(("[{", "[]", '{"'))


def as_table(document: TextDocument) -> TableDocument:
    """Read a JSON list of objects; the header is row 1, each row is placed by its pointer (RFC 6901).

    An object becomes one row; where it has a list of objects, one row for each of these:
    `[{"a": {"b": 1}, "c": [{"d": 2}, {"d": 3}]}]` has the columns `a.b` and `c.d`, and two rows.

    Raises:
        UnreadableDocument: it is no JSON, no list of objects, or larger than `MAX_ROWS`.
    """
    try:
        value: JsonValue = json.loads(document.text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(
            f"{document.path}: is no whole JSON ({error}); download it again."
        ) from error
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise UnreadableDocument(f"{document.path}: is no JSON list of objects; give a list of records.")
    rows = [row for index, item in enumerate(value) for row in _rows(item, f"/{index}")]
    if len(rows) > MAX_ROWS:
        raise UnreadableDocument(f"{document.path}: has more than {MAX_ROWS:,} rows; divide it.")
    header = tuple(dict.fromkeys(column for _, cells in rows for column in cells))
    sheet = Sheet(
        document.path.stem,
        [header, *(tuple(cells.get(column, "") for column in header) for _, cells in rows)],
        ["", *(pointer for pointer, _ in rows)],
    )
    return TableDocument(
        document.path,
        (normalized_sheet(document.path, sheet),),
        document.encoding,
        document.sha256,
        document.size,
        MEDIA_TYPE,
    )


def _rows(item: JsonValue, pointer: str) -> Iterator[tuple[str, dict[str, str]]]:
    own = dict(_cells(item, ""))
    lists = _lists(item)
    if not lists:
        yield pointer, own
    for name, members in lists.items():
        for index, member in enumerate(members):
            yield f"{pointer}/{name}/{index}", {**own, **dict(_cells(member, f"{name}."))}


def _lists(item: JsonValue) -> Mapping[str, list[JsonValue]]:
    if not isinstance(item, dict):
        return {}
    return {
        name: value
        for name, value in item.items()
        if isinstance(value, list) and any(isinstance(member, dict) for member in value)
    }


def _cells(value: JsonValue, prefix: str) -> Iterator[tuple[str, str]]:
    """The values of an object that are no lists, by the path of their names."""
    if not isinstance(value, dict) or prefix.count(".") > _DEEPEST:
        return
    for name, member in value.items():
        if isinstance(member, dict):
            yield from _cells(member, f"{prefix}{name}.")
        elif not isinstance(member, list):
            yield f"{prefix}{name}", _word(member)


def _word(value: JsonValue) -> str:
    """A value as it is written: numbers stay text, `null` is nothing."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)
