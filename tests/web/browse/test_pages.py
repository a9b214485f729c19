"""Home and browsing over the founding documents: what is counted is there, and every way leads on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

HTML = {"Accept": "text/html"}
NUMBER = r'<td class="number">([0-9,]+)</td>'


def text(reader: httpx.Client, address: str, **parameters: str) -> str:
    answer = reader.get(address, params=parameters, headers=HTML)
    assert answer.status_code == 200
    return answer.text


def links(page: str) -> list[str]:
    main = page[page.index("<main") : page.index("</main")]
    return re.findall(r'href="(/[^"]+)"', main)


def test_home_has_its_pictures_with_their_tables(reader: httpx.Client) -> None:
    page = text(reader, "/")
    assert (
        len(re.findall('<svg [^>]*class="bars', page)) == page.count("<figure") == page.count("<table>") == 3
    )
    assert "Plan Nacional de Desarrollo 2007-2012" in page
    completed = re.search(f'status=completed"[^>]*>Concluido</a></th>{NUMBER}', page)
    assert completed is not None
    listed = text(reader, "/explore/asm", status="completed")
    assert len(re.findall(r'<th scope="row"', listed)) == int(completed[1])


@pytest.mark.parametrize("name", ["axes", "asms", "findings"])
def test_a_picture_of_home_says_what_it_shows_and_whose_it_is(reader: httpx.Client, name: str) -> None:
    drawing = reader.get(f"/overview/{name}.svg", headers={"Accept-Language": "es"}).text
    assert re.search(r'class="source">Número de ', drawing)
    assert re.search(r'class="source">Fuente: ', drawing)
    assert "Datos: asm-graph, versión del" in drawing
    assert reader.get(f"/overview/{name}.png").headers["content-type"] == "image/png"


def test_there_is_no_other_picture_of_home(reader: httpx.Client) -> None:
    assert reader.get("/overview/nothing.svg").status_code == 404
    assert reader.get("/overview/axes.gif").status_code == 404


def test_from_a_plan_to_its_programs(reader: httpx.Client) -> None:
    assert "/browse/plan/pnd-2007-2012" in links(text(reader, "/browse"))
    assert "/browse/plan/pnd-2007-2012/axis/5" in links(text(reader, "/browse/plan/pnd-2007-2012"))
    axis = text(reader, "/browse/plan/pnd-2007-2012/axis/5")
    assert "/doc/program/20-S061" in links(axis)
    assert "/browse/plan/pnd-2007-2012" in links(axis)


def test_objectives_stand_in_order_within_what_they_are_part_of(reader: httpx.Client) -> None:
    ways = links(text(reader, "/browse/plan/pnd-2007-2012"))
    parts = [way.partition("pnd-2007-2012/")[2] for way in ways if "pnd-2007-2012/" in way]
    assert parts[4] == "axis/5"
    within = [part.rpartition("/")[2] for part in parts if "/5." in part]
    assert within == sorted(within)
    assert parts.index("axis/5") < parts.index(f"objective/{within[0]}")


def test_every_way_leads_somewhere(reader: httpx.Client) -> None:
    seen, waiting = set(), ["/browse"]
    while waiting:
        address = waiting.pop().replace("&amp;", "&")
        seen.add(address)
        page = text(reader, address)
        waiting += {way for way in links(page) if way.startswith("/browse")} - seen
        assert page.count("<h1") == 1
    assert len(seen) > 90


def test_the_list_of_asm_has_become_a_table(reader: httpx.Client) -> None:
    moved = reader.get("/browse/asm", params={"class": "specific", "state": "no-actions"})
    assert moved.status_code == 308
    assert moved.headers["location"] == "/explore/asm?class=specific&status=no-actions"
    page = text(reader, "/explore/asm", **{"class": "specific", "status": "no-actions"})
    assert len(re.findall(r'<th scope="row"', page)) == 1
    assert "/doc/asm/20-S061/2007-2008/specific/4" in links(page)


def test_a_listing_is_sorted_by_what_is_below(reader: httpx.Client) -> None:
    page = text(reader, "/browse/plan/pnd-2007-2012", sort="-count", lang="es")
    counts = [int(each) for each in re.findall(r'<td class="number"[^>]*>([0-9]+)<', page)]
    assert len(counts) > 10
    assert counts == sorted(counts, reverse=True)
    assert 'aria-sort="descending"' in page
    assert "depth-1" not in page
    assert "depth-1" in text(reader, "/browse/plan/pnd-2007-2012")


def test_a_branch_is_paged(reader: httpx.Client) -> None:
    first = text(reader, "/browse/branch/20")
    assert len(re.findall(r'<th scope="row"', first)) <= 50
    assert links(text(reader, "/browse/branch/20", page="99")) == links(first)


@pytest.mark.parametrize(
    "address",
    [
        "/browse/plan/none",
        "/browse/plan/pnd-2007-2012/axis/99",
        "/browse/plan/../../x",
        "/browse/branch/999",
        "/browse/branch/<b>",
        "/browse/branch/20%00",
        "/browse/nothing",
    ],
)
def test_what_is_not_there_is_not_found(reader: httpx.Client, address: str) -> None:
    answer = reader.get(address, headers=HTML)
    assert answer.status_code == 404
    assert "<b>" not in answer.text
