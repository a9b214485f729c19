"""No regular expression takes more than time in proportion to a text, whatever a stranger writes."""

from __future__ import annotations

import contextlib
import re
import signal
import time
from typing import TYPE_CHECKING

import pytest
from tests.regular_expressions import Expression, expressions

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT, LONG = 4_000, 16_000
"""Characters. In proportion, the longer text costs four times as much; by the square, sixteen times."""
_NOTICED = 0.05
"""Seconds of a processor: no expression that goes once over the longer text takes a tenth of that."""
_ENOUGH = 0.4
_MOST_GROWTH = 8


class _TooLong(Exception):
    """An expression that has taken enough time to be judged."""


@contextlib.contextmanager
def _bounded() -> Iterator[None]:
    def end(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, _ENOUGH)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def cost(expression: Expression, text: str) -> float:
    """Measure the seconds of a processor that it takes, at most so many."""
    begun = time.process_time()
    try:
        with _bounded():
            expression.run(text)
    except _TooLong:
        return _ENOUGH
    return time.process_time() - begun


def is_linear(expression: Expression, before: str, piece: str, end: str) -> bool:
    def text(length: int) -> str:
        return (before + piece * (length // len(piece) + 1))[:length] + end

    long = cost(expression, text(LONG))
    if long < _NOTICED:
        return True
    most = min(_ENOUGH, max(_NOTICED, _MOST_GROWTH * min(cost(expression, text(SHORT)) for _ in range(2))))
    return long < most or cost(expression, text(LONG)) < most


def superlinear(expression: Expression) -> tuple[str, str, str] | None:
    """Return what makes an expression take more than its share."""
    return next((run for run in expression.runs() if not is_linear(expression, *run)), None)


ALL = expressions()


def test_there_are_expressions_to_judge() -> None:
    assert len(ALL) > 200


@pytest.mark.parametrize("expression", ALL, ids=lambda one: one.place)
def test_it_takes_time_in_proportion_to_the_text(expression: Expression) -> None:
    """What fails is mended by a possessive repeat that begins where a run begins: `(?<!\\s)\\s*+`."""
    assert superlinear(expression) is None, expression.pattern.pattern


@pytest.mark.parametrize("bad", [r"\s*;", r"(\w+)*!", r"a.*b.*c", r"\d+$"])
def test_a_bad_one_is_known(bad: str) -> None:
    assert superlinear(Expression("planted", re.compile(bad))) is not None


@pytest.mark.parametrize("good", [r"(?:(?<!\s)\s++)?;", r"(?<!\w)\w++!", r"(?<!\d)\d++$", r"[a-z]{2,5}-"])
def test_a_good_one_is_let_be(good: str) -> None:
    assert superlinear(Expression("planted", re.compile(good))) is None
