"""A build: the same bytes each time, every problem named at once, and nothing written on bad input."""

from __future__ import annotations

import gzip
import os
import re
from typing import TYPE_CHECKING

import pytest
from tests import matrix_tables

from asm_graph.build.pipeline import build, founding_documents
from asm_graph.errors import InputError, IntegrityError, UnusableFolder
from asm_graph.rdf.vocabulary import ASM, Base
from asm_graph.releases import Releases

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release


def dump(release: Release) -> bytes:
    return gzip.decompress(release.dump_path.read_bytes())


def test_two_builds_of_the_same_inputs_are_the_same(founding_release: Release, tmp_path: Path) -> None:
    again = build(reversed(founding_documents()), tmp_path / "again")
    assert dump(again) == dump(founding_release)
    assert again.manifest.fingerprint == founding_release.manifest.fingerprint


def test_nothing_is_built_again_for_the_same_inputs(founding_release: Release) -> None:
    steps: list[str] = []
    again = build(founding_documents(), founding_release.path.parent, progress=steps.append)
    assert again.name == founding_release.name
    assert steps == [f"Nothing has changed since {founding_release.name}"]


def test_derived_facts_have_a_graph_of_their_own_and_every_aspect_one_state(
    founding_release: Release,
) -> None:
    derived = f"<{Base().graph('derived').value}>"
    rows = founding_release.query(f"""
        PREFIX asm: <{ASM.iri}>
        SELECT ?asm (COUNT(?state) AS ?states) (COUNT(?merged) AS ?merged_states) {{
            ?asm a asm:Asm
            OPTIONAL {{ GRAPH {derived} {{ ?asm asm:state ?state }} }}
            OPTIONAL {{ ?asm asm:state ?merged FILTER(?merged = ?state) }}
        }} GROUP BY ?asm""").rows
    assert len(rows) == 10
    assert {(row["states"].value, row["merged_states"].value) for row in rows} == {("1", "1")}
    assert founding_release.manifest.graphs[Base().graph("derived").value] > 20


def test_what_is_derived_of_a_program_that_tables_name_needs_no_excerpt(tmp_path: Path) -> None:
    table = tmp_path / "mir.csv"
    matrix_tables.write_csv(table, matrix_tables.lines([matrix_tables.row()]))
    release = build([founding_documents()[0], table], tmp_path / "releases")
    assert release.query(f"ASK {{ ?program a <{ASM.iri}Program> ; <{ASM.iri}meanProgress> ?mean }}")


def test_all_bad_documents_are_named_and_no_release_is_made(tmp_path: Path) -> None:
    follow_up, report = (path.read_text(encoding="utf-8") for path in founding_documents())
    (tmp_path / "one.txt").write_text(follow_up[: len(follow_up) // 2], encoding="utf-8")
    (tmp_path / "two.txt").write_text(report[: len(report) // 2], encoding="utf-8")
    out = tmp_path / "releases"
    with pytest.raises(InputError, match=r"one\.txt(?:.|\n)*two\.txt"):
        build([*founding_documents(), tmp_path / "one.txt", tmp_path / "two.txt"], out)
    assert not Releases(out).list()


def test_a_folder_from_windows_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "documentos"
    folder.mkdir()
    text = founding_documents()[0].read_bytes()
    (folder / os.fsdecode(b"evaluaci\xf3n.txt")).write_bytes(text)
    for name in ("~$mir.xlsx", "Thumbs.db", "desktop.ini"):
        (folder / name).write_bytes(b"\x00\x01")
    steps: list[str] = []
    release = build([folder], tmp_path / "releases", progress=steps.append)
    (document,) = (one for one in release.manifest.inputs if one.kind == "document")
    assert (document.name, document.slug) == ("evaluaci\N{REPLACEMENT CHARACTER}n.txt", "evaluacin")
    assert "Reading evaluaci\N{REPLACEMENT CHARACTER}n.txt" in steps


def test_the_folder_is_tried_before_any_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    steps: list[str] = []
    with pytest.raises(UnusableFolder, match="is no folder"):
        build([tmp_path / "missing.txt"], tmp_path / "file", progress=steps.append)
    assert steps == []


def test_a_build_that_is_blocked_names_the_fault(tmp_path: Path) -> None:
    text = founding_documents()[0].read_text(encoding="utf-8")
    document = tmp_path / "seguimiento.txt"
    document.write_text(text.replace("100%", "175%"), encoding="utf-8")
    with pytest.raises(IntegrityError, match=r"asm/20-S061/2007-2008/.*/action/.*100"):
        build([document], tmp_path / "releases")


def test_no_contact_data_anywhere_in_a_release(founding_release: Release) -> None:
    texts = [path.read_text(encoding="utf-8") for path in founding_documents()]
    written = [match for text in texts for match in re.findall(r"\S+@\S+|\d{8}", text)]
    assert written
    for path in founding_release.path.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        content = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        assert not [contact for contact in written if contact.encode() in content], path
