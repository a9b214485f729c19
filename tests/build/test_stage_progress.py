"""A build tells the stage of how many, and how long is left where an earlier one of its kind is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.build import stage_progress
from asm_graph.build.stage_progress import STAGES, StageProgress
from asm_graph.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class Clock:
    """A clock that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(stage_progress.time, "monotonic", lambda: self.now)


def told(clock: Clock, times: Path, kind: str, seconds: float) -> list[str]:
    """Build twice as many documents as there are stages, each stage for some seconds."""
    lines: list[str] = []
    progress = StageProgress(lines.append, times, kind)
    for template in STAGES:
        progress(Message(template, count=2))
        clock.now += seconds / 2
        progress("halfway")
        clock.now += seconds / 2
    progress.finish()
    return lines


def test_the_second_build_of_a_kind_tells_how_long_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, times = Clock(monkeypatch), tmp_path / "times.json"
    first = told(clock, times, "whole", 60)
    assert first[:2] == ["Stage 1 of 9: Reading documents (2)", "halfway"]
    second = told(clock, times, "whole", 60)
    assert second[:2] == [
        "Stage 1 of 9: Reading documents (2); about 9 min left",
        "halfway; about 8 min left",
    ]
    assert second[-2:] == [
        "Stage 9 of 9: Describing the release; about 60 s left",
        "halfway; about 30 s left",
    ]
    assert told(clock, times, "changes", 1)[0] == "Stage 1 of 9: Reading documents (2)"
    line = told(clock, times, "changes", 1)[2]
    assert line == "Stage 2 of 9: Linking; about 10 s left"
    assert isinstance(line, Message)
    assert line.spanish == "Etapa 2 de 9: Enlazando; faltan cerca de 10 s"


def test_times_that_cannot_be_read_are_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = tmp_path / "times.json"
    times.write_text("{", encoding="utf-8")
    assert told(Clock(monkeypatch), times, "whole", 1)[0] == "Stage 1 of 9: Reading documents (2)"
