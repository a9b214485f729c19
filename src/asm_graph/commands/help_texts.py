"""Help and wrong use of commands in the language of the command line; typer itself speaks English only."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

# typer carries a copy of click that it does not export; there is no other way to its help and its errors.
from typer._click import Command, HelpFormatter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from asm_graph.commands.language import language
from asm_graph.messages import Message, as_message, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"(?<![-\w])(?:list\[\w+\]|[A-Za-z]{3,})(?!\w)")
"""What may stand for a value, such as `<path>`; not the name of an option."""
_NOTES = re.compile(r"(?<=\[)(?:default|required)\b")


def _translated(text: str) -> str:
    return in_language(as_message(text), language())


def _each_translated(expression: re.Pattern[str], text: str) -> str:
    return expression.sub(lambda word: _translated(word[0]), text)


class _Formatter(HelpFormatter):
    """Writes help in the language of the command line."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _each_translated(_WORD, args), prefix or _translated("Usage: "))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_translated(name)):
            yield

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        translated = [
            (_each_translated(_WORD, first), _each_translated(_NOTES, _translated(second)))
            for first, second in rows
        ]
        super().write_dl(translated, col_max, col_spacing)


class _Context(typer.Context):
    formatter_class = _Formatter


class TranslatedCommand(TyperCommand):
    """A command whose help is in the language of the command line."""

    context_class = _Context


class TranslatedGroup(TyperGroup):
    """A group of commands whose help is in the language of the command line."""

    context_class = _Context


def translate_help(command: Command) -> None:
    """Put the help of a command, of its parameters and of its own commands into the language."""
    command.help = _translated(command.help or "")
    for parameter in command.params:
        if isinstance(parameter, TyperArgument | TyperOption) and parameter.help:
            parameter.help = _translated(parameter.help)
    if isinstance(command, TyperGroup):
        for one in command.commands.values():
            translate_help(one)


def wrong_use(error: typer.TyperException) -> Message:
    """Word what typer found wrong with a command line."""
    reason = _reason(error)
    if not isinstance(error, UsageError) or error.ctx is None:
        return reason
    return Message("{told}; see `{command} --help`.", told=reason, command=error.ctx.command_path)


def _reason(error: typer.TyperException) -> Message:
    match error:
        case MissingParameter():
            return Message("{name} is missing", name=_name(error))
        case BadParameter():
            text = getattr(error.param, "help", None) or ""
            return Message(
                "{name} does not take that value ({help})",
                name=_name(error),
                help=as_message(text.rstrip(".")),
            )
        case NoSuchOption():
            return _no_option(error)
        case BadOptionUsage():
            if "requires" in error.message:
                return Message("{name} needs a value", name=error.option_name)
            return Message("{name} takes no value", name=error.option_name)
    return _reason_by_words(error.format_message())


def _no_option(error: NoSuchOption) -> Message:
    near = ", ".join(sorted(error.possibilities or ()))
    if near:
        return Message("there is no option {name}, but {near}", name=error.option_name, near=near)
    return Message("there is no option {name}", name=error.option_name)


def _reason_by_words(said: str) -> Message:
    """Word what typer has no class of error for, and tells in words only."""
    names = re.findall(r"'([^']*)'", said)
    if said.startswith("No such command") and names[1:]:
        return Message("there is no command {name}, but {near}", name=names[0], near=", ".join(names[1:]))
    if said.startswith("No such command"):
        return Message("there is no command {name}", name=names[0])
    if "unexpected extra " in said:
        return Message("{names} is too much", names=said.rpartition("(")[2].removesuffix(")"))
    return Message("a command is missing") if said.startswith("Missing command") else as_message(said)


def _name(error: BadParameter) -> str:
    return str(error.param.get_error_hint() if error.param else error.param_hint).strip("'")
