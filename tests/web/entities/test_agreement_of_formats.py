"""One thing in three, and some of each class, has data; for those of each class, page and formats agree."""

from __future__ import annotations

import re
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode
from tests.web.entities.rdfa import statements
from tests.web.entities.reading_things import DATA, ID, PROGRAM, about, paths, triples
from tests.web.told_release import told

from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import write_release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from asm_graph.releases import Release

OTHERS = [name for name in DATA if name != "nt"]
CLIENTS = 4
SHOWN = 4
"""Things of each class whose page and other formats are read too."""
ONE_IN = 3
"""Of all things, one in so many has its data read."""


def shown(release: Release) -> set[str]:
    """Some things of each class, from all over its IRIs."""
    by_class: dict[str, list[str]] = defaultdict(list)
    for row in release.query("SELECT DISTINCT ?thing ?class WHERE { ?thing a ?class } ORDER BY ?thing"):
        if row["thing"].value.startswith(ID):
            by_class[row["class"].value].append(row["thing"].value.removeprefix(ID))
    assert len(by_class) > 25
    return {each for things in by_class.values() for each in things[:: -(-len(things) // SHOWN)]}


def test_things_have_data_and_each_format_and_the_page_say_the_same(
    reader: httpx.Client, founding_release: Release
) -> None:
    chosen = shown(founding_release)
    things = sorted(chosen.union(paths(founding_release)[::ONE_IN]))
    assert len(chosen) > 100
    assert len(things) > 800

    def check(path: str) -> None:
        thing, address = NamedNode(ID + path), f"/doc/{path}"
        moved = reader.get(f"/id/{path}")
        assert (moved.status_code, moved.headers["location"]) == (303, address)
        said = triples(reader.get(f"{address}.nt"), "nt")
        assert about(said, thing), path
        if path in chosen:
            for name in OTHERS:
                assert triples(reader.get(f"{address}.{name}"), name) == said, path
            page = statements(reader.get(f"{address}.html").text)
            assert about(page, thing) == about(said, thing), path
            assert page <= said, path

    with ThreadPoolExecutor(CLIENTS) as clients:
        assert len(list(clients.map(check, things))) == len(things)


def test_links_lead_to_where_the_reader_is(reader: httpx.Client) -> None:
    page = reader.get(f"/doc/{PROGRAM}.html", headers={"Host": "otro.example"})
    links = re.findall(r'href="([^"]+)"', page.text)
    assert "/doc/branch/20" in links
    assert not [link for link in links if link.startswith("https://w3id.org/asm-graph/")]
    for link in sorted(set(links)):
        path = link.partition("#")[0].replace("&amp;", "&")
        if path.startswith("/"):
            assert reader.get(path, headers={"Accept": "text/html"}).status_code == 200, link


def test_a_release_of_another_base_is_served_as_well(start: Callable[..., object], tmp_path: Path) -> None:
    base = Base("https://datos.example/asm/")
    program = base.id("program/20-S061")
    said = f'<{program.value}> a asm:Program ; rdfs:label "Tres por uno"@es .'
    write_release(tmp_path / "releases", told(said, base=base))
    with start(tmp_path / "releases", workers=1) as server, server.client() as client:
        assert about(triples(client.get(f"/doc/{PROGRAM}.nt"), "nt"), program)
        assert ">Tres por uno<" in client.get(f"/doc/{PROGRAM}.html").text
        assert client.get("/search", params={"q": program.value}).headers["location"] == f"/doc/{PROGRAM}"
        assert client.get("/search?q=uno").json()["results"][0]["address"] == f"/doc/{PROGRAM}"
        assert len(triples(client.get("/graph/source/d1.nt"), "nt")) == 2
