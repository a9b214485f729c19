"""What a terminal is shown."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from asm_graph.commands import terminal


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal, and what it is sent."""
    page = io.StringIO()
    monkeypatch.setattr(
        terminal, "_errors", Console(file=page, force_terminal=True, highlight=False, soft_wrap=True)
    )
    return page


def test_what_a_terminal_would_obey_is_shown(screen: io.StringIO) -> None:
    terminal.say("tabla\x1b]0;título\x07, celda \x9b2J\u202e\udce9, ñ [bold]")
    assert screen.getvalue() == "tabla\\x1b]0;título\\x07, celda \\x9b2J\\u202e\\udce9, ñ [bold]\n"


def test_lines_stay_lines(screen: io.StringIO) -> None:
    terminal.say("uno\n\tdos")
    assert [line.strip() for line in screen.getvalue().splitlines()] == ["uno", "dos"]


def test_progress_shows_names_as_they_are(screen: io.StringIO) -> None:
    with terminal.progress() as step:
        step("Reading [/b] \x1b[2J.csv")
    assert "Reading [/b] \\x1b[2J.csv" in screen.getvalue()
