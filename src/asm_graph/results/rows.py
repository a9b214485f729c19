"""The result of a query, read from SPARQL 1.1 Query Results JSON and written in its standard formats."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import IO, TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from asm_graph.errors import EngineFailure
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    Term = NamedNode | BlankNode | Literal | Triple | None

_ROWS_AT_ONCE = 256
_END = "\r\n"
_QUOTED = re.compile(r'[",\r\n]')


def write_results(
    results: QuerySolutions | QueryBoolean, file: IO[bytes], form: QueryResultsFormat | None
) -> None:
    """Write results to a file in a standard format; errors are the engine's."""
    if form != QueryResultsFormat.CSV or not isinstance(results, QuerySolutions):
        results.serialize(file, form)
        return
    file.write((",".join(variable.value for variable in results.variables) + _END).encode())
    while rows := [",".join(map(_cell, row)) for row in islice(results, _ROWS_AT_ONCE)]:
        file.write((_END.join(rows) + _END).encode())


def _cell(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    if term is None:
        return ""
    text = str(term) if isinstance(term, BlankNode | Triple) else term.value
    return text if _QUOTED.search(text) is None else '"{}"'.format(text.replace('"', '""'))


_NUMBERS = frozenset(XSD(name).value for name in ("integer", "decimal", "double", "float", "gYear"))
_MOST_DIGITS = 308


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a SELECT: column names and rows of terms, `None` where unbound.

    One that is not `is_whole` has only the first rows.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]
    is_whole: bool = True


def read_results(body: bytes, *, is_whole: bool = True) -> Rows:
    """Read SPARQL 1.1 Query Results JSON; an ASK becomes one row with the column `answer`.

    Of a body that is not `is_whole` the rows are read as far as they go.

    Raises:
        EngineFailure: the body is cut or is something else.
    """
    columns, rows = open_results(io.BytesIO(body))
    if is_whole:
        return Rows(columns, tuple(rows))
    found: list[tuple[Term, ...]] = []
    with contextlib.suppress(EngineFailure):  # where it was cut
        found.extend(rows)
    return Rows(columns, tuple(found), is_whole=False)


def open_results(answer: IO[bytes]) -> tuple[tuple[str, ...], Iterator[tuple[Term, ...]]]:
    """Open the columns and rows of an answer in a file, read on demand; see `read_results`."""
    found = _parse(answer)
    if isinstance(found, QueryBoolean):
        return ("answer",), iter([(Literal(bool(found)),)])
    return tuple(variable.value for variable in found.variables), _rows(found)


def _rows(found: QuerySolutions) -> Iterator[tuple[Term, ...]]:
    try:
        for solution in found:
            yield tuple(solution)
    except SyntaxError as error:
        raise EngineFailure(
            Message("The engine's answer breaks off: {error}; ask again.", error=error)
        ) from error


def convert(body: bytes, form: QueryResultsFormat) -> bytes:
    """Convert a result to another standard format.

    Raises:
        EngineFailure: the body is cut or is something else.
    """
    answer, written = _parse(body), io.BytesIO()
    try:
        write_results(answer, written, form)
    except SyntaxError as error:
        raise EngineFailure(
            Message("The engine's answer breaks off: {error}; ask again.", error=error)
        ) from error
    return written.getvalue()


def number_of(literal: Literal) -> Decimal | None:
    """Return the finite number that a literal states, or None.

    A literal of a query may be written as `1E999999999`, which no cell and no line could show; a double ends
    at some 10^308.
    """
    if literal.datatype.value not in _NUMBERS:
        return None
    try:
        number = Decimal(literal.value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None


def _parse(body: bytes | IO[bytes]) -> QuerySolutions | QueryBoolean:
    try:
        return parse_query_results(body, format=QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise EngineFailure(
            Message("The engine's answer cannot be read: {error}; ask again.", error=error)
        ) from error
