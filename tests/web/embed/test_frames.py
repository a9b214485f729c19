"""Parts of the site in frames of others: only those, in either theme, with their source and a way back."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING

import pytest

from asm_graph.web.embed.page import styles_in

if TYPE_CHECKING:
    import httpx

SPANISH = {"Accept": "text/html", "Accept-Language": "es"}
INDICATOR = "mir/20-S061/2009/indicator/results-1"
DRAWN = [
    "/embed/overview/axes",
    "/embed/alignment",
    "/embed/alignment?program=20-S061",
    "/embed/alignment/matrix",
    "/embed/scoreboard?branch=20",
    "/embed/scoreboard/cycles",
    "/embed/ontology/diagram",
    "/embed/queries/units-workload/chart",
    "/embed/drawing/asm/20-S061/2007-2008/institutional/1",
]
PAGES = [
    "/",
    "/alignment",
    "/scoreboard",
    "/queries/units-workload",
    "/doc/program/20-S061",
    "/search?q=migrantes",
    "/audit",
    "/releases",
    "/ontology",
    "/oembed",
    "/alignment.svg",
]


def finding(reader: httpx.Client) -> str:
    """The address of a finding of the release."""
    found = re.search(r'href="/doc/(finding/[^"#]+)"', reader.get("/audit", headers=SPANISH).text)
    assert found
    return found[1]


def is_framed(answer: httpx.Response) -> bool:
    return "frame-ancestors *" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("address", DRAWN)
def test_a_chart_in_a_frame_says_its_source_and_leads_back(reader: httpx.Client, address: str) -> None:
    answer = reader.get(address, headers=SPANISH)
    assert answer.status_code == 200
    assert is_framed(answer)
    assert answer.text.count("<svg") == 1
    assert "versión del" in answer.text
    back = re.search(r'<a href="(/[^"]*)">Ver en asm-graph</a>', answer.text)
    assert back
    assert reader.get(html.unescape(back[1]), headers=SPANISH).status_code == 200


def test_a_table_in_a_frame_has_names_and_no_iris(reader: httpx.Client) -> None:
    answer = reader.get("/embed/queries/units-workload", headers=SPANISH)
    assert is_framed(answer)
    rows = re.findall(r"<tr><td.*", answer.text)
    assert len(rows) > 1
    assert '<a href="/doc/unit/sedesol/unidad-de-microrregiones"' in answer.text
    assert "Unidad de Microrregiones</a>" in answer.text
    assert ">id:" not in answer.text


def test_a_finding_in_a_frame_has_its_proof_and_is_no_audit(reader: httpx.Client) -> None:
    path = finding(reader)
    answer = reader.get(f"/embed/doc/{path}", headers=SPANISH)
    assert is_framed(answer)
    assert "<blockquote" in answer.text
    assert "no de una auditoría" in answer.text
    assert f'<a href="/doc/{path}">Ver en asm-graph</a>' in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_nothing_else_may_be_framed(reader: httpx.Client, address: str) -> None:
    answer = reader.get(address, headers=SPANISH)
    policy = answer.headers.get("content-security-policy", "")
    assert "frame-ancestors *" not in policy
    if answer.headers["content-type"].startswith("text/html"):
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "address",
    [
        "/embed",
        "/embed/nothing",
        "/embed/doc/program/20-S061",
        "/embed/doc/finding/none",
        "/embed/doc/finding/../program/20-S061",
        "/embed/drawing/unit/sedesol",
        "/embed/drawing/program/%3Cb%3E",
        "/embed/overview/nothing",
        "/embed/queries/nothing",
        "/embed/alignment/matrix?program=20-S061",
        "/embed/releases",
    ],
)
def test_what_may_not_be_framed_is_not_found(reader: httpx.Client, address: str) -> None:
    answer = reader.get(address, headers=SPANISH)
    assert answer.status_code == 404
    assert not is_framed(answer)
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("theme", "scheme"), [("light", "light"), ("dark", "dark"), ("", "light dark"), ("x", "light dark")]
)
def test_styles_are_those_of_the_theme_and_the_only_ones_allowed(
    reader: httpx.Client, theme: str, scheme: str
) -> None:
    answer = reader.get("/embed/scoreboard/cycles", params={"theme": theme})
    styles = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert styles
    assert f"color-scheme: {scheme};" in styles[1]
    assert ("prefers-color-scheme" in styles[1]) is (scheme == "light dark")
    digest = base64.b64encode(hashlib.sha256(styles[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert '<link rel="stylesheet"' not in answer.text


def test_no_style_can_end_its_element() -> None:
    assert "</" not in styles_in("")


@pytest.mark.parametrize(
    "address",
    ["/queries/units-workload", "/scoreboard", "/alignment", "/doc/asm/20-S061/2007-2008/institutional/1"],
)
def test_pages_offer_the_code_of_their_frames(reader: httpx.Client, address: str) -> None:
    page = reader.get(address, headers=SPANISH).text
    assert "Insertar en otra página" in page
    codes = re.findall(r"<code>(&lt;iframe .*?)</code>", page)
    assert codes
    for code in codes:
        frame = re.search(r'src="([^"]*)"', html.unescape(code))
        assert frame
        assert frame[1].startswith(f"{reader.base_url}/embed/")
        assert is_framed(reader.get(html.unescape(frame[1])))
