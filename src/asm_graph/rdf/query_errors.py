"""Errors of the embedded engine about a query, turned into errors with a place and a remedy."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asm_graph.errors import EngineFailure, QuerySyntaxError
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_GRAMMAR = "["
"""Hints with a bracket show rules of the engine's grammar, which help nobody; `[_]` is any character."""
_LONGEST_HINT = 200


def syntax_error(error: SyntaxError) -> QuerySyntaxError:
    """Make the error with line and column, and with the engine's hint where it is short enough to help."""
    place = _PLACE.match(str(error))
    if place is None:
        return QuerySyntaxError(
            Message("the query cannot be parsed ({error}); correct it there.", error=error)
        )
    line, column = int(place[1]), int(place[2])
    hint = _hint(place[3])
    said = f"; {hint}" if hint else ""
    message = Message(
        "the query cannot be parsed at line {line}, column {column}{said}; correct it there.",
        line=line,
        column=column,
        said=said,
    )
    return QuerySyntaxError(message, line, column, hint)


def _hint(said: str) -> str | None:
    shown = said.replace(", [_]", "")
    return shown if len(shown) <= _LONGEST_HINT and _GRAMMAR not in shown else None


@contextmanager
def engine_errors() -> Iterator[None]:
    """Translate what the embedded engine raises, when it answers in this process, into our own errors.

    Raises:
        QuerySyntaxError: the query cannot be parsed.
        EngineFailure: it asks for what the engine cannot do.
    """
    try:
        yield
    except SyntaxError as error:
        raise syntax_error(error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineFailure(
            Message("the engine failed on the query ({error}); take that out of it.", error=error)
        ) from error
