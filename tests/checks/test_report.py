"""The audit in every format, with texts that a stranger wrote."""

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from pyoxigraph import Literal

from asm_graph.checks.audit import Finding
from asm_graph.checks.evidence import Excerpt
from asm_graph.checks.report import COLUMNS, FORMATS, Edition, write_audit
from asm_graph.checks.shapes import RULE
from asm_graph.errors import UsageError
from asm_graph.graph.vocabulary import ASM, Base

HOSTILE = ['=HYPERLINK("http://evil.example","x")', "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1"]
MARKUP = '<script>alert("x")</script> [bold]no[/bold] & «así»'


def finding(message: Any = "Sin meta", severity: Any = "Warning", number: Any = 1, quote: Any = "ND") -> Any:
    excerpt = Excerpt(
        Base().id("e"), Base().id("v"), ASM("rawValue"), Base().id("document/eed"), quote, 10, 12
    )
    return Finding(
        Base().id(f"finding/{number:020d}"),
        RULE(f"Rule{severity}"),
        {"es": "Indicador sin meta", "en": "Indicator without target"},
        Base().id("v"),
        ASM("value"),
        Literal("ND"),
        severity,
        {"es": message, "en": "No target"},
        (Base().id("program/20-S061"),),
        (excerpt,),
    )


def sheets(data: Any) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_message_and_evidence(form: Any) -> None:
    data = write_audit([finding()], form)
    text = " ".join(sheets(data).values()) if form == "xlsx" else data.decode()
    assert "Sin meta" in text
    assert "ND" in text
    assert "Indicador sin meta" in text


@pytest.mark.parametrize("form", FORMATS)
def test_no_findings_make_a_whole_report(form: Any) -> None:
    assert write_audit([], form)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"pdf.*table, html, csv, xlsx, json"):
        write_audit([], "pdf")


def test_csv_is_rfc_4180_and_grave_comes_first() -> None:
    data = write_audit([finding("b", "Info"), finding('di "no"\r\nya, sí', "Violation")], "csv")
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row[0] for row in rows[1:]] == ["Violation", "Info"]
    assert rows[1][COLUMNS.index("message_es")] == 'di "no"\r\nya, sí'
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_is_a_formula(text: Any) -> None:
    rows = list(csv.reader(io.StringIO(write_audit([finding(text, quote=text)], "csv").decode(), newline="")))
    assert rows[1][COLUMNS.index("message_es")] == f"'{text}"
    assert rows[1][COLUMNS.index("evidence")] == f"'{text}"


@pytest.mark.parametrize("text", [*HOSTILE, "https://evil.example/", "{=1}", "1e5"])
def test_no_cell_of_a_workbook_is_a_formula_a_link_or_a_number(text: Any) -> None:
    parts = sheets(write_audit([finding(text)], "xlsx"))
    for name, part in parts.items():
        if "worksheets" in name:
            assert not re.search(r"<f[ >]|<hyperlink", part)
            assert set(re.findall(r' t="(\w+)"', part)) == {"s"}


def test_a_workbook_says_where_it_comes_from() -> None:
    edition = Edition("20261121T000000Z-abc", "https://creativecommons.org/licenses/by/4.0/", "2026-11-21")
    texts = " ".join(sheets(write_audit([finding()], "xlsx", edition)).values())
    for part in ("Hallazgos", "Resumen", "Metadatos", edition.release, edition.licence, edition.date):
        assert part in texts


def test_a_page_escapes_what_documents_say() -> None:
    page = write_audit([finding(MARKUP, quote=MARKUP)], "html").decode()
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 2
    assert 'lang="es"' in page
    assert "No target" in page
    assert f'href="{Base().id("program/20-S061").value}"' in page


def test_a_page_stands_alone() -> None:
    page = write_audit([finding()], "html", Edition("r", date="2026-11-21")).decode()
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", page)
    assert "@media print" in page
    assert "2026-11-21" in page


def test_a_table_takes_no_markup_from_texts() -> None:
    table = write_audit([finding(MARKUP)], "table").decode()
    assert "[bold]no[/bold]" in re.sub(r"\s+", " ", table)
    assert "\x1b" not in table


def test_json_holds_the_offsets_and_the_summary() -> None:
    report = json.loads(write_audit([finding(), finding(number=2)], "json", Edition("r1", date="2026-11-21")))
    assert (report["release"], report["date"]) == ("r1", "2026-11-21")
    assert report["summary"] == [
        {
            "rule": RULE("RuleWarning").value,
            "severity": "Warning",
            "title": {"es": "Indicador sin meta", "en": "Indicator without target"},
            "findings": 2,
        }
    ]
    (first, _) = report["findings"]
    assert first["evidence"] == [
        {
            "excerpt": Base().id("e").value,
            "document": Base().id("document/eed").value,
            "quote": "ND",
            "start": 10,
            "end": 12,
        }
    ]
    assert (first["value"], first["severity"]) == ("ND", "Warning")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_findings_make_the_same_bytes(form: Any) -> None:
    edition = Edition("r", date="2026-11-21")
    assert write_audit([finding(), finding(number=2)], form, edition) == write_audit(
        [finding(number=2), finding()], form, edition
    )
