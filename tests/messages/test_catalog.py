"""Every text for people has its Spanish, with the same facts."""

from __future__ import annotations

import ast
import errno
import inspect
import os
import string
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

import asm_graph
from asm_graph import errors
from asm_graph.commands.main import app
from asm_graph.errors import AsmGraphError
from asm_graph.messages import catalog, has_words
from asm_graph.templates import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(asm_graph.__file__).parent
ON_COMMAND_LINE = (
    "build", "checks", "commands", "documents", "export", "harvest", "library", "push", "readers",
    "registers", "releases", "templates",
)  # fmt: skip
"""Packages whose errors end up on a terminal as they are."""
EXPECTATIONS = {
    "accepted", "required", "integer", "decimal", "decimal_at", "fault", "note", "leave_out", "measure_in",
    "unread_row", "_short", "_unpacked", "_number", "year",
}  # fmt: skip
"""Functions of the readers of tables that are told what was expected of a cell."""
OF_TYPER = {
    "Usage: ", "Options", "Arguments", "Commands", "Show this message and exit.",
    "OPTIONS", "COMMAND", "ARGS",
    "default", "required", "path", "str", "int", "list[Path]", "list[str]", "datetime",
    "file", "files", "folder", "name", "before", "after",
}  # fmt: skip
"""Words that typer writes, and names of arguments."""


def calls(names: set[str], folder: Path = PACKAGE) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in names:
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def templates() -> dict[str, str]:
    """Return the template of each message and the place where it stands."""
    found = {}
    for place, call in calls({"Message"}):
        for one in (node for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)):
            if isinstance(one.value, str) and has_words(one.value):
                found[one.value] = place
    guard = PACKAGE / "engine" / "query"
    for place, call in calls({"_refuse"}, guard):
        texts = (one.value for one in call.args if isinstance(one, ast.Constant))
        found |= {text: place for text in texts if " " in text}
    return found


def untranslated_errors() -> list[str]:
    """Return the errors of the command line that are raised with a text of one language."""
    kinds = {
        name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, AsmGraphError)
    }
    raised = [(place, call) for name in ON_COMMAND_LINE for place, call in calls(kinds, PACKAGE / name)]
    assert len(raised) > 100
    return [
        place
        for place, call in raised
        for one in call.args[:1]
        if isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and " " in str(one.value))
    ]


def expectations() -> dict[str, str]:
    """Return what readers expect of cells; the last text of such a call, and the defaults of functions."""
    found = {}
    for place, call in calls(EXPECTATIONS, PACKAGE / "readers" / "tables"):
        texts = [
            one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if texts and " " in texts[-1] and texts[-1].islower():
            found[texts[-1]] = place
    return found


def helps(command: Any) -> Iterator[str]:
    yield command.help or ""
    yield from (getattr(one, "help", None) or "" for one in command.params)
    for one in getattr(command, "commands", {}).values():
        yield from helps(one)


def known() -> list[tuple[str, str]]:
    texts = templates()
    assert len(texts) > 300
    expected = expectations()
    assert len(expected) > 30
    commands = dict.fromkeys(filter(has_words, helps(typer.main.get_command(app))), "help")
    assert len(commands) > 40
    kinds = dict.fromkeys((kind.value for kind in CellKind), "kind of cell")
    return sorted((texts | expected | commands | kinds).items())


def facts(template: str) -> set[tuple[str, str | None]]:
    return {(name, form) for _, name, form, _ in string.Formatter().parse(template) if name}


def test_errors_of_the_command_line_are_messages() -> None:
    assert untranslated_errors() == []


def test_every_text_has_its_spanish() -> None:
    lacking = [f"{place}: {text}" for text, place in known() if text not in catalog()]
    assert lacking == []


def test_the_spanish_names_the_same_facts() -> None:
    differing = {english for english, spanish in catalog().items() if facts(english) != facts(spanish)}
    assert differing == set()


def test_no_spanish_is_left_of_a_text_that_is_gone() -> None:
    said = {
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    docstrings = {inspect.cleandoc(text).split("\n\n")[0] for text in said}
    reasons = {os.strerror(number) for number in errno.errorcode}
    assert (
        set(catalog()) - said - docstrings - reasons - OF_TYPER - set(helps(typer.main.get_command(app)))
        == set()
    )


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EADDRINUSE])
def test_reasons_of_the_system_have_their_spanish(number: int) -> None:
    assert os.strerror(number) in catalog()
