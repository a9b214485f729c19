"""Snippets that get the same answer from a terminal, Python, R or a spreadsheet."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from urllib.parse import urlencode

_CLOSING = re.compile(r"\)(-+)")
"""What ends a raw string of R but for its quotation mark."""
_LEAST_DASHES = 3


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text to paste, and where."""

    tool: str
    text: str


def query_snippets(endpoint: str, query: str) -> tuple[Snippet, ...]:
    """How to ask a SELECT or an ASK of an endpoint; the query stays as people read it."""
    sheet = f"{endpoint}.xlsx?{urlencode({'query': query})}"
    return (
        Snippet(
            "curl", f"curl {shlex.quote(f'{endpoint}.csv')} --data-urlencode {shlex.quote(f'query={query}')}"
        ),
        Snippet(
            "Python", _PYTHON_QUERY.format(query=_python_text(query), address=_quoted(f"{endpoint}.csv"))
        ),
        Snippet("R", _R_QUERY.format(query=_r_text(query), address=_quoted(f"{endpoint}.csv"))),
        Snippet("spreadsheet", sheet),
    )


def address_snippets(address: str, sheet: str) -> tuple[Snippet, ...]:
    """How to have a table that stands at one address as CSV, at another as XLSX."""
    return (
        Snippet("curl", f"curl {shlex.quote(address)}"),
        Snippet("Python", f"import pandas\n\nrows = pandas.read_csv({_quoted(address)})"),
        Snippet("R", f"rows <- read.csv({_quoted(address)})"),
        Snippet("spreadsheet", sheet),
    )


_PYTHON_QUERY = '''from urllib.parse import urlencode

import pandas

query = """
{query}
"""
rows = pandas.read_csv({address} + "?" + urlencode({{"query": query}}))'''

_R_QUERY = """query <- {query}
rows <- read.csv(paste0({address}, "?query=", URLencode(query, reserved = TRUE)))"""


def _python_text(text: str) -> str:
    return text.replace("\\", r"\\").replace('"""', r"\"\"\"")


def _r_text(text: str) -> str:
    """Write a raw string of R 4 with more dashes than any run of them in the text."""
    longest = max(map(len, _CLOSING.findall(text)), default=0)
    dashes = "-" * max(_LEAST_DASHES, longest + 1)
    return f'r"{dashes}({text}){dashes}"'


def _quoted(address: str) -> str:
    """Quote an address, which has neither quotes nor backslashes since all else is encoded."""
    return f'"{address}"'
