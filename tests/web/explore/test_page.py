"""The explorer over the founding documents: as page, as files, of an older release, and asked badly."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook
from tests.web.explore.reading import HTML, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from asm_graph.releases import Release

KINDS = ("programs", "objectives", "indicators", "asm", "evaluations", "spending", "findings")


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main")]


def test_the_way_in_leads_to_every_table(reader: httpx.Client) -> None:
    page = main_of(text(reader, "/explore"))
    for kind in KINDS:
        assert f'href="/explore/{kind}"' in page
    assert "<h2>" in page


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "spending"])
def test_a_table_names_things_and_never_shows_an_iri(reader: httpx.Client, kind: str) -> None:
    page = main_of(text(reader, f"/explore/{kind}"))
    shown = re.sub(r"<[^>]+>", " ", page)
    assert '<th scope="row"' in page
    assert "https://" not in shown
    assert re.search(r'<th scope="row"[^>]*><a href="/doc/', page)


def test_rows_are_filtered_and_the_choice_can_be_let_go_of(reader: httpx.Client) -> None:
    everything = main_of(text(reader, "/explore/asm"))
    page = main_of(text(reader, "/explore/asm?class=specific"))
    assert 0 < page.count('<th scope="row"') < everything.count('<th scope="row"')
    assert re.search(r'value="specific" id="class-specific" checked', page)
    assert re.search(r'<ul class="chips".*?<a href="/explore/asm"', page, re.DOTALL)


def test_columns_and_order_stay_where_filters_are_removed(reader: httpx.Client) -> None:
    page = main_of(text(reader, "/explore/asm?class=specific&sort=-due&columns=asm,due"))
    assert '<li class="all"><a href="/explore/asm?sort=-due&amp;columns=asm,due"' in page


def test_columns_without_a_value_are_told_in_words(reader: httpx.Client) -> None:
    page = main_of(text(reader, "/explore/asm"))
    assert "las fuentes no traen:" in page
    told = page[page.index("las fuentes no traen:") :]
    assert "Dependencia" not in told[: told.index("</p>")]
    assert "Último reporte" in told[: told.index("</p>")]
    assert "Último reporte" not in page[page.index("<thead") :]


def test_units_stand_in_the_heads(reader: httpx.Client) -> None:
    page = main_of(text(reader, "/explore/indicators"))
    assert re.search(r"Cumplimiento de la meta</a> <small>%</small>", page)


def test_what_the_documents_do_not_have_is_said(reader: httpx.Client) -> None:
    page = main_of(text(reader, "/explore/spending"))
    assert "Los documentos de esta versión no traen importes." in page
    assert "<table" not in page


def test_a_form_leads_to_the_one_address_of_its_result(reader: httpx.Client) -> None:
    answer = reader.get("/explore/asm?q=&class=specific&sort=&columns=asm&columns=due", headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["location"] == "asm?class=specific&columns=asm,due"
    assert reader.get("/explore/" + answer.headers["location"], headers=HTML).status_code == 200


def test_nothing_found_is_said(reader: httpx.Client) -> None:
    page = main_of(text(reader, "/explore/asm?q=inexistente"))
    assert "Ningún renglón cumple con todo lo elegido" in page
    assert "<table" not in page


def test_the_file_has_the_whole_result_with_iris(reader: httpx.Client) -> None:
    answer = reader.get("/explore/asm.csv?class=specific")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), strict=True))
    page = main_of(text(reader, "/explore/asm?class=specific"))
    assert len(rows) == page.count('<th scope="row"') > 0
    assert rows[0]["program_iri"] == "https://w3id.org/asm-graph/id/program/20-S061"
    assert rows[0]["class"]


def test_json_has_the_same_rows_and_says_where_from(reader: httpx.Client) -> None:
    found = reader.get("/explore/indicators", headers={"Accept": "application/json"}).json()
    assert found["columns"]["target"] == "Meta del año"
    assert found["release"]
    assert found["address"].endswith("/explore/indicators")
    assert [row["achievement"] for row in found["rows"]].count(None) < len(found["rows"])
    assert any((row["target_iri"] or "").endswith("/2009/target") for row in found["rows"])


def test_a_workbook_has_heads_in_words_and_says_where_from(reader: httpx.Client) -> None:
    body = reader.get("/explore/indicators.xlsx?columns=indicator,program,target").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    heads, *rows = book.get_sheet_by_index(0).to_python()
    assert heads == ["Indicador", "Programa", "Meta del año"]
    assert rows
    about = dict(row[:2] for row in book.get_sheet_by_index(1).to_python())
    assert "/explore/indicators?columns=" in str(about["Consulta · Query"])


def test_a_file_is_not_sent_again(reader: httpx.Client) -> None:
    first = reader.get("/explore/asm.json")
    again = reader.get("/explore/asm.json", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def test_an_older_release_is_explored_at_addresses_of_its_own(
    reader: httpx.Client, founding_release: Release
) -> None:
    root = f"/releases/{founding_release.name}"
    page = main_of(text(reader, f"{root}/explore/asm?class=specific"))
    assert f'href="{root}/explore/asm"' in page
    assert f'href="{root}/explore/asm.csv?class=specific"' in page
    assert reader.get(f"{root}/explore/asm.csv").status_code == 200


@pytest.mark.parametrize(
    "path", ["/explore/nothing", "/explore/asm.pdf", "/explore/asm/1", "/explore/sqlite_master"]
)
def test_there_are_no_other_tables_or_files(reader: httpx.Client, path: str) -> None:
    assert reader.get(path, headers=HTML).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "sort=row",
        "sort=-asm%22",
        "columns=iri",
        "page=0",
        "page=99999",
        "class='",
        "q=%22)",
        "branch=%00",
        "view=nothing",
    ],
)
def test_what_nobody_should_ask_does_no_harm(reader: httpx.Client, query: str) -> None:
    answer = reader.get(f"/explore/asm?{query}", headers=HTML, follow_redirects=True)
    assert answer.status_code == 200
    assert "<main" in answer.text


def test_crawlers_are_kept_out_of_combinations(reader: httpx.Client) -> None:
    robots = reader.get("/robots.txt").text
    assert "Disallow: /explore/*?" in robots


def test_a_release_of_earlier_software_says_that_it_has_no_explorer(
    founding_release: Release, run: Callable[..., object], tmp_path: Path
) -> None:
    without = shutil.ignore_patterns("explorer.sqlite")
    shutil.copytree(founding_release.path, tmp_path / founding_release.name, ignore=without)
    manifest = tmp_path / founding_release.name / "manifest.json"
    told = json.loads(manifest.read_text())
    del told["files"]["explorer.sqlite"]
    manifest.write_text(json.dumps(told))
    (tmp_path / "current").symlink_to(founding_release.name)
    with run(tmp_path, tmp_path / "log", workers=2) as server, server.client() as client:
        answer = client.get("/explore/asm", headers=HTML)
    assert answer.status_code == 404
    assert "explorador" in answer.text


def test_a_damaged_index_is_told(
    founding_release: Release, run: Callable[..., object], tmp_path: Path
) -> None:
    shutil.copytree(founding_release.path, tmp_path / founding_release.name)
    index = tmp_path / founding_release.name / "explorer.sqlite"
    index.write_bytes(b"\xff" * index.stat().st_size)
    (tmp_path / "current").symlink_to(founding_release.name)
    with run(tmp_path, tmp_path / "log", workers=2) as server, server.client() as client:
        answer = client.get("/explore/asm", headers=HTML)
        told = server.log.read_text()
    assert answer.status_code == 503
    assert "Un índice está dañado" in answer.text
    assert "is damaged" in told
    assert "Traceback" not in told
