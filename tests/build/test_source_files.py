"""The files of a build: found, hashed, named."""

from __future__ import annotations

import os
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from asm_graph.build.document_cache import key_of
from asm_graph.build.source_files import source_files
from asm_graph.documents import loading
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


def test_a_file_that_is_named_is_named_whatever_folder_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "uno.csv"
    path.write_text("x", encoding="utf-8")
    for paths in ([tmp_path, path], [path, tmp_path]):
        assert [file.is_named for file in source_files(paths)] == [True]
    assert [file.is_named for file in source_files([tmp_path])] == [False]


def test_a_folder_stands_for_all_its_files_but_hidden_ones_and_what_explains_it(tmp_path: Path) -> None:
    for name in ("b/c/uno.csv", "b/dos.csv", ".git/config", "b/.DS_Store", "README.md", "b/Readme.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [file.path.name for file in source_files([tmp_path])] == ["uno.csv", "dos.csv"]


LEFT_BEHIND = [
    "~$mir.xlsx", "~$gasto.XLSX", "Thumbs.db", "thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini",
    ".DS_Store", "._mir.xlsx", ".~lock.mir.ods#", "Icon\r", "~WRL0001.tmp", "~DF3A.TMP",
    "__MACOSX/._mir.xlsx",
    "$RECYCLE.BIN/desktop.ini", "$RECYCLE.BIN/mir.xlsx", "System Volume Information/tracking.log",
    "lost+found/1", "@eaDir/mir.xlsx",
]  # fmt: skip


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_what_programs_leave_in_a_folder_is_passed_over(tmp_path: Path, name: str) -> None:
    for each in (name, f"a/b/{name}", "mir.xlsx"):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text(each, encoding="utf-8")
    assert [file.path.name for file in source_files([tmp_path])] == ["mir.xlsx"]


@pytest.mark.parametrize(
    "name", ["thumbs.csv", "mir~.xlsx", "desktop.ini.csv", "a~$b.csv", "informe.tmp.csv"]
)
def test_what_people_put_in_a_folder_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.path.name for file in source_files([tmp_path])] == [name]


def test_a_folder_of_nothing_else_is_empty(tmp_path: Path) -> None:
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    with pytest.raises(UnreadableDocument, match="is a folder without files"):
        source_files([tmp_path])


@pytest.mark.parametrize(
    "name", [b"caf\xe9.csv", b"caf\x82.csv", b"\xff\xfe", "evaluaci\u00f3n.csv".encode("cp850")]
)
def test_a_name_that_is_no_utf_8_is_shown_and_made_a_slug(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text("x", encoding="utf-8")
    (file,) = source_files([tmp_path])
    assert file.path == path
    assert file.name.encode() == name.decode(errors="replace").encode()
    assert file.slug.isascii()
    assert key_of(file)
    missing = tmp_path / os.fsdecode(b"no-" + name)
    with pytest.raises(UnreadableDocument, match="cannot be read") as refused:
        source_files([missing])
    assert str(refused.value).encode()


def test_names_that_differ_in_what_is_no_utf_8_have_slugs_of_their_own(tmp_path: Path) -> None:
    for sign in (b"\xe9", b"\xe8"):
        (tmp_path / os.fsdecode(b"caf" + sign + b".csv")).write_bytes(sign)
    assert len({file.slug for file in source_files([tmp_path])}) == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"falta\.csv: cannot be read"):
        source_files([tmp_path / "falta.csv"])


def test_a_name_without_letters_gets_one_from_the_content(tmp_path: Path) -> None:
    path = tmp_path / "…….txt"
    path.write_text("texto", encoding="utf-8")
    (file,) = source_files([path])
    assert file.slug == f"document-{file.sha256[:8]}"


def test_what_can_be_read_only_once_is_kept(tmp_path: Path) -> None:
    text = "Programa,Año\n" * 200_000  # more than a pipe holds
    pipe = tmp_path / "tubería"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(text,), daemon=True)
    writer.start()
    (file,) = source_files([pipe])
    writer.join()
    assert file.content == text.encode()
    assert (file.size, file.slug) == (len(text.encode()), f"document-{file.sha256[:8]}")


def test_a_file_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    (file,) = source_files([tmp_path])
    assert file.content is None


def test_a_file_over_the_limit_is_refused_before_it_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MAX_BYTES", 1_000)
    path = tmp_path / "grande.csv"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(UnreadableDocument, match=r"grande\.csv: larger than 1,000 bytes"):
        source_files([path])
    path.write_bytes(b"x" * 1_000)
    assert source_files([path])[0].size == 1_000
