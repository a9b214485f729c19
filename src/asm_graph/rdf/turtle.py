"""Turtle files that people edit: their triples, or where the file is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from asm_graph.errors import InputError
from asm_graph.messages import Message, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple


def read_turtle(path: Path) -> Iterator[Triple]:
    """Yield the triples of a Turtle file, in its order.

    Raises:
        InputError: the file cannot be read or is not Turtle; the message names the line.
    """
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise InputError(
            Message(
                "{path}, line {lineno}: {msg}; correct the Turtle there.",
                path=path,
                lineno=error.lineno,
                msg=error.msg,
            )
        ) from error
    except OSError as error:
        raise InputError(
            Message(
                "{path}: cannot be read ({reason}); check the path.", path=path, reason=system_reason(error)
            )
        ) from error
