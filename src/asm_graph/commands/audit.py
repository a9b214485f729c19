"""The command `asm-graph audit`: the findings of the current release."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from asm_graph.commands import terminal
from asm_graph.commands.check import read_quads
from asm_graph.commands.language import language
from asm_graph.commands.options import OutputOption, ReleaseOption
from asm_graph.errors import ReleaseError, UsageError
from asm_graph.knowledge import Knowledge
from asm_graph.messages import Message, system_reason
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import Base
from asm_graph.settings import DEFAULT_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.checks.audit import AuditResult
    from asm_graph.checks.report import Edition, Standing
    from asm_graph.releases import Release


def audit(
    form: Annotated[str, typer.Option("--format", "-f", help="table, html, csv, xlsx or json.")] = "table",
    as_of: Annotated[
        dt.datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day from which an action is late."),
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="finding, clue or listing; by default all.")] = "",
    releases: ReleaseOption = DEFAULT_FOLDER,
    output: OutputOption = None,
) -> None:
    """Print the findings of the audit rules over the current release."""
    from asm_graph.checks.report import gravest_first, write_audit
    from asm_graph.checks.report.edition import KINDS
    from asm_graph.checks.report.html_files import report_files
    from asm_graph.releases import open_release
    from asm_graph.releases.findings_index import standings

    release = open_release(releases)
    if kind not in {"", *KINDS}:
        raise UsageError(
            Message(
                "{kind}: no such kind of finding; choose one of {names}.", kind=kind, names=", ".join(KINDS)
            )
        )
    result = audit_release(release, Knowledge.default(), as_of.date() if as_of else None)
    findings = [one for one in result.findings if kind in {"", one.kind}]
    edition = replace(
        _edition_of(release, f"kind={kind}" if kind else "", {} if as_of else standings(release)),
        denominators=result.denominators,
        rules=result.rules,
    )
    if form == "html" and output is not None:
        terminal.write_several(report_files(gravest_first(findings), edition, output.name), output.parent)
        return
    terminal.write(write_audit(findings, form, edition), output)


def _edition_of(release: Release, filters: str, known: Mapping[str, Standing]) -> Edition:
    """Describe the report of a release in the language of the terminal."""
    from asm_graph.checks.corrections import read_corrections
    from asm_graph.checks.report import Edition
    from asm_graph.releases import DatasetDescription

    knowledge = Knowledge.default()
    return Edition(
        release.name,
        DatasetDescription.load(knowledge).license,
        release.manifest.created.date().isoformat(),
        known,
        filters,
        corrections=read_corrections(knowledge.shapes),
        language=language(),
    )


def audit_release(release: Release, knowledge: Knowledge, as_of: dt.date | None) -> AuditResult:
    """Return what the audit of a release found, or what today's rules find as of a day.

    Raises:
        ReleaseError: its report of findings is missing.
    """
    from asm_graph.checks.audit import AuditResult
    from asm_graph.checks.audit import audit as run_audit
    from asm_graph.checks.report import REPORT, read_json
    from asm_graph.checks.report.denominators import read_denominators
    from asm_graph.checks.rule_descriptions import read_rules
    from asm_graph.graph.derived import derived_quads
    from asm_graph.registers import Registers

    if as_of is None:
        path = release.reports / REPORT
        try:
            report = path.read_bytes()
        except OSError as error:
            raise ReleaseError(
                Message(
                    "{path}: cannot be read ({reason}); build it again.",
                    path=path,
                    reason=system_reason(error),
                )
            ) from error
        judged, rules = read_denominators(report), read_rules(report)
        return AuditResult(read_json(report), denominators=judged, rules=rules)
    quads, base = read_quads(release.dump_path), Base(release.manifest.base)
    if base.graph(iris.DERIVED).value not in release.manifest.graphs:
        # Earlier software derived nothing: its rules computed for themselves what today's rules read.
        quads += derived_quads(quads, Registers.load(knowledge.seeds / "registers").verbs, base)
    return run_audit(quads, base, knowledge=knowledge, as_of=as_of)
