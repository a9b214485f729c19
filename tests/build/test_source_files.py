"""The files of a build: found, hashed, named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asm_graph.build.source_files import source_files
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from pathlib import Path


def test_slugs_do_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    paths = [tmp_path / name / "Informe (2).txt" for name in ("a", "b", "c")]
    for path, text in zip(paths, ("uno", "dos", "uno"), strict=True):
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    slugs = {file.slug: file.sha256 for file in source_files(paths)}
    assert slugs == {file.slug: file.sha256 for file in source_files(reversed(paths))}
    assert len(slugs) == 2
    assert all(slug.startswith("informe-2-") for slug in slugs)


def test_a_folder_stands_for_all_its_files_but_hidden_ones_and_what_explains_it(tmp_path: Path) -> None:
    for name in ("b/c/uno.csv", "b/dos.csv", ".git/config", "b/.DS_Store", "README.md", "b/Readme.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [file.path.name for file in source_files([tmp_path])] == ["uno.csv", "dos.csv"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"falta\.csv: cannot be read"):
        source_files([tmp_path / "falta.csv"])


def test_a_name_without_letters_gets_one_from_the_content(tmp_path: Path) -> None:
    path = tmp_path / "…….txt"
    path.write_text("texto", encoding="utf-8")
    (file,) = source_files([path])
    assert file.slug == f"document-{file.sha256[:8]}"
