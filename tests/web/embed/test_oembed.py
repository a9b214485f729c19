"""oEmbed: what our addresses have to show, in both formats; nothing of other sites, nothing hostile."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from asm_graph.releases import Release


def ask(reader: httpx.Client, address: str, **parameters: str) -> httpx.Response:
    return reader.get("/oembed", params={"url": f"{reader.base_url}{address}", **parameters})


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("/queries/units-workload", "/embed/queries/units-workload"),
        (
            "/queries/units-workload?utm_source=x&lang=en",
            "/embed/queries/units-workload?utm_source=x&lang=en",
        ),
        ("/queries/units-workload/chart.svg", "/embed/queries/units-workload/chart"),
        ("/embed/queries/units-workload/chart", "/embed/queries/units-workload/chart"),
        ("/alignment?program=20-S061", "/embed/alignment?program=20-S061"),
        ("/alignment/matrix.png", "/embed/alignment/matrix"),
        ("/scoreboard", "/embed/scoreboard"),
        ("/overview/asms.svg", "/embed/overview/asms"),
        (
            "/doc/asm/20-S061/2007-2008/institutional/1",
            "/embed/drawing/asm/20-S061/2007-2008/institutional/1",
        ),
        ("/id/asm/20-S061/2007-2008/institutional/1", "/embed/drawing/asm/20-S061/2007-2008/institutional/1"),
    ],
)
def test_an_address_of_ours_is_framed(reader: httpx.Client, address: str, frame: str) -> None:
    answer = ask(reader, address)
    assert answer.headers["content-type"] == "application/json"
    said = answer.json()
    assert (said["version"], said["type"], said["provider_name"]) == ("1.0", "rich", "asm-graph")
    assert said["title"]
    source = re.search(r'src="([^"]*)"', said["html"])
    assert source
    assert html.unescape(source[1]) == f"{reader.base_url}{frame}"
    assert f'width="{said["width"]}" height="{said["height"]}"' in said["html"]
    assert reader.get(html.unescape(source[1])).status_code == 200


def test_xml_says_the_same(reader: httpx.Client) -> None:
    answer = ask(reader, "/scoreboard", format="xml")
    assert answer.headers["content-type"].startswith("text/xml")
    root = ET.fromstring(answer.text)  # noqa: S314 - written by our own server
    assert root.tag == "oembed"
    assert {each.tag: each.text for each in root} == {
        name: str(value) for name, value in ask(reader, "/scoreboard").json().items()
    }


def test_a_frame_is_no_larger_than_asked(reader: httpx.Client) -> None:
    usual = ask(reader, "/scoreboard/cycles.svg").json()
    small = ask(reader, "/scoreboard/cycles.svg", maxwidth="320").json()
    low = ask(reader, "/scoreboard/cycles.svg", maxwidth="320", maxheight="200").json()
    assert usual["width"] > small["width"] == low["width"] == 320
    assert usual["height"] > small["height"] > low["height"] == 200
    assert ask(reader, "/scoreboard", maxwidth="90000").json()["width"] == usual["width"]


@pytest.mark.parametrize("size", ["", "0", "-1", "many", "1e3", "٣", "9" * 400])
def test_a_size_that_is_none_is_refused(reader: httpx.Client, size: str) -> None:
    assert ask(reader, "/scoreboard", maxwidth=size).status_code == 400


@pytest.mark.parametrize("form", ["yaml", "", "JSON", "xml%00"])
def test_other_formats_are_not_implemented(reader: httpx.Client, form: str) -> None:
    assert ask(reader, "/scoreboard", format=form).status_code == 501


def test_it_needs_an_address(reader: httpx.Client) -> None:
    assert reader.get("/oembed").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/nothing",
        "/releases",
        "/doc/unit/sedesol",
        "/doc/finding/none",
        "/doc/program/99-X999",
        "/queries/nothing",
        "/queries/asm-overdue?asOf=never",
        "/alignment?program=99-X999",
        "/alignment/../scoreboard",
        "/embed/../alignment",
        "//evil.example/alignment",
        "/alignment%00",
        "/drawing/program/%2e%2e%2f20-S061",
        "/static/tokens.css",
        "/oembed?url=x",
    ],
)
def test_what_has_nothing_to_frame_is_not_found(reader: httpx.Client, address: str) -> None:
    assert ask(reader, address).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/scoreboard",
        "scoreboard",
        "https://evil.example/scoreboard",
        "http://evil.example@{host}/scoreboard",
        "http://{host}@evil.example/scoreboard",
        "http://{host}:1/scoreboard",
        "http://{host}.evil.example/scoreboard",
        "http://evil.example/?x=http://{host}/scoreboard",
        "http://evil.example#@{host}/scoreboard",
        "http://evil.example\\@{host}/scoreboard",
        "http:///scoreboard",
        "http:{host}/scoreboard",
        "//{host}/scoreboard",
        "javascript:alert(1)//{host}/scoreboard",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://{host}/scoreboard",
        "http://[::1/scoreboard",
        "http://{name}:port/scoreboard",
        "http://{name}:99999999/scoreboard",
        "http://169.254.169.254/latest/meta-data",
        "http://{host}/score\nboard",
        "ht\ttp://{host}/scoreboard",
        "http://{host}/scoreboard?" + "x" * 3000,
    ],
)
def test_other_sites_and_hostile_addresses_are_not_found(reader: httpx.Client, url: str) -> None:
    host = reader.base_url.netloc.decode()
    given = url.replace("{host}", host).replace("{name}", reader.base_url.host)
    answer = reader.get("/oembed", params={"url": given})
    assert answer.status_code == 404
    assert "evil" not in answer.text
    assert "alert(1)" not in answer.text


def test_markup_in_parameters_stays_text(reader: httpx.Client) -> None:
    answer = ask(reader, '/queries/units-workload?x="><script>alert(1)</script>')
    assert answer.status_code == 200
    assert "<script" not in answer.json()["html"]
    assert '"><' not in answer.json()["html"].removesuffix('"></iframe>')


def test_a_host_that_is_none_is_not_repeated(reader: httpx.Client) -> None:
    answer = reader.get(
        "/oembed", params={"url": "http://evil.example/scoreboard"}, headers={"Host": 'evil.example"><b>'}
    )
    assert answer.status_code in {400, 404}
    assert "<b>" not in answer.text


def test_pages_say_where_to_ask(reader: httpx.Client) -> None:
    page = reader.get("/queries/units-workload?lang=en", headers={"Accept": "text/html"}).text
    found = re.findall(r'<link rel="alternate" type="([a-z/]+)\+oembed" href="([^"]*)" title="([^"]+)"', page)
    assert [media_type for media_type, _, _ in found] == ["application/json", "text/xml"]
    for media_type, address, _ in found:
        answer = reader.get(html.unescape(address))
        assert answer.headers["content-type"].startswith(media_type)
        assert "units-workload" in answer.text
    assert "+oembed" not in reader.get("/releases", headers={"Accept": "text/html"}).text


def test_below_a_path_addresses_have_it(founding_release: Release, start: Callable[..., object]) -> None:
    with (
        start(founding_release.path.parent, root_path="/datos", workers=2) as server,
        server.client() as client,
    ):
        root = f"{client.base_url}/datos"
        said = client.get(f"/datos/oembed?url={quote(root, safe='')}/scoreboard").json()
        assert f'src="{root}/embed/scoreboard"' in said["html"]
        assert (
            client.get(f"/datos/oembed?url={quote(str(client.base_url), safe='')}/scoreboard").status_code
            == 404
        )
