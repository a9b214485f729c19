"""The audit as a document: for a terminal, a browser, a spreadsheet or a program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import jinja2
import rich.box
import xlsxwriter  # type: ignore[import-untyped]  # annotated, but without the marker that says so
from rich.console import Console
from rich.table import Table
from rich.text import Text

from asm_graph.checks.shacl import plain
from asm_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from asm_graph.checks.audit import Finding

SEVERITIES = {
    "Violation": ("Infracción", "Violation"),
    "Warning": ("Advertencia", "Warning"),
    "Info": ("Aviso", "Notice"),
}
"""The severities from grave to slight, with their names in Spanish and English."""

COLUMNS = (
    "severity", "rule", "title_es", "title_en", "program", "focus", "value",
    "message_es", "message_en", "evidence", "document", "finding",
)  # fmt: skip
"""The columns of the CSV and XLSX reports."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""

_NO_CLOCK = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When a workbook says that it was made: the same findings give the same bytes."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a report says of itself: the release it was made from, its licence, its date."""

    release: str = ""
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    date: str = ""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings a rule made; `title` is by language."""

    rule: str
    severity: str
    title: Mapping[str, str]
    findings: int


def write_audit(findings: Sequence[Finding], format: str, edition: Edition | None = None) -> bytes:  # noqa: A002  the name of the command-line option
    """The findings in one of `FORMATS`, UTF-8 where it is text, gravest first.

    Raises:
        UsageError: there is no such format.
    """
    writer = FORMATS.get(format)
    if writer is None:
        raise UsageError(f"{format}: no such format; choose one of {', '.join(FORMATS)}.")
    grave = list(SEVERITIES)
    ordered = sorted(
        findings, key=lambda f: (grave.index(f.severity), f.rule.value, plain(f.focus, ""), f.node.value)
    )
    return writer(ordered, edition or Edition())


def summary(findings: Sequence[Finding]) -> tuple[RuleCount, ...]:
    """How many findings each rule made, in the order of the findings."""
    counts = Counter(finding.rule for finding in findings)
    first = {finding.rule: finding for finding in reversed(findings)}
    return tuple(
        RuleCount(rule.value, first[rule].severity, dict(first[rule].title), count)
        for rule, count in counts.items()
    )


def _row(finding: Finding) -> tuple[str, ...]:
    return (
        finding.severity,
        finding.rule.value,
        finding.title.get("es", ""),
        finding.title.get("en", ""),
        " ".join(program.value for program in finding.programs),
        plain(finding.focus, ""),
        plain(finding.value, "") if finding.value is not None else "",
        finding.messages.get("es", ""),
        finding.messages.get("en", ""),
        " ¶ ".join(excerpt.quote for excerpt in finding.evidence),
        " ".join(sorted({excerpt.document.value for excerpt in finding.evidence})),
        finding.node.value,
    )


def _csv(findings: Sequence[Finding], _edition: Edition) -> bytes:
    """RFC 4180; a cell that a spreadsheet would run begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(cell) for cell in _row(finding)] for finding in findings)
    return text.getvalue().encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _json(findings: Sequence[Finding], edition: Edition) -> bytes:
    document = {
        "release": edition.release,
        "licence": edition.licence,
        "date": edition.date,
        "summary": [asdict(count) for count in summary(findings)],
        "findings": [_as_dict(finding) for finding in findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _as_dict(finding: Finding) -> dict[str, object]:
    return {
        "finding": finding.node.value,
        "rule": finding.rule.value,
        "title": dict(finding.title),
        "severity": finding.severity,
        "programs": [program.value for program in finding.programs],
        "focus": plain(finding.focus, ""),
        "path": finding.path.value if finding.path else None,
        "value": plain(finding.value, "") if finding.value is not None else None,
        "messages": dict(finding.messages),
        "evidence": [
            {
                "excerpt": excerpt.node.value,
                "document": excerpt.document.value,
                "quote": excerpt.quote,
                "start": excerpt.start,
                "end": excerpt.end,
            }
            for excerpt in finding.evidence
        ],
    }


def _html(findings: Sequence[Finding], edition: Edition) -> bytes:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("asm_graph.checks", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    page = environment.get_template("audit.html").render(
        findings=findings, summary=summary(findings), edition=edition, severities=SEVERITIES
    )
    return page.encode()


def _table(findings: Sequence[Finding], _edition: Edition) -> bytes:
    """Two tables without markup of the texts: the summary, then each finding with its evidence."""
    text = io.StringIO()
    console = Console(file=text, width=140, highlight=False, no_color=True)
    counts = Table("Gravedad", "Regla", "Hallazgos", box=rich.box.SIMPLE)
    for count in summary(findings):
        counts.add_row(SEVERITIES[count.severity][0], Text(count.title.get("es", "")), str(count.findings))
    details = Table("Gravedad", "Hallazgo", "Evidencia", box=rich.box.SIMPLE)
    for finding in findings:
        quotes = "\n".join(f"«{excerpt.quote}»" for excerpt in finding.evidence)
        details.add_row(SEVERITIES[finding.severity][0], Text(finding.messages.get("es", "")), Text(quotes))
    console.print(counts, details)
    return text.getvalue().encode()


def _xlsx(findings: Sequence[Finding], edition: Edition) -> bytes:
    data = io.BytesIO()
    plain_cells = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, {"in_memory": True, **plain_cells}) as workbook:
        workbook.set_properties({"created": _NO_CLOCK})
        _fill(workbook.add_worksheet("Hallazgos"), [COLUMNS, *map(_row, findings)])
        counts = [(count.rule, count.severity, str(count.findings)) for count in summary(findings)]
        _fill(workbook.add_worksheet("Resumen"), [("rule", "severity", "findings"), *counts])
        about = (("release", edition.release), ("licence", edition.licence), ("date", edition.date))
        _fill(workbook.add_worksheet("Metadatos"), about)
    return data.getvalue()


def _fill(sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell[:32_767])
    sheet.freeze_panes(1, 0)


FORMATS: Mapping[str, Callable[[Sequence[Finding], Edition], bytes]] = {
    "table": _table,
    "html": _html,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}
