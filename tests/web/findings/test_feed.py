"""The feed of findings: valid Atom, all events once, the latest first; and the states that it tells of."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from python_calamine import CalamineWorkbook

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, Base
from asm_graph.releases import Input, ReleaseContent, Releases, write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = Base()
PROGRAM, OTHER = BASE.id("program/20-S061").value, BASE.id("program/11-S072").value
CONTROLS = "«\x00\x0b\x1f\ufffe\r»"
HTML = {"Accept": "text/html"}


def finding(number: int, program: str = PROGRAM) -> dict[str, object]:
    return {
        "finding": BASE.id(f"finding/{number:020x}").value,
        "rule": "https://w3id.org/asm-graph/shapes#AsmWithoutAction",
        "title": {"es": "ASM <sin> actividad", "en": "ASM without action"},
        "severity": "Warning",
        "programs": [program],
        "names": {program: "Programa & más"},
        "branches": [],
        "focus": BASE.id("asm/1").value,
        "path": None,
        "value": None,
        "messages": {"es": f"número {number}", "en": f"number {number}"},
        "evidence": [],
    }


def content(findings: list[dict[str, object]]) -> ReleaseContent:
    return ReleaseContent(
        quads=[Quad(BASE.id("program/20-S061"), RDF("type"), ASM("Program"), BASE.graph("source/d1"))],
        inputs=(Input("d1.txt", "ab" * 32, 12, "d1", "sedesol-asm-follow-up", "text/plain"),),
        version="1.0",
        base=BASE,
        knowledge=Knowledge.default(),
        faults=(),
        checks={},
        reports={"audit.json": json.dumps({"findings": findings}).encode()},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases: 150 findings, then one of them solved and one new."""
    folder = tmp_path_factory.mktemp("feed") / "releases"
    many = [finding(number) for number in range(149)] + [finding(149, OTHER)]
    many[0]["evidence"] = [
        {
            "excerpt": BASE.id("document/d1/excerpt/1").value,
            "document": BASE.id("document/d1").value,
            "quote": "la prueba",
            "start": 1,
            "end": 9,
        }
    ]
    many[7]["messages"] = {"es": f"número 7 {CONTROLS}", "en": CONTROLS}
    write_release(folder, content(many))
    write_release(folder, content([*many[1:], finding(900, OTHER)]))
    return folder


@pytest.fixture(scope="module")
def reader(
    folder: Path, run: Callable[..., object], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    log = tmp_path_factory.mktemp("feed") / "log"
    with run(folder, log, workers=1, slow_workers=1) as server, server.client() as client:
        yield client


def feed(reader: httpx.Client, address: str = "/audit.atom", **parameters: str) -> ET.Element:
    answer = reader.get(address, params=parameters or None)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml"
    return ET.fromstring(answer.text)  # noqa: S314  (our own answer)


def test_the_feed_is_what_rfc_4287_asks_for(reader: httpx.Client) -> None:
    root = feed(reader)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert urlsplit(element.findtext(f"{ATOM}id") or "").scheme == "https"
        assert dt.datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "").tzinfo
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    (own,) = (link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert (own.get("href") or "").startswith(str(reader.base_url))


def test_every_event_stands_once_on_the_pages_the_latest_first(reader: httpx.Client) -> None:
    root, seen = feed(reader), []
    while True:
        seen += [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
        following = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "next"]
        if not following:
            break
        root = feed(reader, following[0] or "")
    assert len(seen) == len(set(seen)) == 150 + 2
    assert {(one or "").rpartition("#")[2].partition("-")[0] for one in seen[:2]} == {"found", "solved"}
    assert all("#found-" in (one or "") for one in seen[2:])


def test_a_program_has_a_feed_of_its_own(reader: httpx.Client) -> None:
    texts = [
        entry.findtext(f"{ATOM}content") for entry in feed(reader, program="11S072").iter(f"{ATOM}entry")
    ]
    assert texts == ["número 900 — Programa & más", "número 149 — Programa & más"]
    english = [
        entry.findtext(f"{ATOM}title")
        for entry in feed(reader, lang="en", program="11S072").iter(f"{ATOM}entry")
    ]
    assert english == ["New: ASM without action"] * 2


def test_the_feed_is_known_by_its_tag(reader: httpx.Client) -> None:
    tag = reader.get("/audit.atom").headers["etag"]
    assert reader.get("/audit.atom", headers={"If-None-Match": tag}).status_code == 304
    assert reader.get("/audit.atom?lang=en", headers={"If-None-Match": tag}).status_code == 200


def test_the_audit_tells_new_persisting_and_solved_apart(reader: httpx.Client) -> None:
    counts = {
        state: len(reader.get("/audit.json", params={"state": state}).json()["findings"])
        for state in ("new", "persists", "solved", "")
    }
    assert counts == {"new": 1, "persists": 149, "solved": 1, "": 150}
    page = reader.get("/audit?state=solved", headers=HTML).text
    assert "número 0 " in page
    assert "Resuelto" in page


def test_a_solved_finding_stays_readable(reader: httpx.Client, folder: Path) -> None:
    path = f"/doc/finding/{0:020x}"
    page = reader.get(path, headers=HTML)
    assert page.status_code == 200
    assert '<h1 lang="es">número 0</h1>' in page.text
    had = Releases(folder).list()[0]
    assert f'<a href="/releases/{had}/doc/document/d1">' in page.text
    assert "Se resolvió" in page.text
    assert "número 0" in page.text
    assert page.text.count('<li><a href="/releases/') >= 2
    said = {
        name: set(parse(reader.get(f"{path}.{name}").content, form))
        for name, form in {
            "ttl": RdfFormat.TURTLE,
            "nt": RdfFormat.N_TRIPLES,
            "rdf": RdfFormat.RDF_XML,
        }.items()
    }
    assert said["ttl"] == said["nt"] == said["rdf"]
    predicates = {quad.predicate for quad in said["nt"]}
    assert {PROV("generatedAtTime"), PROV("invalidatedAtTime"), ASM("rule")} <= predicates
    assert reader.get(f"/doc/finding/{77777:020x}").status_code == 404


@pytest.fixture
def without_index(folder: Path, tmp_path: Path) -> Path:
    """A folder whose release is as earlier software wrote it."""
    copied = tmp_path / "releases"
    release = Releases(folder).current()
    assert release
    (copied / release.name).mkdir(parents=True)
    for path in release.path.rglob("*"):
        target = copied / release.name / path.relative_to(release.path)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif path.name != "findings.sqlite":
            target.write_bytes(path.read_bytes())
    files = {name: facts for name, facts in release.manifest.files.items() if name != "findings.sqlite"}
    release.manifest.model_copy(update={"files": files}).write(copied / release.name)
    (copied / "current").symlink_to(release.name)
    return copied


def test_a_release_without_an_index_has_its_findings_and_no_history(
    without_index: Path, start: Callable[..., object]
) -> None:
    with start(without_index, workers=1, slow_workers=1) as server, server.client() as client:
        found = client.get("/audit.json", params={"program": "11S072"}).json()["findings"]
        assert [one["messages"]["es"] for one in found] == ["número 149", "número 900"]
        assert not any({"state", "since"} & one.keys() for one in found)
        page = client.get("/audit?program=11S072", headers=HTML)
        assert page.status_code == 200
        assert "2 hallazgos" in page.text
        assert "número 900" in page.text
        assert "Nuevo" not in page.text
        assert client.get("/audit?state=solved", headers=HTML).status_code == 200
        assert not list(feed(client).iter(f"{ATOM}entry"))
        assert client.get("/doc/finding/" + "0" * 20).status_code == 404


def test_control_characters_of_a_source_do_not_break_the_feed(reader: httpx.Client) -> None:
    feeds = [feed(reader, page=number) for number in ("1", "2")]
    texts = [entry.findtext(f"{ATOM}content") or "" for each in feeds for entry in each.iter(f"{ATOM}entry")]
    assert [text for text in texts if "«\ufffd\ufffd\ufffd\ufffd\r»" in text]


def test_the_state_of_a_finding_stands_apart_from_its_program(reader: httpx.Client) -> None:
    page = reader.get("/audit?state=new", headers=HTML).text
    assert re.search(r'<span class="tag">Nuevo en esta versión</span>\s+<a href="/doc/program/11-S072"', page)


def test_files_tell_what_became_of_each_finding(reader: httpx.Client, folder: Path) -> None:
    before, now = Releases(folder).list()
    found = reader.get("/audit.json").json()["findings"]
    told = {one["finding"][-3:]: (one["state"], one["sinceRelease"]) for one in found}
    assert told["384"] == ("new", now)
    assert told["001"] == ("persists", before)
    day = dt.datetime.strptime(before[:8], "%Y%m%d").replace(tzinfo=dt.UTC).date().isoformat()
    assert {one["since"] for one in found if one["state"] == "persists"} == {day}
    (solved,) = csv.DictReader(io.StringIO(reader.get("/audit.csv?state=solved").text))
    assert (solved["state"], solved["since_release"]) == ("solved", now)
    report = reader.get("/audit/report.html?state=new").text
    assert "Nuevo desde el" in report
    book = CalamineWorkbook.from_filelike(io.BytesIO(reader.get("/audit.xlsx?state=new").content))
    about = dict(book.get_sheet_by_index(1).to_python())
    assert (about["Filtros · Filters"], about["Versión de los datos · Release"]) == ("state=new", now)


def test_a_long_report_is_a_summary_whose_rules_lead_to_their_findings(reader: httpx.Client) -> None:
    summary = reader.get("/audit/report.html?lang=es")
    assert len(summary.content) < 500_000
    assert "<article" not in summary.text
    (link,) = set(re.findall(r'href="(report/[^"]+)"', summary.text))
    first = reader.get(f"/audit/{link}")
    assert first.text.count("<article") == 80
    (second,) = set(re.findall(r'href="(AsmWithoutAction-2[^"]+)"', first.text))
    assert reader.get(f"/audit/report/{second}").text.count("<article") == 70
    assert 'href="../report.html?lang=es"' in first.text


@pytest.mark.parametrize("part", ["AsmWithoutAction-3", "AsmWithoutAction-1", "Nada", "..%2Fx", "A-99999999"])
def test_a_part_that_there_is_not_is_not_found(reader: httpx.Client, part: str) -> None:
    assert reader.get(f"/audit/report/{part}.html").status_code == 404


def test_the_report_is_known_by_its_tag_in_its_language(reader: httpx.Client) -> None:
    address = "/audit/report.html?state=new"
    answer = reader.get(address, headers={"Accept-Language": "es"})
    again = {"If-None-Match": answer.headers["etag"]}
    assert reader.get(address, headers={"Accept-Language": "es", **again}).status_code == 304
    english = reader.get(address, headers={"Accept-Language": "en", **again})
    assert english.status_code == 200
    assert "New since" in english.text
