"""Lines that later stages look at are taken out of a graph in one pass, each once, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.build.line_extracts import Asked, extract, extract_each, extracted
from asm_graph.rdf.vocabulary import RDF, SKOS

if TYPE_CHECKING:
    from pathlib import Path

TYPE, LABEL = RDF("type"), SKOS("prefLabel")
SOURCE, EVIDENCE = "<https://e.org/source/uno>", "<https://e.org/evidence/uno>"
LINES = (
    f"<urn:a> {TYPE} <urn:c> {SOURCE} .\n",
    f"<urn:a> {TYPE} <urn:c> {EVIDENCE} .\n",
    f'<urn:a> {LABEL} "{TYPE} <https://e.org/source/x>" {EVIDENCE} .\n',
    f'<urn:b> <urn:p> "otra cosa" {SOURCE} .\n',
)
ASKED = (Asked((TYPE,)), Asked((TYPE, LABEL), "https://e.org/source/"), Asked((LABEL,)))


def graph(folder: Path) -> Path:
    path = folder / "uno.nq"
    path.write_text("".join(LINES), encoding="utf-8")
    return path


def texts(source: Path) -> list[str]:
    return [one.path(source).read_text(encoding="utf-8") for one in ASKED]


def test_one_pass_takes_what_each_asks_for(tmp_path: Path) -> None:
    source = graph(tmp_path)
    extract(source, ASKED)
    assert texts(source) == [LINES[0] + LINES[1], LINES[0], LINES[2]]


def test_what_is_there_is_not_taken_again(tmp_path: Path) -> None:
    source = graph(tmp_path)
    kept = extracted(source, ASKED[1])
    before = kept.stat().st_ino
    extract_each([source], ASKED, None)
    assert kept.stat().st_ino == before
    assert texts(source) == [LINES[0] + LINES[1], LINES[0], LINES[2]]
    source.unlink()
    extract_each([source], ASKED, None)
