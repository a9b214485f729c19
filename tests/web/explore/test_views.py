"""The views of a result over the founding documents: on its page, as pictures, framed, and asked badly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.web.explore.reading import HTML, text

if TYPE_CHECKING:
    import httpx

    from asm_graph.releases import Release

SVG = "{http://www.w3.org/2000/svg}"


def test_views_are_offered_where_they_say_something(reader: httpx.Client) -> None:
    page = text(reader, "/explore/asm")
    tabs = page[page.index('<ul class="view-tabs">') :]
    tabs = tabs[: tabs.index("</ul>")]
    assert 'href="/explore/asm" aria-current="page"' in tabs
    assert 'href="/explore/asm?view=chart"' in tabs
    assert 'href="/explore/asm?view=timeline"' in tabs
    assert "view=map" not in tabs  # none of the founding documents is of a state
    assert "view=timeline" not in text(reader, "/explore/objectives")


def test_a_chart_has_title_unit_source_and_the_same_numbers(reader: httpx.Client) -> None:
    page = text(reader, "/explore/asm?view=chart&show=count&by=class")
    assert "<figcaption>Número de ASM según clase<br><small>ASM" in page
    assert "Fuente: " in page
    assert '<a href="/explore/asm?class=specific">Específico</a>' in page
    assert re.search(r'href="/explore/asm/chart\.png\?show=count&amp;by=class"', page)
    assert "<tbody" in page[page.index('class="view-numbers"') :]


def test_what_is_shown_is_chosen_in_a_form_that_keeps_the_filters(reader: httpx.Client) -> None:
    page = text(reader, "/explore/asm?class=specific&view=chart")
    form = page[page.index('class="view-choice"') :]
    form = form[: form.index("</form>")]
    assert '<input type="hidden" name="class" value="specific">' in form
    assert '<input type="hidden" name="view" value="chart">' in form
    assert '<option value="count" selected>Número de ASM</option>' in form
    assert 'name="by"' in form


def test_filters_keep_the_view(reader: httpx.Client) -> None:
    page = text(reader, "/explore/asm?class=specific&view=chart&show=count&by=theme")
    chips = page[page.index('class="chips"') :]
    assert 'href="/explore/asm?view=chart&amp;show=count&amp;by=theme"' in chips


def test_a_timeline_names_its_things(reader: httpx.Client) -> None:
    page = text(reader, "/explore/asm?view=timeline")
    timeline = page[page.index('<ol class="timeline"') :]
    assert re.search(r'<h3><a href="/explore/asm\?due=20\d\d', timeline)
    assert '<a href="/doc/asm/20-S061' in timeline


def test_a_view_that_a_table_does_not_have_is_its_table(reader: httpx.Client) -> None:
    page = text(reader, "/explore/objectives?view=timeline")
    assert 'class="data-table' in page
    assert 'class="timeline"' not in page


def test_a_map_without_any_state_says_so(reader: httpx.Client) -> None:
    page = text(reader, "/explore/asm?view=map")
    assert "quedan fuera del mapa" in page
    assert 'class="data-table' not in page
    assert "<svg" not in page[page.index('class="shown-view"') :]


def test_an_unknown_view_is_the_table(reader: httpx.Client) -> None:
    assert 'class="data-table' in text(reader, "/explore/asm?view=../../etc/passwd")


@pytest.mark.parametrize("view", ["chart", "timeline"])
def test_a_drawing_is_had_as_svg_and_png(reader: httpx.Client, view: str) -> None:
    drawn = reader.get(f"/explore/asm/{view}.svg")
    assert drawn.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(drawn.text)  # noqa: S314 - written by our own server
    assert root.tag == f"{SVG}svg"
    assert root.find(f".//{SVG}text[@class='title']") is not None
    addresses = [each.get("href", "") for each in root.iter(f"{SVG}a")]
    assert addresses
    assert all(each.startswith("http") for each in addresses)
    picture = reader.get(f"/explore/asm/{view}.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    [
        "/explore/asm/map.gif",
        "/explore/asm/table.svg",
        "/explore/nothing/chart.svg",
        "/explore/asm/chart.svg?class=nothing",
        "/explore/asm/painting.svg",
    ],
)
def test_there_is_no_such_drawing(reader: httpx.Client, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_a_chart_may_be_framed_and_its_page_not(reader: httpx.Client) -> None:
    framed = reader.get("/embed/explore/asm/chart?by=class", headers=HTML)
    assert framed.status_code == 200
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    page = reader.get("/explore/asm?view=chart", headers=HTML)
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_an_older_release_has_views_of_its_own(reader: httpx.Client, founding_release: Release) -> None:
    page = text(reader, f"/releases/{founding_release.name}/explore/asm?view=chart")
    assert f'href="/releases/{founding_release.name}/explore/asm/chart.svg' in page
    assert reader.get(f"/releases/{founding_release.name}/explore/asm/chart.svg").status_code == 200
