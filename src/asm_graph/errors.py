"""Every error in one tree; each says what the user can do about it.

AsmGraphError
├── InputError             what was given cannot be used (exit code 2)
│   ├── UnreadableDocument     empty, binary, a scan without text, an unknown encoding
│   ├── UnknownLayout          readable, but none of the layouts that a reader knows
│   ├── IncompleteDocument     a known layout that is cut in the middle
│   ├── RegisterError          a row of a register or of `links.csv` that does not hold
│   └── UsageError             a parameter, a name or a path that does not fit
├── IntegrityError         the graph breaks a shape that blocks a release (exit code 1)
├── ReleaseError           a release that is damaged or in use, or cannot be written
│   ├── MissingRelease         there is none of that name, or none in that folder (exit code 2)
│   ├── UnusableFolder         a folder that can hold no releases (exit code 2)
│   └── PushFailed             a remote engine did not take a release
├── HarvestFailed          a catalog that a portal could not harvest
├── ExportFailed           a site that could not be written as files
├── PictureFailed          a drawing that could not be made a picture
└── QueryError             a query that was not answered
    ├── QueryRefused           refused before any engine saw it
    ├── QuerySyntaxError       the engine cannot parse it
    ├── QueryLimitExceeded     ended at a limit: time, rows or bytes
    ├── EngineBusy             no worker became free within the waiting time
    │   ├── SlowLaneBusy           the places for long queries are taken
    │   ├── ConversionsBusy        the places for conversions are taken
    │   └── ClientBusy             this client has too many queries under way
    └── EngineFailure          the engine died or is out of reach
        ├── NoRelease              there is no release to answer from
        └── EngineUnreachable      a remote engine is down, or its address or credentials do not fit
            └── EngineSilent           it does not answer in time
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

Particular: TypeAlias = "str | Mapping[str, str]"
"""What an error is about: a name or number as it is, or words by language (`es`, `en`)."""


class AsmGraphError(Exception):
    """The root of the tree: a message for the user that names the place and the remedy."""

    @property
    def message(self) -> Message:
        """The message in both languages, or in English alone where it has no other."""
        said = self.args[0] if self.args else ""
        return said if isinstance(said, Message) else Message.of(str(self), str(self))


class InputError(AsmGraphError):
    """The input cannot be used."""


class UnreadableDocument(InputError):
    """The file holds no text that can be decoded."""


class UnknownLayout(InputError):
    """The document has none of the known layouts."""


class IncompleteDocument(InputError):
    """The document has a known layout but is truncated."""


class RegisterError(InputError):
    """A row of a register violates the rules of its column."""


class UsageError(InputError):
    """A parameter, a name or a path is invalid.

    `code` names the rule that it breaks and `facts` what the message is about, for those who word it in
    another language.
    """

    def __init__(
        self, message: str, code: str = "usage", facts: Mapping[str, Particular] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.facts = facts or {}


class IntegrityError(AsmGraphError):
    """The graph violates a shape that blocks a release."""


class ReleaseError(AsmGraphError):
    """A release is damaged, in use, or cannot be written."""


class MissingRelease(ReleaseError):
    """There is no release of that name, or none in that folder."""


class UnusableFolder(ReleaseError):
    """The folder cannot hold releases."""


class PushFailed(ReleaseError):
    """A remote engine did not accept a release."""


class HarvestFailed(AsmGraphError):
    """A catalog cannot be harvested: a portal would give up."""


class ExportFailed(AsmGraphError):
    """A site cannot be written as files."""


class PictureFailed(AsmGraphError):
    """A drawing could not be rasterized, or not in time."""


class QueryError(AsmGraphError):
    """A query was not answered."""


class QueryRefused(QueryError):
    """The query was refused before it reached any engine.

    `code` names the rule that it breaks; `line` and `column` count from one where they are known.
    """

    def __init__(self, code: str, message: str, line: int | None = None, column: int | None = None) -> None:
        place = {"line": line, "column": column, "message": message}
        super().__init__(Message("line {line}, column {column}: {message}", **place) if line else message)
        self.code = code
        self.line = line
        self.column = column


class QuerySyntaxError(QueryError):
    """The engine cannot parse the query; `line` and `column` count from one where known.

    `hint` is what the engine says of the place, in its own words, which are English.
    """

    def __init__(
        self, message: str, line: int | None = None, column: int | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.hint = hint


class QueryLimitExceeded(QueryError):
    """The query hit a limit; `limit` names it, such as `time`, `rows`, `bytes` or `memory`.

    `seconds` is the time that the query had, where that was the limit: a client may ask for less.
    """

    def __init__(self, message: str, limit: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.limit = limit
        self.seconds = seconds


class EngineBusy(QueryError):
    """No worker became free within the waiting time."""


class SlowLaneBusy(EngineBusy):
    """All places for long queries are taken."""


class ConversionsBusy(EngineBusy):
    """As many spreadsheets, reports, pictures and comparisons are being made as there are places for them."""


class ClientBusy(EngineBusy):
    """This client already has as many queries under way as one may have."""


class EngineFailure(QueryError):
    """The engine died or cannot be reached."""


class NoRelease(EngineFailure):
    """There is no release to answer from."""


class EngineUnreachable(EngineFailure):
    """A remote engine is down, or its address or credentials are wrong."""


class EngineSilent(EngineUnreachable):
    """A remote engine does not answer in time."""
