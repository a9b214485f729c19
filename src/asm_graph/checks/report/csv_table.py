"""Findings as rows of text, and as CSV for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.checks.report.edition import quoted
from asm_graph.results.spreadsheets import csv_for_spreadsheets
from asm_graph.shacl.validation import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Edition

COLUMNS: Mapping[str, tuple[str, str]] = {
    "severity": (
        "Gravedad: Violation (infracción), Warning (advertencia), Info (aviso)",
        "Severity: Violation, Warning, Info",
    ),
    "kind": (
        "Clase: finding (hallazgo), clue (pista), listing (listado)",
        "Kind: finding, clue, listing",
    ),
    "state": (
        "Nuevo (new), persiste (persists), resuelto (solved) o retirado con su regla (withdrawn); o vacío",
        "New in this release, persists, solved, withdrawn with its rule; empty where no history is kept",
    ),
    "since": (
        "Día de la versión en que se encontró o, si está resuelto, de aquella en que ya no se encontró",
        "Day of the release in which it was found or, where it is solved, in which it was no more found",
    ),
    "since_release": ("Nombre de esa versión", "Name of that release"),
    "rule": ("IRI de la regla", "IRI of the rule"),
    "title_es": ("Título de la regla, en español", "Title of the rule in Spanish"),
    "title_en": ("Título de la regla, en inglés", "Title of the rule in English"),
    "branch": ("Ramos de los programas, por «;»", "Budget branches of the programs, by “;”"),
    "program": ("IRI de los programas, por espacios", "IRIs of the programs, by spaces"),
    "program_name": ("Nombre y clave de los programas, por «;»", "Name and key of the programs, by “;”"),
    "focus": ("IRI de lo que se encontró", "IRI of the thing found"),
    "value": ("Valor o cosa que incumple la regla", "Value or thing that breaks the rule"),
    "message_es": ("El hallazgo en palabras, en español", "The finding in words, in Spanish"),
    "message_en": ("El hallazgo en palabras, en inglés", "The finding in words, in English"),
    "members": (
        "Cuántos lugares reúne el caso; el archivo JSON los detalla",
        "How many places the case gathers; the JSON file has each",
    ),
    "evidence": ("Citas que lo prueban, por «¶»", "Quotations that prove it, by “¶”"),
    "place": ("Lugar de cada cita en su documento, por «¶»", "Place of each in its document, by “¶”"),
    "document": ("IRI de los documentos citados, por espacios", "IRIs of the documents quoted, by spaces"),
    "finding": ("IRI permanente del hallazgo", "Permanent IRI of the finding"),
}
"""The columns of the CSV and XLSX reports, and what each means, in Spanish and English."""


def row(finding: Finding, edition: Edition) -> tuple[str, ...]:
    """Return the cells of a finding, one for each of `COLUMNS`."""
    standing = edition.standings.get(finding.node.value)
    return (
        finding.severity,
        finding.kind,
        *((standing.state, standing.since, standing.release) if standing else ("", "", "")),
        finding.rule.value,
        finding.title.get("es", ""),
        finding.title.get("en", ""),
        "; ".join(finding.branches),
        " ".join(program.value for program in finding.programs),
        "; ".join(finding.names.values()),
        plain(finding.focus, ""),
        plain(finding.value, "") if finding.value is not None else "",
        finding.messages.get("es", ""),
        finding.messages.get("en", ""),
        str(finding.count),
        " ¶ ".join(quoted(one) if one.is_blank else one.quote for one in finding.evidence),
        " ¶ ".join(excerpt.place for excerpt in finding.evidence),
        " ".join(sorted({excerpt.document.value for excerpt in finding.evidence})),
        finding.node.value,
    )


def write_csv(findings: Sequence[Finding], edition: Edition) -> bytes:
    """Write CSV for spreadsheets, see `csv_for_spreadsheets`."""
    return csv_for_spreadsheets(tuple(COLUMNS), (row(finding, edition) for finding in findings))
