"""Citations name the thing, the release and the files, under a key that stays, in formats that tools read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

    from asm_graph.releases import Release

ACTION = "asm/20-S061/2007-2008/specific/1/action/2"
HTML = {"Accept": "text/html"}
KEY = "asm-graph-asm-20-S061-2007-2008-specific-1-action-2"


def cited(reader: httpx.Client, form: str, **headers: str) -> str:
    answer = reader.get(f"/cite/{ACTION}.{form}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{KEY}.{form}"'
    return answer.text


def test_bibtex(reader: httpx.Client, founding_release: Release) -> None:
    entry = cited(reader, "bib")
    assert entry.startswith(f"@misc{{{KEY},\n")
    fields = dict(re.findall(r"^  (\w+) = \{?(.*?)\}?,?$", entry, re.MULTILINE))
    assert fields["version"] == founding_release.name
    assert fields["url"] == f"https://w3id.org/asm-graph/id/{ACTION}"
    assert fields["title"].startswith("{Firma de convenio"), "braces keep its capitals"
    assert fields["year"] == str(founding_release.manifest.created.year)
    assert "SHA-256" in fields["note"]
    assert entry.count("{") == entry.count("}")


def test_ris(reader: httpx.Client, founding_release: Release) -> None:
    lines = cited(reader, "ris").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert (lines[0], lines[-2:]) == ("TY  - DATA", ["ER  - ", ""])
    tags = dict(line.split("  - ", 1) for line in lines[:-1])
    assert (tags["ID"], tags["ET"]) == (KEY, founding_release.name)


def test_the_text_is_in_the_language_of_the_reader(reader: httpx.Client) -> None:
    spanish, english = (cited(reader, "txt", **{"Accept-Language": each}) for each in ("es", "en"))
    assert "Versión de los datos" in spanish
    assert "Release of the data" in english
    digest = re.search(r"SHA-256 ([0-9a-f]{64})", english)
    assert digest
    assert digest[1] in reader.get(f"/doc/{ACTION}", headers=HTML).text


def test_the_page_shows_what_the_files_say(reader: httpx.Client) -> None:
    page = reader.get(f"/doc/{ACTION}", headers=HTML | {"Accept-Language": "es"}).text
    assert f'href="/cite/{ACTION}.bib"' in page
    assert f"@misc{{{KEY}," in page


@pytest.mark.parametrize("path", ["nada.bib", f"{ACTION}.exe", "../x.bib", f"{ACTION}.html.bib"])
def test_what_is_no_thing_or_no_format_is_not_found(reader: httpx.Client, path: str) -> None:
    assert reader.get(f"/cite/{path}").status_code == 404


def test_a_citation_is_known_by_its_tag(reader: httpx.Client) -> None:
    tag = reader.get(f"/cite/{ACTION}.bib").headers["etag"]
    assert reader.get(f"/cite/{ACTION}.bib", headers={"If-None-Match": tag}).status_code == 304
