"""Everything that can go wrong, in one tree; each error says what the user can do about it.

AsmGraphError
├── InputError             what was given cannot be used (exit code 2)
│   ├── UnreadableDocument     empty, binary, a scan without text, an unknown encoding
│   ├── UnknownLayout          readable, but none of the layouts that a reader knows
│   ├── IncompleteDocument     a known layout that is cut in the middle
│   ├── RegisterError          a row of a register or of `links.csv` that does not hold
│   └── UsageError             a parameter, a name or a path that does not fit
├── IntegrityError         the graph breaks a shape that blocks a release (exit code 1)
├── ReleaseError           a release that is missing, damaged or in use
└── QueryError             a query that was not answered
    ├── QueryRefused           refused before any engine saw it
    ├── QuerySyntaxError       the engine cannot parse it
    ├── QueryLimitExceeded     ended at a limit: time, rows or bytes
    ├── EngineBusy             no worker became free within the waiting time
    └── EngineFailure          the engine died or is out of reach
        └── NoRelease              there is no release to answer from
"""

from __future__ import annotations


class AsmGraphError(Exception):
    """The root of the tree: a message for the user, in words that name the place and the remedy."""


class InputError(AsmGraphError):
    """What was given cannot be used."""


class UnreadableDocument(InputError):
    """The file holds no text that can be decoded."""


class UnknownLayout(InputError):
    """The text has none of the layouts that a reader knows."""


class IncompleteDocument(InputError):
    """The document has a known layout but ends before it is whole."""


class RegisterError(InputError):
    """A row of a register does not hold what its column promises."""


class UsageError(InputError):
    """A parameter, a name or a path does not fit."""


class IntegrityError(AsmGraphError):
    """The graph breaks a shape that blocks a release."""


class ReleaseError(AsmGraphError):
    """A release is missing, damaged or in use."""


class QueryError(AsmGraphError):
    """A query was not answered."""


class QueryRefused(QueryError):
    """The query was refused before any engine saw it.

    `code` names the rule that it breaks; `line` and `column` count from one where they are known.
    """

    def __init__(self, code: str, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.line = line
        self.column = column


class QuerySyntaxError(QueryError):
    """The engine cannot parse the query; `line` and `column` count from one where they are known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryLimitExceeded(QueryError):
    """The query was ended at a limit; `limit` names the setting (`time`, `rows`, `bytes`)."""

    def __init__(self, message: str, limit: str) -> None:
        super().__init__(message)
        self.limit = limit


class EngineBusy(QueryError):
    """No worker became free within the waiting time."""


class EngineFailure(QueryError):
    """The engine died or is out of reach."""


class NoRelease(EngineFailure):
    """There is no release to answer from."""
