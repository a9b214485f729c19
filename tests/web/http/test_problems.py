"""Every error has its words, in both languages."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from asm_graph.errors import (
    AsmGraphError,
    EngineBusy,
    EngineFailure,
    IntegrityError,
    NoRelease,
    QueryLimitExceeded,
    QueryRefused,
    QuerySyntaxError,
    ReleaseError,
    UsageError,
)
from asm_graph.settings import Settings
from asm_graph.web.http import problems
from asm_graph.web.http.problems import Problem, problem_response

WORDINGS = tomllib.loads(Path(problems.__file__).with_name("problems.toml").read_text(encoding="utf-8"))


FACTS = {
    "offers": "csv",
    "parameter": "year",
    "expected": {"es": "un año", "en": "a year"},
    "example": "2009",
    "known": "program",
    "rows": "9",
    "most": "9",
    "longest": "9",
}


@pytest.mark.parametrize("code", WORDINGS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_code_makes_a_document(code: str, language: str) -> None:
    response = problem_response(Problem(code, 1, 2, FACTS), Settings(), language)
    document = json.loads(response.body)
    assert document["status"] == response.status_code == WORDINGS[code]["status"]
    assert document["title"]
    assert document["remedy"]
    assert document["detail"]
    assert "{" not in document["detail"] + document["remedy"]
    assert response.headers["content-language"] == language
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("code", WORDINGS)
def test_no_words_are_the_same_in_both_languages(code: str) -> None:
    spanish, english = (
        json.loads(problem_response(Problem(code, facts=FACTS), Settings(), language).body)
        for language in ("es", "en")
    )
    assert all(spanish[member] != english[member] for member in ("title", "detail", "remedy"))


def test_a_fact_in_words_is_in_the_language_of_the_document() -> None:
    problem = Problem.of(UsageError("no", "parameter-value", FACTS))
    spanish = json.loads(problem_response(problem, Settings(), "es").body)
    assert spanish["detail"] == "«year» espera un año."
    assert "year=2009" in spanish["remedy"]


def test_the_hint_of_the_engine_stands_apart() -> None:
    problem = Problem.of(QuerySyntaxError("no", 3, 4, "expected SELECT"))
    document = json.loads(problem_response(problem, Settings(), "es").body)
    assert (document["line"], document["column"], document["hint"]) == (3, 4, "expected SELECT")
    assert "expected" not in document["detail"]


def test_a_limit_names_its_setting_and_value() -> None:
    settings = Settings(query_seconds=7)
    document = json.loads(problem_response(Problem("time"), settings, "en").body)
    assert document["limit"] == {"setting": "query_seconds", "value": 7.0}
    assert "7.0 s" in document["detail"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (QueryRefused("service", "no", 1, 2), "service"),
        (QuerySyntaxError("no", 1, 2), "syntax"),
        (QueryLimitExceeded("no", "time"), "time"),
        (QueryLimitExceeded("no", "bytes"), "bytes"),
        (QueryLimitExceeded("no", "memory"), "memory"),
        (EngineBusy("no"), "busy"),
        (NoRelease("no"), "release"),
        (EngineFailure("no"), "engine"),
        (UsageError("no"), "usage"),
        (UsageError("no", "sheet-rows", {"rows": "9"}), "sheet-rows"),
        (ReleaseError("no"), "not-found"),
        (IntegrityError("no"), "internal"),
        (QueryLimitExceeded("no", "compare"), "compare"),
    ],
)
def test_every_error_has_its_code(error: AsmGraphError, code: str) -> None:
    assert Problem.of(error).code == code
    assert code in WORDINGS
