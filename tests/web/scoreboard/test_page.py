"""The scoreboard over the founding documents."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    import httpx

HTML = {"Accept": "text/html", "Accept-Language": "es"}
SPANISH = {"Accept-Language": "es"}


def test_it_counts_what_the_library_answers(reader: httpx.Client) -> None:
    shown = reader.get("/scoreboard", headers=HTML)
    assert shown.status_code == 200
    table = reader.get("/scoreboard.csv", headers=SPANISH).text
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    answer = reader.get("/api/queries/asm-follow-through", params={"format": "csv"}).text
    expected = list(csv.DictReader(io.StringIO(answer)))
    assert expected
    assert [row["Reportados concluidos"] for row in rows] == [row["completed"] for row in expected]
    assert [row["ASM"] for row in rows] == [row["asms"] for row in expected]
    assert f"<dd>{sum(int(row['asms']) for row in expected)}</dd>" in shown.text


def test_reported_and_verified_stand_side_by_side(reader: httpx.Client) -> None:
    page = reader.get("/scoreboard", headers=HTML).text
    for heading in ("Reportados concluidos", "Cancelados", "Abiertos", "Verificados", "Contradichos"):
        assert re.search(rf'<th scope="col" class="number"><a [^>]*>{heading}</a>', page)


def test_each_table_is_sorted_by_itself(reader: httpx.Client) -> None:
    page = reader.get("/scoreboard", params={"owners-sort": "-asms"}, headers=HTML).text
    sorted_heads = re.findall(r'aria-sort="([a-z]+)"><a href="([^"]*)"', page)
    assert sorted_heads == [("descending", "?owners-sort=asms#owners")]
    assert 'id="owners"' in page


def test_a_branch_is_shown_by_its_agencies_and_a_cycle_alone(reader: httpx.Client) -> None:
    page = reader.get("/scoreboard", params={"branch": "20", "cycle": "2007-2008"}, headers=HTML).text
    assert "ASM por dependencia o entidad</h2>" in page
    assert '<option value="20" lang="es" selected>' in page
    assert "<option selected>2007-2008</option>" in page
    english = reader.get("/scoreboard?lang=en", headers=HTML).text
    assert "Reported complete" in english


@pytest.mark.parametrize("path", ["/scoreboard.svg", "/scoreboard/cycles.svg?branch=20"])
def test_the_drawing_stands_by_itself(reader: httpx.Client, path: str) -> None:
    answer = reader.get(path)
    assert answer.headers["content-type"] == "image/svg+xml"
    drawing = ET.fromstring(answer.text)  # noqa: S314 - written by our own server
    assert list(drawing.iter("{http://www.w3.org/2000/svg}rect"))
    links = [link.get("href") or "" for link in drawing.iter("{http://www.w3.org/2000/svg}a")]
    assert links
    assert all(link.startswith(str(reader.base_url).rstrip("/")) for link in links)


def test_it_is_a_picture_too(reader: httpx.Client) -> None:
    answer = reader.get("/scoreboard.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    [
        "/scoreboard.gif",
        "/scoreboard/cycles.csv",
        "/scoreboard?branch=99",
        "/scoreboard?cycle=<b>",
        "/scoreboard.svg?branch=x",
    ],
)
def test_what_is_not_there_is_not_found(reader: httpx.Client, path: str) -> None:
    answer = reader.get(path, headers=HTML)
    assert answer.status_code == 404
    assert "<b>" not in answer.text
