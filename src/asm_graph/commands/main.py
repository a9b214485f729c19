"""The command line, `asm-graph`: its commands, and the one place where errors become exit codes."""

from __future__ import annotations

import sys

import typer
from typer._click.exceptions import NoArgsIsHelpError

from asm_graph.commands import terminal
from asm_graph.commands.audit import audit
from asm_graph.commands.build import build
from asm_graph.commands.check import check
from asm_graph.commands.export import export_site
from asm_graph.commands.harvest import check_harvest
from asm_graph.commands.help_texts import TranslatedCommand, TranslatedGroup, translate_help, wrong_use
from asm_graph.commands.identities import identities
from asm_graph.commands.publish import publish
from asm_graph.commands.push import push
from asm_graph.commands.query import query
from asm_graph.commands.read import read
from asm_graph.commands.releases import releases_app
from asm_graph.commands.serve import serve
from asm_graph.commands.template import template
from asm_graph.errors import AsmGraphError
from asm_graph.messages import joined

app = typer.Typer(
    cls=TranslatedGroup,
    help="Evaluations of Mexico's social programs as linked data.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
for command in (
    read,
    build,
    publish,
    check,
    query,
    audit,
    identities,
    serve,
    template,
    push,
    check_harvest,
    export_site,
):
    app.command(cls=TranslatedCommand)(command)
app.add_typer(releases_app, name="releases")


def main() -> None:
    """Run the command line: the one place where an error becomes a message and an exit code."""
    program = typer.main.get_command(app)
    translate_help(program)
    try:
        sys.exit(program.main(standalone_mode=False))
    except typer.TyperException as error:
        if isinstance(error, NoArgsIsHelpError):
            terminal.say(error.format_message())
        else:
            terminal.say(joined("", ("asm-graph: ", wrong_use(error))))
        sys.exit(terminal.WRONG_USE)
    except AsmGraphError as error:
        terminal.say(joined("", ("asm-graph: ", error.message)))
        sys.exit(terminal.exit_code(error))
    except BrokenPipeError:
        sys.exit(terminal.DONE)
    except typer.Abort:
        sys.exit(terminal.BLOCKED)
