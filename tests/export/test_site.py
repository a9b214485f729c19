"""An exported site under a plain file server: no broken link, both languages, data and catalog."""

from __future__ import annotations

import functools
import json
import threading
from collections import Counter
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from tests.nginx_server import nginx
from tests.web.entities import paged_release

from asm_graph.commands import main as cli
from asm_graph.errors import ExportFailed, MissingRelease, UsageError
from asm_graph.export import site
from asm_graph.export.links import exported_path, file_of, link_between, links_of, relinked
from asm_graph.export.site import MARK, Export, export_site
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, DCAT, RDF, RDFS, VOID, Base
from asm_graph.releases import Input, Release, ReleaseContent, write_release
from asm_graph.releases.content import silent
from asm_graph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = Base()
ADDRESS = "https://datos.example/asm/"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
        """Say nothing."""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    program, asm, source = BASE.id("program/20-S061"), BASE.id("asm/1"), BASE.graph("source/d1")
    quads = [
        Quad(program, RDF("type"), ASM("Program"), source),
        Quad(program, RDFS("label"), NamedNode("http://e/x"), source),
        Quad(asm, RDF("type"), ASM("Asm"), source),
        Quad(asm, ASM("program"), program, source),
        Quad(BASE.id("odd/..%2f..%2fetc"), RDF("type"), ASM("Asm"), source),
    ]
    inputs = (Input("d1.txt", "ab" * 32, 12, "d1", "sedesol-asm-follow-up", "text/plain"),)
    content = ReleaseContent(
        quads,
        inputs,
        "1.0",
        BASE,
        Knowledge.default(),
        (),
        {"findings": 0},
        {"audit.json": b'{"findings": []}'},
    )
    return write_release(tmp_path_factory.mktemp("export") / "releases", content)


@pytest.fixture(scope="module")
def folder(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files") / "site"
    settings = Settings(releases=release.path.parent, workers=2)
    export_site(Export.of(settings, ADDRESS, frozenset({"ttl"}), silent), folder)
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The folder that holds the site, not the site itself, is the root: links must be relative."""
    handler = functools.partial(Quiet, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()
        thread.join()


def test_no_link_is_broken(server: str) -> None:
    waiting = [f"{server}index.html", f"{server}doc/program/20-S061.html"]
    known, pages = set(waiting), {}
    with httpx.Client() as client:
        while waiting:
            url = waiting.pop()
            answer = client.get(url)
            assert answer.status_code == 200, url
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            pages[url] = answer.text
            links = {urldefrag(urljoin(url, link)).url for link in links_of(answer.text)}
            ours = {link for link in links if link.startswith(server.partition("/site")[0])} - known
            waiting += sorted(ours)
            known |= ours
    assert all(url.startswith(server) for url in known)
    assert {f"{server}doc/program/20-S061.html", f"{server}en/doc/program/20-S061.html"} <= known
    assert f"{server}doc/program/20-S061.ttl" in known
    assert f"{server}doc/program/20-S061.rdf" not in known, "only the formats that were wanted"
    assert len(pages) > 60
    assert not any("<form" in page for page in pages.values())


def test_nginx_gives_types_and_leads_from_iris_to_files(folder: Path, tmp_path: Path) -> None:
    with (
        nginx(tmp_path, "site.conf", {"/srv/asm-graph/site": str(folder)}) as url,
        httpx.Client(base_url=url, follow_redirects=True) as client,
    ):
        for path, accept, media_type in (
            ("/id/program/20-S061", "text/html,*/*;q=0.8", "text/html"),
            ("/id/program/20-S061", "text/turtle", "text/turtle"),
            ("/id/program/20-S061", "application/rdf+xml", "text/html"),  # not exported
            ("/doc/program/20-S061.ttl", "text/html", "text/turtle"),
            ("/catalog", "*/*", "text/turtle"),
            ("/catalog", "application/ld+json", "application/ld+json"),
            ("/.well-known/void", "*/*", "text/turtle"),
            ("/", "text/html", "text/html"),
            ("/audit.csv", "*/*", "text/csv"),
        ):
            answer = client.get(path, headers={"Accept": accept})
            assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media_type)
        assert client.get("/id/program/none").status_code == 404


def test_both_languages_lead_to_each_other(folder: Path) -> None:
    for name, language, other in (
        ("index.html", "es", "en/index.html"),
        ("en/index.html", "en", "../index.html"),
    ):
        page = (folder / name).read_text()
        assert f'<html lang="{language}">' in page
        assert f'href="{other}"' in page
    assert 'href="../doc' not in (folder / "en" / "queries.html").read_text()


def test_the_tables_of_the_explorer_are_pages_and_whole_files(folder: Path) -> None:
    page = (folder / "explore" / "programs.html").read_text(encoding="utf-8")
    assert "<table" in page
    assert "filter-box" not in page
    files = {path.name for path in (folder / "explore").iterdir()}
    assert {"programs.csv", "programs.xlsx", "programs.json"} <= files


def test_data_are_what_the_server_gives(folder: Path, release: Release) -> None:
    triples = {quad.triple for quad in parse(path=folder / "doc/program/20-S061.ttl")}
    assert any(triple.object == ASM("Program") for triple in triples)
    description = parse(path=folder / ".well-known/void", format=RdfFormat.TURTLE)
    dumps = {quad.object.value for quad in description if quad.predicate == VOID("dataDump")}
    assert f"{ADDRESS}releases/{release.name}/dumps/all.nq.gz" in dumps
    dump = f"releases/{release.name}/dumps/all.nq.gz"
    assert (folder / dump).read_bytes() == release.dump_path.read_bytes()
    assert not (folder / f"releases/{release.name}/store").exists()


def test_many_pages_are_written_by_several_processes(
    folder: Path, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "_BATCH", 40)
    said: list[str] = []
    export = Export.of(Settings(releases=release.path.parent), ADDRESS, frozenset({"ttl"}), said.append)
    assert export_site(export, tmp_path / "site") == len(contents(folder))
    assert contents(tmp_path / "site") == contents(folder)
    assert sum(line.startswith("Linked") for line in said) > 1


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_catalog_names_files_where_they_will_be(folder: Path, release: Release) -> None:
    store = Store()
    store.load(path=folder / "catalog.ttl", format=RdfFormat.TURTLE)
    assert f"{ADDRESS}sparql" not in (folder / "catalog.ttl").read_text()
    assert f"{ADDRESS}sparql" not in (folder / ".well-known/void").read_text()
    urls = [quad.object.value for quad in store.quads_for_pattern(None, DCAT("downloadURL"), None)]
    assert len(urls) > 10
    for url in urls:
        assert url.startswith(ADDRESS)
        assert (folder / url.removeprefix(ADDRESS)).is_file(), url


def test_of_the_pages_of_documents_those_are_exported_that_prove_something(tmp_path: Path) -> None:
    release = paged_release.write(tmp_path / "releases")
    export = Export.of(Settings(releases=release.path.parent), ADDRESS, frozenset(), silent)
    at = paged_release.DOCUMENT
    known = [f"{root}{at}/pages/{page}" for root in ("", f"/releases/{release.name}") for page in (1, 2, 3)]
    links = [address + form for address in known for form in ("", ".webp", "#e1")]
    links += [at, f"{at}/pages/9", "/doc/document/otro/pages/1.webp", f"/releases/x{at}/pages/2"]
    kept = {address + form for address in known if not address.endswith("1") for form in ("", ".webp")}
    assert site._exported(links, export) == {*kept, at}
    site._copy_release(release.path, tmp_path / "copy")
    assert (tmp_path / "copy" / "texts").is_dir()
    assert not (tmp_path / "copy" / "pages").exists()


def test_an_export_is_replaced_and_nothing_else(folder: Path, release: Release, tmp_path: Path) -> None:
    export = Export.of(Settings(releases=release.path.parent), ADDRESS, frozenset(), silent)
    other = tmp_path / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("keep me")
    with pytest.raises(UsageError, match="no export"):
        export_site(export, other)
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "letter.txt"]
    assert json.loads((folder / MARK).read_text())["release"] == release.name


def test_what_cannot_be_exported_says_why(
    tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MissingRelease):
        Export.of(Settings(releases=tmp_path), None, frozenset(), silent)
    with pytest.raises(UsageError, match="no address"):
        Export.of(Settings(releases=release.path.parent), "datos.example", frozenset(), silent)
    file = tmp_path / "file"
    file.write_text("")
    export = Export.of(Settings(releases=release.path.parent), None, frozenset(), silent)
    with pytest.raises(ExportFailed, match="cannot be written"):
        export_site(export, file / "site")
    hasty = Settings(releases=release.path.parent, query_seconds=0.0001)
    with pytest.raises(ExportFailed, match="answers 50"):
        export_site(Export.of(hasty, None, frozenset(), silent), tmp_path / "s")
    assert not (tmp_path / "s").exists()
    monkeypatch.setattr("sys.argv", ["asm-graph", "export-site", str(tmp_path / "s"), "--data", "exe"])
    with pytest.raises(SystemExit, match="2"):
        cli.main()
    assert "expected some of" in capsys.readouterr().err


@given(st.text(st.sampled_from("./\\%?#ab~ñ\x00"), max_size=12))
def test_no_address_leads_out_of_the_folder(text: str) -> None:
    path = exported_path(f"/{text}")
    if path is not None:
        name = file_of(path, "text/html", "en")
        assert ".." not in name.parts
        assert name.parts[0] == "en"


@pytest.mark.parametrize(
    "address",
    [
        "/search",
        "/releases/x/findings.sqlite",
        "/sparql?query=x",
        "/api/queries/a",
        "/id/a",
        "//host/x",
        "http://e/",
        "?lang=en",
        "/a?b=c",
    ],
)
def test_what_only_a_server_answers_is_no_file(address: str) -> None:
    assert exported_path(address) is None


def test_files_link_to_each_other_from_anywhere() -> None:
    assert link_between(PurePosixPath("en/doc/a.html"), PurePosixPath("static/s.css")) == "../../static/s.css"


class Parsed(HTMLParser):
    """The links of a page as a parser of HTML finds them, and how many elements there are of each kind."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: dict[str, None] = {}
        self.elements: Counter[str] = Counter()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.links |= dict.fromkeys(value for name, value in attrs if name in {"href", "src"} and value)


def test_links_are_those_that_a_parser_finds(folder: Path) -> None:
    pages = [path.read_text() for path in folder.rglob("*.html") if "releases" not in path.parts]
    assert len(pages) > 60
    for page in pages:
        parsed, changed = Parsed(page), Parsed(relinked(page, lambda _: "there"))
        assert list(links_of(page)) == list(parsed.links)
        assert set(changed.links) == {"there"}
        assert changed.elements == parsed.elements
        assert relinked(page, lambda link: link) == page


PAGE = """<!doctype html>
<p>Uno &amp; dos &#233; <a class="x" href="/a?b=1&amp;c=2">tres</a> <br> <a href="/gone">cuatro</a></p>
<link rel="alternate" href="/gone"><form action="/s"><input name="q"></form>
<svg><path d="M0 0"/><a href="/b"><text>ñ</text></a></svg>
<script type="application/ld+json">{"a": "<b&"}</script>
"""


def test_a_page_keeps_all_but_its_links() -> None:
    new = {"/a?b=1&c=2": "a.html?x=1&y=2", "/b": "b.html"}
    page = relinked(PAGE, new.get)
    assert page.startswith("<!doctype html>\n<p>Uno &amp; dos &#233; ")
    assert '<a class="x" href="a.html?x=1&amp;y=2">tres</a> <br> <a>cuatro</a>' in page
    assert "<form" not in page
    assert "<input" not in page
    assert "<link" not in page
    assert '<path d="M0 0"/><a href="b.html"><text>ñ</text></a>' in page
    assert '{"a": "<b&"}' in page
