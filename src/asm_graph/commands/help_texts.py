"""Help and wrong use of commands in the language of the command line; typer itself speaks English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from asm_graph.commands.language import language
from asm_graph.messages import Message, as_message, in_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    import typer

_WORD = re.compile(r"(?<![-\w])(?:list\[\w+\]|[A-Za-z]{3,})(?!\w)")
"""What may stand for a value, such as `<path>`; not the name of an option."""
_NOTES = re.compile(r"(?<=\[)(?:default|required)\b")


def _told(text: str) -> str:
    return in_language(as_message(text), language())


class _ToldHelp:
    """A formatter of typer's that writes in the language of the command line."""

    def __init__(self, formatter: Any) -> None:  # noqa: ANN401  (its class is private to typer)
        self._formatter = formatter

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (all else is as the formatter has it)
        return getattr(self._formatter, name)

    def write_usage(self, prog: str, args: str = "") -> None:
        self._formatter.write_usage(prog, _WORD.sub(lambda word: _told(word[0]), args), _told("Usage: "))

    def section(self, name: str) -> AbstractContextManager[None]:
        section: AbstractContextManager[None] = self._formatter.section(_told(name))
        return section

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        told = [
            (
                _WORD.sub(lambda word: _told(word[0]), first),
                _NOTES.sub(lambda word: _told(word[0]), _told(second)),
            )
            for first, second in rows
        ]
        self._formatter.write_dl(told)


class ToldCommand(TyperCommand):
    """A command whose help is in the language of the command line."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  (classes private to typer)
        """Write the help."""
        super().format_help(ctx, _ToldHelp(formatter))  # type: ignore[arg-type]  # it is used as one


class ToldGroup(TyperGroup):
    """A group of commands whose help is in the language of the command line."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  (classes private to typer)
        """Write the help."""
        super().format_help(ctx, _ToldHelp(formatter))  # type: ignore[arg-type]  # it is used as one


def put_help(command: Any) -> None:  # noqa: ANN401  (a class private to typer)
    """Put the help of a command, of its parameters and of its own commands into the language."""
    command.help = _told(command.help or "")
    for parameter in command.params:
        if help_text := getattr(parameter, "help", None):
            parameter.help = _told(help_text)
    for one in getattr(command, "commands", {}).values():
        put_help(one)


def wrong_use(error: typer.TyperException) -> Message:
    """Word what typer found wrong with a command line."""
    told = _WRONG_USES.get(type(error).__name__, _unusable)(error)
    context = getattr(error, "ctx", None)
    if context is None:
        return told
    return Message("{told}; see `{command} --help`.", told=told, command=context.command_path)


def _missing(error: Any) -> Message:  # noqa: ANN401  (these classes are private to typer)
    return Message("{name} is missing", name=_name(error))


def _bad_value(error: Any) -> Message:  # noqa: ANN401
    text = as_message(str(getattr(error.param, "help", None) or "").rstrip("."))
    return Message("{name} does not take that value ({help})", name=_name(error), help=text)


def _no_option(error: Any) -> Message:  # noqa: ANN401
    near = ", ".join(sorted(error.possibilities or ()))
    if near:
        return Message("there is no option {name}, but {near}", name=error.option_name, near=near)
    return Message("there is no option {name}", name=error.option_name)


def _bad_option(error: Any) -> Message:  # noqa: ANN401
    if "requires" in error.message:
        return Message("{name} needs a value", name=error.option_name)
    return Message("{name} takes no value", name=error.option_name)


def _unusable(error: typer.TyperException) -> Message:
    said = error.format_message()
    names = re.findall(r"'([^']*)'", said)
    if said.startswith("No such command") and names[1:]:
        return Message("there is no command {name}, but {near}", name=names[0], near=", ".join(names[1:]))
    if said.startswith("No such command"):
        return Message("there is no command {name}", name=names[0])
    if "unexpected extra " in said:
        return Message("{names} is too much", names=said.rpartition("(")[2].removesuffix(")"))
    return Message("a command is missing") if said.startswith("Missing command") else as_message(said)


def _name(error: Any) -> str:  # noqa: ANN401
    return str(error.param.get_error_hint() if error.param else error.param_hint).strip("'")


_WRONG_USES = {
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _bad_option,
}
