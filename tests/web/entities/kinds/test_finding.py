"""The page of a finding is what an auditor hands over: rule, evidence, files, citation, history."""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, Quad

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, XSD, Base
from asm_graph.releases import Input, ReleaseContent, write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    import httpx

    from asm_graph.releases import Release


HTML = {"Accept": "text/html"}


def of_rule(release: Release, rule: str) -> Mapping[str, Any]:
    report = json.loads((release.path / "reports" / "audit.json").read_bytes())
    return next(one for one in report["findings"] if one["rule"].endswith(f"#{rule}"))


@pytest.fixture(scope="module")
def finding(founding_release: Release) -> Mapping[str, Any]:
    return of_rule(founding_release, "ServedAndCoveredDiffer")


@pytest.fixture(scope="module")
def page(reader: httpx.Client, finding: Mapping[str, Any]) -> str:
    return read(reader, finding, "es")


def read(reader: httpx.Client, finding: Mapping[str, Any], language: str) -> str:
    address = finding["finding"].replace("https://w3id.org/asm-graph/id/", "/doc/")
    answer = reader.get(address, headers=HTML | {"Accept-Language": language})
    assert answer.status_code == 200
    return answer.text


def visible(page: str) -> str:
    """What a reader sees: no tags, and nothing that only machines read."""
    return re.sub(r"<span hidden.*?</span>|<script.*?</script>|<[^>]+>", "", page, flags=re.DOTALL)


def test_the_rule_in_words_with_its_limits_and_denominators(page: str) -> None:
    assert "La población atendida, contada en municipios, localidades o estados, difiere" in page
    assert "Solo donde la unidad de medida nombra una parte del territorio." in page
    table = page[page.index('id="judged"') :]
    assert re.findall(r'<td class="number">(\d+)</td>', table)[:4] == ["3", "1", "0", "0"]


def test_the_figures_stand_in_their_sentences(page: str) -> None:
    assert re.search(r"Población Atendida\s+Municipios\s+<mark>567</mark>", page)
    assert re.search(r"Municipios atendidos\s+<mark>574</mark>", page)


def test_the_document_with_its_digests(page: str, founding_release: Release) -> None:
    manifest = founding_release.manifest
    received = next(one for one in manifest.inputs if one.slug == "eed-2009-2010-3x1")
    assert f'<code class="digest">{received.sha256}</code>' in page
    text = (founding_release.path / "texts" / "eed-2009-2010-3x1.txt").read_bytes()
    published = hashlib.sha256(text).hexdigest()
    assert published != received.sha256
    assert published in page
    assert "tacharon los datos de contacto" in page
    assert "Consejo Nacional de Evaluación" in page


@pytest.mark.parametrize(("language", "other"), [("es", "en"), ("en", "es")])
def test_the_message_is_in_the_language_of_the_reader_alone(
    reader: httpx.Client, finding: Mapping[str, Any], language: str, other: str
) -> None:
    seen = visible(read(reader, finding, language))
    assert finding["messages"][language] in seen
    assert finding["messages"][other] not in seen


@pytest.mark.parametrize(("language", "other"), [("es", "en"), ("en", "es")])
def test_a_member_of_a_case_has_the_page_of_a_finding(
    reader: httpx.Client, founding_release: Release, language: str, other: str
) -> None:
    report = json.loads((founding_release.path / "reports" / "audit.json").read_bytes())
    case = next(one for one in report["findings"] if one.get("members"))
    member = case["members"][0]
    assert len(member["messages"][language]) > 400, "more than a title has room for"
    text = read(reader, member, language)
    assert member["messages"][language] in html.unescape(visible(text))
    assert member["messages"][other] not in html.unescape(visible(text))
    assert f'href="{case["finding"].replace("https://w3id.org/asm-graph/id/", "/doc/")}"' in text
    assert 'id="rule"' in text


def test_on_paper_it_has_its_address_and_its_release(page: str, founding_release: Release) -> None:
    printed = re.search(r'<p class="on-paper">(.*?)</p>', page)
    assert printed
    assert "/doc/finding/" in printed[1]
    assert founding_release.name in printed[1]


def test_an_excerpt_is_called_by_its_place(reader: httpx.Client, finding: Mapping[str, Any]) -> None:
    excerpt = finding["evidence"][0]["excerpt"].replace("https://w3id.org/asm-graph/id/", "/doc/")
    text = reader.get(excerpt, headers=HTML).text
    assert "<h1>Cita de Evaluación Específica de Desempeño" in text
    assert "<mark>567</mark>" in text


TEXT = "El programa atendió 567 municipios.\nMunicipios atendidos 574, según el anexo.\n"
BASE = Base()
COVERAGE = BASE.id("evaluation/20-S061/eed-2009-2010/coverage/2009/municipalities")


def content(covered: str, *, found: bool) -> ReleaseContent:
    """A release of one document, with a finding about a figure of it that may be gone."""
    start = TEXT.index("574")
    report = {
        "finding": BASE.id("finding/00000000000000000001").value,
        "rule": "https://w3id.org/asm-graph/shapes#ServedAndCoveredDiffer",
        "title": {"es": "Población atendida y cobertura distintas", "en": "Population and coverage differ"},
        "severity": "Warning",
        "programs": [],
        "focus": COVERAGE.value,
        "path": None,
        "value": None,
        "messages": {"es": "No coinciden", "en": "They differ"},
        "evidence": [
            {
                "excerpt": BASE.id("document/d1/excerpt/1").value,
                "document": BASE.id("document/d1").value,
                "quote": "574",
                "start": start,
                "end": start + 3,
            }
        ],
    }
    graph = BASE.graph("source/d1")
    said = [
        (COVERAGE, RDF("type"), ASM("CoverageValue")),
        (COVERAGE, ASM("value"), Literal(covered, datatype=XSD("decimal"))),
        (BASE.id("document/d1"), RDF("type"), ASM("SourceDocument")),
    ]
    return ReleaseContent(
        quads=[Quad(*each, graph) for each in said],
        inputs=(Input("d1.txt", ("a" if found else "b") * 64, 12, "d1", "coneval-eed", "document"),),
        version="1.0",
        base=BASE,
        knowledge=Knowledge.default(),
        faults=(),
        checks={},
        reports={"audit.json": json.dumps({"findings": [report] if found else []}).encode()},
        texts={"d1": TEXT},
    )


def test_a_solved_finding_keeps_its_sentences_and_tells_what_changed(
    start: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    had = write_release(folder, content("574", found=True))
    write_release(folder, content("567", found=False))
    with start(folder, workers=1) as server, server.client() as client:
        page = client.get("/doc/finding/00000000000000000001", headers=HTML).text
        assert "Se resolvió" in page
        assert "Municipios atendidos <mark>574</mark>, según el anexo." in page
        assert f'href="/releases/{had.name}/doc/document/d1' in page
        assert "a" * 64 in page, "the file that it rested on"
        assert "b" * 64 not in page
        changed = page[page.index('id="changed"') :]
        assert re.search(r"<td>574</td><td>567</td>", changed)
        assert "a" * 64 in client.get("/cite/finding/00000000000000000001.bib").text
