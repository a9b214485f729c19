"""The alignment view and the maps for search engines, over the founding documents."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    import httpx

HTML = {"Accept": "text/html"}
CHAIN = {"program": "20-S061"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _read(answer: httpx.Response) -> ET.Element:
    return ET.fromstring(answer.text)  # noqa: S314 - written by our own server


def test_a_plan_flows_to_the_branches_of_its_programs(reader: httpx.Client) -> None:
    page = reader.get("/alignment", params={"plan": "pnd-2007-2012"}, headers=HTML).text
    assert 'href="/browse/plan/pnd-2007-2012/axis/5"' in page
    assert 'href="/alignment?plan=pnd-2007-2012&amp;branch=20"' in page
    of_branch = reader.get("/alignment?plan=pnd-2007-2012&branch=20", headers=HTML).text
    assert 'href="/alignment?program=20-S061"' in of_branch


def test_a_chain_goes_from_the_axis_to_the_indicators(reader: httpx.Client) -> None:
    page = reader.get("/alignment", params=CHAIN, headers=HTML).text
    for path in ("plan/pnd-2007-2012/axis/5", "mir/20-S061/2009/fin", "mir/20-S061/2009/indicator/results-1"):
        assert f'href="/doc/{path}"' in page
    assert "<option selected>2009</option>" in page


def test_the_table_has_what_the_library_answers(reader: httpx.Client) -> None:
    answer = reader.get("/alignment.csv", params=CHAIN, headers={"Accept-Language": "es"})
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    library = reader.get("/api/queries/alignment-chain", params={**CHAIN, "format": "csv"})
    expected = list(csv.DictReader(io.StringIO(library.text)))
    assert {row["Indicador (IRI)"] for row in rows} == {row["indicator"] for row in expected}
    assert {row["Objetivo sectorial (IRI)"] for row in rows} == {row["sectoralObjective"] for row in expected}
    assert {row["Programa (IRI)"] for row in rows} == {row["program"] for row in expected}


def test_the_drawing_stands_by_itself(reader: httpx.Client) -> None:
    answer = reader.get("/alignment.svg", params=CHAIN)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    drawing = _read(answer)
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    links = [link.get("href") or "" for link in drawing.iter("{http://www.w3.org/2000/svg}a")]
    assert links
    assert all(link.startswith(str(reader.base_url).rstrip("/")) for link in links)
    assert "--ink" in answer.text


def test_the_matrix_is_a_drawing_and_a_table(reader: httpx.Client) -> None:
    drawing = _read(reader.get("/alignment/matrix.svg", params={"plan": "pnd-2007-2012"}))
    texts = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert "1" in texts
    table = reader.get("/alignment/matrix.csv?plan=pnd-2007-2012", headers={"Accept-Language": "es"})
    rows = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert rows[0][:2] == ["Ramo (IRI)", "Ramo"]
    assert rows[1][0].endswith("/id/branch/20")
    assert rows[1][2:] == ["1", "1"]


@pytest.mark.parametrize("path", ["/alignment.png?program=20-S061", "/alignment/matrix.png"])
def test_drawings_are_pictures_too(reader: httpx.Client, path: str) -> None:
    first, again = reader.get(path), reader.get(path)
    assert first.headers["content-type"] == "image/png"
    assert first.content.startswith(b"\x89PNG")
    assert again.content == first.content
    assert again.elapsed < first.elapsed


def test_a_picture_holds_what_the_drawing_says(reader: httpx.Client) -> None:
    """Its styles have no variables any more, which no picture knows."""
    spanish = reader.get("/alignment.png", params=CHAIN, headers={"Accept-Language": "es"})
    english = reader.get("/alignment.png", params=CHAIN, headers={"Accept-Language": "en"})
    assert spanish.content != english.content


@pytest.mark.parametrize(
    "path", ["/alignment.gif", "/alignment/matrix.gif", "/alignment/matrix.svg?program=20-S061"]
)
def test_other_forms_are_not_found(reader: httpx.Client, path: str) -> None:
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize("query", ["program=x", "program=../x", "program=<b>", "plan=<b>", "branch=<b>"])
def test_what_is_not_there_is_not_found(reader: httpx.Client, query: str) -> None:
    answer = reader.get(f"/alignment?{query}", headers=HTML)
    assert answer.status_code == 404
    assert "<b>" not in answer.text


def test_robots_are_told_where_the_map_is(reader: httpx.Client) -> None:
    lines = reader.get("/robots.txt").text.splitlines()
    address = str(reader.base_url.join("/sitemap.xml"))
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {address}" in lines


def test_the_map_leads_to_pages_only(reader: httpx.Client) -> None:
    index = _read(reader.get("/sitemap.xml"))
    parts = [str(element.text) for element in index.iter(f"{SITEMAP}loc")]
    found = [str(element.text) for part in parts for element in _read(reader.get(part)).iter(f"{SITEMAP}loc")]
    assert len(found) == len(set(found)) > 200
    assert str(reader.base_url.join("/doc/program/20-S061")) in found
    for address in [*found[:12], *found[12::25]]:
        assert reader.get(address, headers=HTML).status_code == 200, address
    assert not re.search("lastmod", reader.get(parts[-1]).text)


def test_a_map_that_is_known_is_not_sent_again(reader: httpx.Client) -> None:
    tag = reader.get("/sitemap-1.xml").headers["etag"]
    assert reader.get("/sitemap-1.xml", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("part", ["7", "9" * 23, "9" * 5000, "-1", "01", "%D9%A3", "x"])
def test_there_are_no_more_parts_than_the_index_names(reader: httpx.Client, part: str) -> None:
    assert reader.get(f"/sitemap-{part}.xml").status_code == 404
