"""The two founding documents, every value of them, as worked out by reading (`data/`, in their order)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.documents_of_ours.stated import FOUNDING, WORDS, stated

from asm_graph.documents import load
from asm_graph.readers import read

EXPECTED = sorted((Path(__file__).parent / "data").glob("*.json"))


def parts(json: Any, path: str = "") -> dict[str, Any]:
    """Each plain value under its path, so that a difference names its place."""
    pairs = json.items() if isinstance(json, dict) else enumerate(json) if isinstance(json, list) else None
    if pairs is None:
        return {path: json}
    return {place: value for key, part in pairs for place, value in parts(part, f"{path}/{key}").items()}


def test_each_founding_document_has_its_values() -> None:
    assert [path.stem for path in EXPECTED] == sorted(path.stem for path in FOUNDING.glob("*.txt"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_every_value(expected: Path) -> None:
    text = load(FOUNDING / f"{expected.stem}.txt").text
    assert parts(stated(text)) == parts(json.loads(expected.read_text(encoding="utf-8")))


def test_the_counts_of_the_follow_up() -> None:
    record = stated(load(FOUNDING / "asm-seguimiento-2007-2008-3x1.txt").text)
    actions = [len(asm.get("actions", [])) for asm in record["asms"]]
    assert [asm["number"] for asm in record["asms"]] == [1, 2, 3, 4, 5] * 2
    assert actions == [1, 1, 2, 2, 2, 2, 2, 1, 0, 2]


@pytest.mark.parametrize("path", sorted(FOUNDING.glob("*.txt")), ids=lambda path: path.stem)
def test_every_character_is_accounted_for(path: Path) -> None:
    document = load(path)
    found = read(document, WORDS).account
    assert found.not_understood == ()
    assert found.facts + sum(found.known.values()) + found.unread == found.total == len(document.text)
