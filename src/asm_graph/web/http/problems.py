"""Errors as problem documents (RFC 9457): what happened, where, and what to do about it.

`title`, `detail` and `remedy` are in the language of `Accept-Language` (or `?lang=`), Spanish unless
English is asked for; `Content-Language` says which. Their words are in `problems.toml`. `hint` alone, what
the engine says of a query that it cannot parse, is always English.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from asm_graph.errors import (
    AsmGraphError,
    ClientBusy,
    ConversionsBusy,
    EngineBusy,
    EngineFailure,
    EngineSilent,
    EngineUnreachable,
    NoRelease,
    PictureFailed,
    QueryLimitExceeded,
    QueryRefused,
    QuerySyntaxError,
    ReleaseError,
    SlowLaneBusy,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.errors import Particular
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.settings import Settings

_LIMITS = {
    "time": "query_seconds",
    "bytes": "result_bytes",
    "rows": "result_rows",
    "memory": "worker_memory",
    "depth": "query_depth",
    "prefixes": "query_prefixes",
    "clauses": "query_clauses",
    "operators": "query_operators",
    "length": "query_bytes",
    "body": "body_bytes",
    "busy": "queue_seconds",
    "compare": "compare_seconds",
    "convert": "convert_seconds",
    "convert-size": "worker_memory",
    "conversions": "convert_processes",
    "client": "client_queries",
    "lane": "slow_workers",
    "slow": "request_seconds",
    "headers": "header_bytes",
    "address": "header_bytes",
    "crowded": "connections",
}
"""The setting that a problem is about."""

_CODES: Mapping[type[AsmGraphError], str] = {
    ClientBusy: "client",
    SlowLaneBusy: "lane",
    ConversionsBusy: "conversions",
    EngineBusy: "busy",
    NoRelease: "release",
    EngineSilent: "silent",
    EngineUnreachable: "unreachable",
    EngineFailure: "engine",
    PictureFailed: "picture",
    ReleaseError: "not-found",
}
"""The codes of errors that are told by their type alone; the more special types come first."""

_FOR_NOW = {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}
_RETRY_SECONDS = "2"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error response: a code of `problems.toml`, its place, the facts its text names, a hint."""

    code: str
    line: int | None = None
    column: int | None = None
    facts: Mapping[str, Particular] = field(default_factory=dict)
    hint: str | None = None

    @classmethod
    def of(cls, error: ProblemError | AsmGraphError) -> Problem:
        """Make the problem that an error of ours is to a client."""
        if isinstance(error, ProblemError):
            return error.problem
        if isinstance(error, QueryRefused):
            return cls(error.code, error.line, error.column)
        if isinstance(error, QuerySyntaxError):
            return cls("syntax", error.line, error.column, hint=error.hint)
        if isinstance(error, UsageError):
            return cls(error.code, facts=error.facts)
        if isinstance(error, QueryLimitExceeded):
            return cls(error.limit, facts={"seconds": f"{error.seconds:g}"} if error.seconds else {})
        code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), "internal")
        return cls(code)


class ProblemError(Exception):
    """An error response to raise: a problem, or the code of one with the facts its text names."""

    def __init__(self, problem: Problem | str, facts: Mapping[str, Particular] | None = None) -> None:
        self.problem = Problem(problem, facts=facts or {}) if isinstance(problem, str) else problem
        super().__init__(self.problem.code)


def document_of(problem: Problem, settings: Settings, language: Language) -> dict[str, Any]:
    """Return the members of a problem document in one language."""
    wording = _wordings()[problem.code]
    facts = _facts(settings) | {
        name: fact if isinstance(fact, str) else fact[language] for name, fact in problem.facts.items()
    }
    setting = _LIMITS.get(problem.code)
    document = {
        "type": f"urn:asm-graph:problem:{problem.code}",
        "title": wording["title"][language],
        "status": wording["status"],
        "detail": wording["detail"][language].format_map(facts),
        "remedy": wording["remedy"][language].format_map(facts),
        "line": problem.line,
        "column": problem.column,
        "hint": problem.hint,
        "limit": {"setting": setting, "value": _values(settings)[setting]} if setting else None,
    }
    return {key: value for key, value in document.items() if value is not None}


def problem_response(
    problem: Problem, settings: Settings, language: Language, headers: Mapping[str, str] | None = None
) -> Response:
    """Make the response of a problem, with its status."""
    document = document_of(problem, settings, language)
    return Response(
        json.dumps(document, ensure_ascii=False),
        document["status"],
        problem_headers(document, language, headers),
        media_type="application/problem+json",
    )


def problem_headers(
    document: Mapping[str, Any], language: Language, more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the headers of a problem, as a document or as a page."""
    return {
        "Content-Language": language,
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "no-store",
        **({"Retry-After": _RETRY_SECONDS} if document["status"] in _FOR_NOW else {}),
        **(more or {}),
    }


def body_limit(settings: Settings) -> int:
    """Return the maximum body size: a fully percent-encoded query, and room for its dataset."""
    return 3 * settings.query_bytes + 10_000


def _values(settings: Settings) -> dict[str, int | float]:
    numbers = {name: value for name, value in settings if isinstance(value, int | float)}
    return {**numbers, "body_bytes": body_limit(settings)}


def _facts(settings: Settings) -> dict[str, str]:
    values = {name: f"{value:,}" for name, value in _values(settings).items()}
    return {**values, "seconds": values["query_seconds"]}


@cache
def _wordings() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("problems.toml").read_text(encoding="utf-8"))
