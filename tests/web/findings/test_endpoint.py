"""The audit on the site: filtered, paged, and as files that say the same."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from asm_graph.spanish.forms import natural_order

if TYPE_CHECKING:
    import httpx

    from asm_graph.releases import Release

HTML = {"Accept": "text/html"}
PROGRAM = "https://w3id.org/asm-graph/id/program/20-S061"


@pytest.fixture(scope="module")
def report(founding_release: Release) -> list[dict[str, object]]:
    return json.loads((founding_release.reports / "audit.json").read_bytes())["findings"]


def found(reader: httpx.Client, **filters: str) -> list[dict[str, object]]:
    answer = reader.get("/audit.json", params=filters)
    assert answer.status_code == 200
    return answer.json()["findings"]


def test_json_is_the_report_of_the_release(reader: httpx.Client, report: list[dict[str, object]]) -> None:
    keys = (
        "finding",
        "rule",
        "severity",
        "programs",
        "focus",
        "path",
        "value",
        "messages",
        "evidence",
        "names",
    )
    told = [{key: one[key] for key in keys} for one in found(reader)]
    wanted = [{key: one[key] for key in keys} for one in report]
    assert sorted(told, key=lambda one: one["finding"]) == sorted(wanted, key=lambda one: one["finding"])


@pytest.mark.parametrize("key", ["rule", "severity"])
def test_filters_part_the_findings(reader: httpx.Client, report: list[dict[str, object]], key: str) -> None:
    values = {str(one[key]) for one in report}
    assert len(values) > 1
    for value in values:
        wanted = {one["finding"] for one in report if one[key] == value}
        assert {one["finding"] for one in found(reader, **{key: value.rpartition("#")[2]})} == wanted
    assert {one["finding"] for one in found(reader, **{key: value})} == wanted


@pytest.mark.parametrize("program", ["20S061", "20-s061", "program/20-S061", PROGRAM])
def test_a_program_is_known_by_key_and_iri(
    reader: httpx.Client, report: list[dict[str, object]], program: str
) -> None:
    wanted = {one["finding"] for one in report if PROGRAM in one["programs"]}
    assert {one["finding"] for one in found(reader, program=program)} == wanted != set()


def test_files_have_the_filtered_rows(reader: httpx.Client) -> None:
    wanted = {one["finding"] for one in found(reader, severity="Info")}
    answer = reader.get("/audit.csv?severity=Info")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")  # or Excel garbles the accents
    assert {row["finding"] for row in csv.DictReader(io.StringIO(answer.text))} == wanted
    book = reader.get("/audit.xlsx?severity=Info").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Hallazgos").to_python()
    assert len(rows) - 1 == len(wanted)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_the_page_shows_each_with_its_quotation(reader: httpx.Client) -> None:
    page = reader.get("/audit", params={"rule": "AsmWithoutAction"}, headers=HTML).text
    (one,) = found(reader, rule="AsmWithoutAction")
    assert one["messages"]["es"] in page.replace("&#34;", '"')
    assert one["evidence"][0]["column"] in page
    assert one["evidence"][1]["quote"] in page
    assert 'href="/doc/program/20-S061"' in page
    assert f'href="{one["finding"].replace("https://w3id.org/asm-graph/id", "/doc")}"' in page


def test_the_page_opens_with_what_each_rule_could_judge(reader: httpx.Client) -> None:
    page = reader.get("/audit", headers=HTML).text
    rows = re.findall(
        r'<a href="/audit\?rule=(\w+)#scope">.*?<td [^>]*>(\d+)</td>\s*<td [^>]*>(\d+)</td>',
        page,
        re.DOTALL,
    )
    numbers = {rule: (int(evaluable), int(hits)) for rule, evaluable, hits in rows}
    assert numbers["AsmWithoutAction"] == (10, 1)
    assert all(hits <= evaluable for evaluable, hits in numbers.values())
    by_document = reader.get("/audit?rule=AsmWithoutAction", headers=HTML).text
    assert "asm-seguimiento-2007-2008-3x1</a>" in by_document  # which has no title of its own


def test_the_table_of_a_rule_names_documents_by_their_titles(
    reader: httpx.Client, founding_release: Release
) -> None:
    query = "PREFIX dct: <http://purl.org/dc/terms/> SELECT ?title { <%s> dct:title ?title }"
    (row,) = founding_release.query(query % "https://w3id.org/asm-graph/id/document/eed-2009-2010-3x1")
    page = reader.get("/audit?rule=TargetMissed", headers=HTML).text
    assert f'<a href="/doc/document/eed-2009-2010-3x1">{row["title"].value}</a></th>' in page


def test_findings_are_filtered_by_kind(reader: httpx.Client, report: list[dict[str, object]]) -> None:
    kinds = {str(one["kind"]) for one in report}
    assert "finding" in kinds
    for kind in kinds:
        wanted = {one["finding"] for one in report if one["kind"] == kind}
        assert {one["finding"] for one in found(reader, kind=kind)} == wanted


def test_every_page_together_shows_every_finding(
    reader: httpx.Client, report: list[dict[str, object]]
) -> None:
    address, seen = "/audit", []
    while address:
        page = reader.get(address, headers=HTML).text
        seen += re.findall(r"<h3><a href=\"/doc/(finding/\w+)\"", page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = f"/audit{following[1].replace('&amp;', '&')}" if following else ""
    assert len(seen) == len(set(seen)) == len(report)


def test_the_table_has_the_same_findings_in_the_order_asked_for(
    reader: httpx.Client, report: list[dict[str, object]]
) -> None:
    address, seen, rules = "/audit?view=table&sort=-rule&lang=es", [], []
    while address:
        page = reader.get(address, headers=HTML).text
        table = page[page.index('<h2 id="results">') :]
        seen += re.findall(r'<th scope="row"[^>]*><a href="/doc/(finding/\w+)', table)
        rules += re.findall(r'data-label="Regla"><a [^>]*>([^<]*)</a>', table)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = f"/audit{following[1].replace('&amp;', '&')}" if following else ""
    assert len(seen) == len(set(seen)) == len(report)
    assert rules == sorted(rules, key=natural_order, reverse=True)
    assert len(set(rules)) > 1


def test_filters_keep_the_order_and_the_table(reader: httpx.Client) -> None:
    page = reader.get("/audit?severity=Info&view=table&sort=-rule", headers=HTML).text
    assert 'href="/audit?view=table&amp;sort=-rule">Quitar' in page
    assert 'aria-sort="descending"' in page


def test_what_the_rules_could_judge_is_sorted_apart(reader: httpx.Client) -> None:
    page = reader.get("/audit?scope-sort=-evaluable", headers=HTML).text
    scope = page[: page.index('<h2 id="results">')]
    numbers = [int(each.replace(",", "")) for each in re.findall(r'data-label="Evaluables">([\d,]+)<', scope)]
    assert len(numbers) > 10
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize(
    "query",
    [
        "rule=%3Cscript%3E",
        "program=%22%3E%3Cscript%3E",
        "page=-1",
        "page=x",
        "page=" + "9" * 50,
        "severity=%00",
    ],
)
def test_no_filter_breaks_the_page(reader: httpx.Client, query: str) -> None:
    answer = reader.get(f"/audit?{query}", headers=HTML)
    assert answer.status_code == 200
    assert "<script" not in answer.text


def test_each_facet_counts_what_its_links_find(reader: httpx.Client) -> None:
    page = reader.get("/audit", params={"branch": "20"}, headers=HTML).text
    bars = re.findall(
        r'<th scope="row"><a href="([^"]+)">[^<]+</a></th>\s*<td class="number">([\d,]+)</td>',
        page.partition('id="facets"')[2],
    )
    assert len(bars) > len(("state", "severity", "rule", "branch", "program"))
    for address, count in bars:
        linked = reader.get(address.replace("&amp;", "&"), headers=HTML).text
        assert f'<p role="status"><strong>{count} ' in linked, address


def test_a_filter_can_be_lifted(reader: httpx.Client) -> None:
    page = reader.get("/audit?severity=Info&program=20S061", headers=HTML).text
    assert 'href="/audit?program=20s061">Quitar' in page
    assert 'href="/audit?severity=Info">Quitar' in page


def test_the_report_to_print_stands_alone(reader: httpx.Client) -> None:
    answer = reader.get("/audit/report.html?rule=AsmWithoutAction")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    style = re.search(rb"<style>(.*?)</style>", answer.content, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1]).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    (one,) = found(reader, rule="AsmWithoutAction")
    assert answer.text.count("<article") == 1
    assert one["finding"] in answer.text


def test_files_are_known_by_their_tag(reader: httpx.Client) -> None:
    tag = reader.get("/audit.csv").headers["etag"]
    assert reader.get("/audit.csv", headers={"If-None-Match": tag}).status_code == 304
    assert reader.get("/audit.csv?severity=Info", headers={"If-None-Match": tag}).status_code == 200


def test_other_formats_are_refused(reader: httpx.Client) -> None:
    assert reader.get("/audit.exe").status_code == 404
    assert reader.get("/audit?format=exe").status_code == 406
