"""A JSON list of objects as a table: nested objects and one list of objects become columns and rows."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from asm_graph.documents.table import MAX_ROWS, Sheet, TableDocument, normalized_sheet
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import JsonValue

    from asm_graph.documents.text_file import TextDocument

MEDIA_TYPE = "application/json"
_DEEPEST = 4


def as_table(document: TextDocument) -> TableDocument:
    """Read a JSON list of objects; the header is row 1, each row is placed by its pointer (RFC 6901).

    An object becomes one row; where it has a list of objects, one row for each of these:
    `[{"a": {"b": 1}, "c": [{"d": 2}, {"d": 3}]}]` has the columns `a.b` and `c.d`, and two rows.

    Raises:
        UnreadableDocument: it is no JSON, no list of objects, larger than `MAX_ROWS`, or an object has a name
            twice (RFC 8259, 4).
    """
    value = _parsed(document)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise UnreadableDocument(
            Message("{path}: is no JSON list of objects; give a list of records.", path=document.path)
        )
    try:
        rows = [row for index, item in enumerate(value) for row in _rows(item, f"/{index}")]
    except _DoubledName as error:
        raise UnreadableDocument(
            Message("{path}, {error}; give each name once.", path=document.path, error=error)
        ) from error
    if len(rows) > MAX_ROWS:
        raise UnreadableDocument(
            Message("{path}: has more than {rows:,} rows; divide it.", path=document.path, rows=MAX_ROWS)
        )
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


class _DoubledName(ValueError):
    """An object has a name twice, or two names that make one column."""


class _DoubledObject(dict[str, "JsonValue"]):
    """An object in which a name stands twice; the parser does not know its place yet."""

    name: str


def _parsed(document: TextDocument) -> JsonValue:
    try:
        value: JsonValue = json.loads(
            document.text,
            parse_float=str,
            parse_int=str,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
        _refuse_doubled(value, "")
    except _DoubledName as error:
        raise UnreadableDocument(
            Message("{path}, {error}; give each name once.", path=document.path, error=error)
        ) from error
    except (ValueError, RecursionError) as error:
        if _is_one_object_after_another(document.text, error):
            remedy = Message(
                "is one JSON object after another (JSON Lines); give them as one list: [{{…}}, {{…}}]."
            )
        elif _is_cut_off(document.text, error):
            remedy = Message("is a JSON file that is cut off; download or export it again.")
        else:
            remedy = Message("is no whole JSON ({error}); download or export it again.", error=error)
        raise UnreadableDocument(Message("{path}: {remedy}", path=document.path, remedy=remedy)) from error
    return value


def _is_cut_off(text: str, error: Exception) -> bool:
    """Tell whether the text ends before its value does."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    doubled = _DoubledObject(members)
    doubled.name = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
    return doubled


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(Message("{name} is no value; a missing one is null", name=name))


def _refuse_doubled(value: JsonValue, pointer: str) -> None:
    if isinstance(value, _DoubledObject):
        raise _DoubledName(
            Message("{place}: has the name {name!r} twice", place=pointer or "/", name=value.name)
        )
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, member in members:
        if isinstance(member, dict | list):
            _refuse_doubled(member, f"{pointer}/{name}")


def _is_one_object_after_another(text: str, error: Exception) -> bool:
    return (
        isinstance(error, json.JSONDecodeError)
        and text.lstrip().startswith("{")
        and text.startswith("{", error.pos)
    )


def _rows(item: JsonValue, pointer: str) -> Iterator[tuple[str, dict[str, str]]]:
    own = list(_cells(item, ""))
    lists = _lists(item)
    if not lists:
        yield pointer, _unique(own, pointer)
    for name, members in lists.items():
        for index, member in enumerate(members):
            place = f"{pointer}/{name}/{index}"
            yield place, _unique([*own, *_cells(member, f"{name}.")], place)


def _unique(cells: list[tuple[str, str]], place: str) -> dict[str, str]:
    """Map the cells of a row by their columns; `{"a.b": 1, "a": {"b": 2}}` has two for one."""
    row = dict(cells)
    if len(row) < len(cells):
        column = next(name for name, count in Counter(name for name, _ in cells).items() if count > 1)
        raise _DoubledName(Message("{place}: has two values for {column!r}", place=place, column=column))
    return row


def _lists(item: JsonValue) -> Mapping[str, list[JsonValue]]:
    if not isinstance(item, dict):
        return {}
    return {
        name: value
        for name, value in item.items()
        if isinstance(value, list) and any(isinstance(member, dict) for member in value)
    }


def _cells(value: JsonValue, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the values of an object that are no lists, by the path of their names."""
    if not isinstance(value, dict) or prefix.count(".") > _DEEPEST:
        return
    for name, member in value.items():
        if isinstance(member, dict):
            yield from _cells(member, f"{prefix}{name}.")
        elif not isinstance(member, list):
            yield f"{prefix}{name}", _word(member)


def _word(value: JsonValue) -> str:
    """Write a value as it is printed: numbers stay text, `null` is nothing."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)
