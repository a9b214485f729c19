"""The audit in every format, with texts that a stranger wrote."""

import csv
import dataclasses
import io
import json
import re
import time
import zipfile
from typing import Any

import pytest
from pyoxigraph import Literal
from python_calamine import CalamineWorkbook

from asm_graph.checks.evidence import Excerpt
from asm_graph.checks.findings import Finding
from asm_graph.checks.report import COLUMNS, FORMATS, Edition, Standing, write_audit
from asm_graph.errors import UsageError
from asm_graph.rdf.vocabulary import ASM, PROV, Base
from asm_graph.shacl.shapes import RULE

HOSTILE = ['=HYPERLINK("http://evil.example","x")', "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1"]
HEADS = tuple(COLUMNS)
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
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == HEADS
    assert [row[0] for row in rows[1:]] == ["Violation", "Info"]
    assert rows[1][HEADS.index("message_es")] == 'di "no"\r\nya, sí'
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_is_a_formula(text: Any) -> None:
    rows = list(
        csv.reader(
            io.StringIO(write_audit([finding(text, quote=text)], "csv").decode("utf-8-sig"), newline="")
        )
    )
    assert rows[1][HEADS.index("message_es")] == f"'{text}"
    assert rows[1][HEADS.index("evidence")] == f"'{text}"


@pytest.mark.parametrize("text", [*HOSTILE, "https://evil.example/", "{=1}", "1e5"])
def test_no_cell_of_a_workbook_is_a_formula_a_link_or_a_number(text: Any) -> None:
    parts = sheets(write_audit([finding(text)], "xlsx"))
    found = [part for name, part in parts.items() if "worksheets" in name]
    assert found
    for part in found:
        assert not re.search(r"<f[ >]|<hyperlink", part)
        assert set(re.findall(r' t="(\w+)"', part)) == {"s"}


def test_a_workbook_says_where_it_comes_from() -> None:
    edition = Edition("20261121T000000Z-abc", "https://creativecommons.org/licenses/by/4.0/", "2026-11-21")
    texts = " ".join(sheets(write_audit([finding()], "xlsx", edition)).values())
    for part in ("Hallazgos", "Resumen", "Acerca de", edition.release, edition.license, edition.date):
        assert part in texts


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_what_became_of_a_finding(form: Any) -> None:
    standing = Standing("persists", "2026-01-31", "20260131T000000Z-abc")
    edition = Edition("r", standings={finding().node.value: standing})
    data = write_audit([finding(), finding(number=2)], form, edition)
    text = " ".join(sheets(data).values()) if form == "xlsx" else data.decode()
    assert re.search("persists|persiste", text.lower())
    assert "2026-01-31" in text
    silent = write_audit([finding()], form)
    text = " ".join(sheets(silent).values()) if form == "xlsx" else silent.decode()
    assert not re.search("persiste desde|Persiste|None", text)


def test_the_second_sheet_of_a_workbook_tells_what_each_column_means() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_audit([finding()], "xlsx")))
    about = dict(book.get_sheet_by_index(1).to_python())
    columns = book.get_sheet_by_name("Hallazgos").to_python()[0]
    assert columns == list(HEADS)
    assert all(" · " in about[name] for name in columns)
    assert about["Filtros · Filters"] == "todos · all"


def test_a_page_escapes_what_documents_say() -> None:
    page = write_audit([finding(MARKUP, quote=MARKUP)], "html").decode()
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 2
    assert 'lang="es"' in page
    assert "No target" in write_audit([finding()], "html", Edition(language="en")).decode()
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


def across(number: int = 1, **parts: Any) -> Any:
    """A finding of a table: programs with names and branches, a row for evidence."""
    row = Excerpt(
        Base().id(f"e{number}"),
        Base().id("v"),
        PROV("wasDerivedFrom"),
        Base().id("document/mir"),
        "2022\t20\tBienestar\t" + "x" * 5000,
        sheet="Registros",
        cell="A5:KE5",
    )
    program = Base().id("program/20-S061")
    given = {"names": {program: "Programa 3x1 (20S061)"}, "branches": ("20 Bienestar",), "evidence": (row,)}
    return dataclasses.replace(finding(number=number), **(given | parts))


def test_a_page_has_charts_with_titles_and_the_same_numbers_in_tables() -> None:
    page = write_audit([across(1), across(2), finding("otra", "Info", 3)], "html").decode()
    charts = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(charts) == 3
    for chart in charts:
        labels = re.search(r'role="img" aria-labelledby="([\w-]+) ([\w-]+)"', chart)
        assert labels
        assert f'<title id="{labels[1]}">' in chart
        assert f'<desc id="{labels[2]}">' in chart
    assert '<tr><td>20 Bienestar</td><td class="number">2</td></tr>' in page
    assert '<tr><td>Sin ramo</td><td class="number">1</td></tr>' in page
    assert "20 Bienestar: 2" in page


def test_a_page_names_programs_and_cuts_long_rows() -> None:
    page = write_audit([across()], "html").decode()
    assert f'<a href="{Base().id("program/20-S061").value}">Programa 3x1 (20S061)</a>' in page
    assert "Registros!A5:KE5" in page
    assert "2022 · 20 · Bienestar · x" in page
    assert "x" * 500 not in page


def test_a_page_says_how_many_programs_and_quotations_it_leaves_out() -> None:
    programs = tuple(Base().id(f"program/{number}") for number in range(30))
    quotations = tuple(dataclasses.replace(across().evidence[0], cell=f"A{number}") for number in range(6))
    page = write_audit([across(programs=programs, evidence=quotations)], "html").decode()
    assert "y 18 más" in page
    assert "y 2 citas más" in page


def test_json_and_csv_have_rows_whole_with_sheet_and_cells() -> None:
    (one,) = json.loads(write_audit([across()], "json"))["findings"]
    assert (one["evidence"][0]["sheet"], one["evidence"][0]["cell"]) == ("Registros", "A5:KE5")
    assert "start" not in one["evidence"][0]
    assert len(one["evidence"][0]["quote"]) > 5000
    rows = list(csv.reader(io.StringIO(write_audit([across()], "csv").decode("utf-8-sig"), newline="")))
    shown = dict(zip(rows[0], rows[1], strict=True))
    assert (shown["branch"], shown["program_name"]) == ("20 Bienestar", "Programa 3x1 (20S061)")
    assert shown["place"] == "Registros!A5:KE5"


def test_a_workbook_has_a_chart_for_each_summary_and_numbers_that_add_up() -> None:
    body = write_audit([across(1), across(2)], "xlsx")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        assert len([name for name in book.namelist() if name.startswith("xl/charts/chart")]) == 3
        summary = book.read("xl/worksheets/sheet1.xml").decode()
        found = book.read("xl/worksheets/sheet3.xml").decode()
    assert re.findall(r"<c r=\"B\d+\"><v>(\d+)</v>", summary) == ["0", "2", "0", "2", "2"]
    assert "<autoFilter" in found


@pytest.mark.parametrize("form", FORMATS)
def test_ten_thousand_findings_take_seconds(form: Any) -> None:
    many = [across(number) for number in range(10_000)]
    start = time.process_time()
    assert len(write_audit(many, form)) < 250_000_000
    assert time.process_time() - start < 20
