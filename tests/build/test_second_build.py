"""Builds one after the other: all stages are told, and what has not changed is not made again."""

from __future__ import annotations

import json
import signal
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store
from tests.build.killed_build import build_until
from tests.filled_workbooks import ASM as ROW
from tests.filled_workbooks import PROGRAM, filled

from asm_graph.build.pipeline import build, founding_documents

if TYPE_CHECKING:
    from asm_graph.releases import Release

INDEXES = ("search.sqlite", "explorer.sqlite", "findings.sqlite")
OF_ONE_RELEASE = {"events", "changes"}
"""Tables that tell of releases by name."""


def documents(folder: Path) -> list[Path]:
    """A copy of a founding document, and a workbook of another program."""
    folder.mkdir()
    follow_up = founding_documents()[0]
    (folder / follow_up.name).write_bytes(follow_up.read_bytes())
    filled(folder, "asm", {"Programas": [PROGRAM], "ASM": [ROW]})
    return sorted(folder.iterdir())


def reword(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as index:
        names = [name for (name,) in index.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        shown = sorted(name for name in names if name not in OF_ONE_RELEASE)
        return {name: index.execute(f'SELECT * FROM "{name}"').fetchall() for name in shown}  # noqa: S608


def contents(release: Release) -> dict[str, object]:
    """All that a release says, by its files; without its name, and what came before it."""
    found: dict[str, object] = {name: rows(release.path / name) for name in INDEXES}
    found |= {path.name: path.read_bytes() for path in (release.path / "dumps").iterdir()}
    found |= {
        name: json.loads((release.reports / name).read_bytes())
        for name in ("audit.json", "validation.json", "extraction.json", "identities.json")
    }
    found["store"] = set(Store.read_only(str(release.path / "store")))
    found["manifest"] = release.manifest.model_dump(
        include={"content_hash", "quads", "graphs", "classes", "years", "checks", "inputs"}
    )
    described = (release.path / "void.ttl").read_text(encoding="utf-8").splitlines()
    found["void"] = [line for line in described if "modified" not in line and "releases/" not in line]
    return found


@dataclass(frozen=True)
class Kept:
    """What a folder keeps of a build, each file with its inode: that of a file made anew is another."""

    files: dict[str, int]
    rules: set[int]

    @classmethod
    def of(cls, out: Path) -> Kept:
        return cls(kept(out), {path.stat().st_ino for path in (out / ".work").glob("*.rule/result")})

    @property
    def checked(self) -> set[str]:
        """The marks of documents that were checked."""
        return {name for name in self.files if name.endswith(".conforms")}


@dataclass(frozen=True)
class Builds:
    """A build, one more after one of its two documents has changed, and what the first told on its way."""

    sources: list[Path]
    out: Path
    lines: list[str]
    first: Release
    before: Kept
    second: Release
    after: Kept


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    folder, lines = tmp_path_factory.mktemp("builds"), list[str]()
    sources, out = documents(folder / "documents"), folder / "releases"
    first = build(sources, out, progress=lines.append)
    before = Kept.of(out)
    reword(next(path for path in sources if "seguimiento" in path.name), "Ampliar la", "Aumentar la")
    second = build(sources, out)
    return Builds(sources, out, lines, first, before, second, Kept.of(out))


def test_a_build_passes_all_stages_in_their_order(builds: Builds) -> None:
    stages = [line for line in builds.lines if line.startswith("Stage ")]
    assert [line.split(":")[0] for line in stages] == [f"Stage {number} of 9" for number in range(1, 10)]
    assert (builds.out / ".work" / ".times.json").is_file()


def test_a_document_is_checked_again_only_if_what_it_refers_to_has_changed(builds: Builds) -> None:
    assert len(builds.before.checked) == len(builds.after.checked) == 2
    assert len(builds.before.checked & builds.after.checked) == 1


def test_a_second_build_makes_what_a_build_from_nothing_makes(builds: Builds, tmp_path: Path) -> None:
    first, second = builds.first, builds.second
    assert second.manifest.content_hash != first.manifest.content_hash
    assert any(name.endswith(".nq") for name, _ in builds.before.files.items() & builds.after.files.items())
    again = builds.after.rules - builds.before.rules
    assert len(again) < len(builds.before.rules) / 2
    expected, made = contents(build(builds.sources, tmp_path / "fresh")), contents(second)
    assert expected["store"]
    for name, content in expected.items():
        assert made[name] == content, name
    assert_shared(first, second)


def assert_shared(first: Release, second: Release) -> None:
    """Hold two releases to be whole though their stores share files."""
    tables = {path.stat().st_ino for path in (first.path / "store").glob("*.sst")}
    assert tables & {path.stat().st_ino for path in (second.path / "store").glob("*.sst")}
    first.verify()
    second.verify()


def kept(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in (out / ".work").iterdir() if path.name[0] != "."}


def test_a_build_goes_on_wherever_it_is_killed(tmp_path: Path) -> None:
    sources, out = documents(tmp_path / "documents"), tmp_path / "releases"
    made: dict[str, int] = {}
    for step, suffixes in (
        ("Linking", {".nq", ".json"}),
        ("Auditing", {".block", ".bounds", ".store", ".conforms"}),
        ("Comparing with the previous release", {".rule", ".csv", ".sqlite"}),
    ):
        killed = get_context("forkserver").Process(target=build_until, args=(step, sources, out))
        killed.start()
        killed.join(300)
        assert killed.exitcode == -signal.SIGKILL
        after = kept(out)
        assert {name: after.get(name) for name in made} == made
        assert suffixes <= {Path(name).suffix for name in after.keys() - made.keys()}
        made = after
    release = build(sources, out)
    after = kept(out)
    assert {name: after.get(name) for name in made} == made
    release.verify()
