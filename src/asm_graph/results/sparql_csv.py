"""SPARQL 1.1 result formats; CSV follows RFC 4180 even where an IRI contains a comma.

The engine puts quotation marks around texts alone.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import IO, TYPE_CHECKING

from pyoxigraph import BlankNode, QueryResultsFormat, QuerySolutions, Triple

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, QueryBoolean

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
