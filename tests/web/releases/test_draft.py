"""A draft as its publisher sees it: a real server, on this machine only; the public one never shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.running_server import running

from asm_graph.errors import MissingRelease, UsageError
from asm_graph.releases import Releases
from asm_graph.settings import Settings
from asm_graph.web.server import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

HTML = {"Accept": "text/html"}
SETTINGS = {"workers": 1, "slow_workers": 1, "archive_releases": 1}


class Servers(NamedTuple):
    public: httpx.Client
    draft: httpx.Client
    base: str
    name: str
    folder: Path


@pytest.fixture(scope="module")
def servers(publish: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("drafts") / "releases"
    base = publish(folder, "Programa uno")
    draft = publish(folder, "Programa dos", draft=True)
    logs = tmp_path_factory.mktemp("logs")
    with (
        running(folder, logs / "public", **SETTINGS) as public,
        running(folder, logs / "draft", draft=True, **SETTINGS) as own,
        public.client(headers=HTML) as one,
        own.client(headers=HTML) as other,
    ):
        yield Servers(one, other, base, draft, folder)


def test_every_page_says_that_it_is_a_draft_and_what_would_change(servers: Servers) -> None:
    changes = f"/releases/{servers.base}/changes/{servers.name}"
    for address in ("/", "/releases", "/audit", changes):
        page = servers.draft.get(address, params={"lang": "es"}).text
        assert "<strong>Borrador.</strong>" in page
        assert f'href="{changes}?lang=es">Ver qué cambiaría</a>' in page


def test_values_stand_side_by_side(servers: Servers) -> None:
    page = servers.draft.get(f"/releases/{servers.base}/changes/{servers.name}", params={"lang": "es"}).text
    row = re.search(r"<td[^>]*>Programa uno</td><td[^>]*>Programa dos</td>", page)
    assert row is not None
    assert '<th scope="col">Antes</th><th scope="col">Después</th>' in page


def test_the_public_server_does_not_know_it(servers: Servers) -> None:
    for address in (
        "/",
        "/releases",
        "/releases.atom",
        "/catalog.ttl",
        "/sitemap.xml",
        "/events",
        "/search?q=dos",
    ):
        answer = servers.public.get(address, follow_redirects=True)
        assert servers.name not in answer.text
        assert "Borrador" not in answer.text
        assert "Programa dos" not in answer.text
    for path in (
        servers.name,
        f"{servers.name}/manifest.json",
        f"{servers.name}/changes",
        "drafts",
        "drafts/current",
    ):
        assert servers.public.get(f"/releases/{path}").status_code == 404
    assert servers.public.get(f"/releases/{servers.base}/changes/{servers.name}").status_code == 404


def test_other_hosts_and_origins_get_nothing_of_a_draft(servers: Servers) -> None:
    assert servers.draft.get("/", headers={"Host": "publica.example"}).status_code == 400
    own = servers.draft.get("/releases", headers={"Origin": "https://publica.example"})
    assert "access-control-allow-origin" not in own.headers
    public = servers.public.get("/releases", headers={"Origin": "https://publica.example"})
    assert public.headers["access-control-allow-origin"] == "*"


def test_a_draft_listens_on_this_machine_only(servers: Servers, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a draft is shown on this machine only"):
        serve(Settings(releases=servers.folder, draft=True, host="0.0.0.0"))  # noqa: S104  it is refused
    with pytest.raises(MissingRelease, match="has no draft"):
        serve(Settings(releases=tmp_path, draft=True))
    assert Releases(servers.folder).list() == (servers.base,)
