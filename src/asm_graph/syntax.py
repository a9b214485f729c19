"""What the engine says of a query that it cannot parse, in words for people."""

from __future__ import annotations

import re

from asm_graph.errors import QuerySyntaxError

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_HINT = 200


def syntax_error(error: SyntaxError) -> QuerySyntaxError:
    """The error with its line and column; the engine's hint where it is short enough to help."""
    place = _PLACE.match(str(error))
    if place is None:
        return QuerySyntaxError(f"the query cannot be parsed: {error}")
    line, column, hint = int(place[1]), int(place[2]), place[3]
    said = f"; {hint}" if len(hint) <= _LONGEST_HINT and "[" not in hint else ""
    message = f"the query cannot be parsed at line {line}, column {column}{said}; correct it there."
    return QuerySyntaxError(message, line, column)
