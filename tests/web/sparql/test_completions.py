"""What the editor completes, after the release that is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asm_graph.web.sparql import completions as editor

if TYPE_CHECKING:
    from pathlib import Path

    import httpx


@pytest.fixture
def client(reader: httpx.Client) -> httpx.Client:
    """Asks the site over the founding documents."""
    return reader


def test_classes_properties_and_codes_in_the_readers_language(client: httpx.Client) -> None:
    known = client.get("/sparql/completions", params={"lang": "en"}).json()
    terms = {term["name"]: term for term in known["terms"]}
    assert terms["asm:Program"]["kind"] == "class"
    assert terms["asm:progress"]["kind"] == "property"
    assert terms["asm-class:institutional"]["label"] == "Institutional"
    assert known["prefixes"]["asm-class"] == "https://w3id.org/asm-graph/id/code/asm-class/"
    assert all(term["definition"] for term in terms.values())
    spanish = client.get("/sparql/completions").json()["terms"]
    assert {term["name"] for term in spanish} == set(terms)


def test_a_browser_that_has_them_is_told_so(client: httpx.Client) -> None:
    tag = client.get("/sparql/completions").headers["etag"]
    again = client.get("/sparql/completions", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_script_that_was_not_built_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor, "STATIC", tmp_path)
    assert editor.editor_script() is None
    (tmp_path / "editor").mkdir()
    (tmp_path / "editor" / "editor.js").touch()
    assert editor.editor_script() == "/static/editor/editor.js"
