"""A second build, of which one document has changed, makes what a build from nothing makes."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store
from tests.filled_workbooks import ASM as ROW
from tests.filled_workbooks import PROGRAM, filled

from asm_graph.build.pipeline import build, founding_documents

if TYPE_CHECKING:
    from asm_graph.releases import Release

SCRIPT = Path(__file__).with_name("killed_build.py")
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


def test_a_second_build_makes_what_a_build_from_nothing_makes(tmp_path: Path) -> None:
    sources, out = documents(tmp_path / "documents"), tmp_path / "releases"
    first = build(sources, out)
    reword(next(path for path in sources if "seguimiento" in path.name), "Ampliar la", "Aumentar la")
    before, results = kept(out), rule_results(out)
    second = build(sources, out)
    assert second.manifest.content_hash != first.manifest.content_hash
    assert any(name.endswith(".nq") for name, _ in before.items() & kept(out).items())
    again = rule_results(out) - results
    assert len(again) < len(results) / 2
    expected, made = contents(build(sources, tmp_path / "fresh")), contents(second)
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
    """What is kept of a build, each with its inode: that of a file which is made anew is another."""
    return {path.name: path.stat().st_ino for path in (out / ".work").iterdir() if path.name[0] != "."}


def rule_results(out: Path) -> set[int]:
    """What is kept of the rules of the audit, each result by its inode."""
    return {path.stat().st_ino for path in (out / ".work").glob("*.rule/result")}


def test_a_build_goes_on_wherever_it_is_killed(tmp_path: Path) -> None:
    sources, out = documents(tmp_path / "documents"), tmp_path / "releases"
    made: dict[str, int] = {}
    for step, suffixes in (
        ("Linking", {".nq", ".json"}),
        ("Auditing", {".block", ".bounds", ".store", ".conforms"}),
        ("Comparing with the previous release", {".rule", ".csv", ".sqlite"}),
    ):
        command = [sys.executable, str(SCRIPT), step, str(out), *map(str, sources)]
        killed = subprocess.run(command, check=False, capture_output=True, timeout=300)
        assert killed.returncode < 0, killed.stderr
        after = kept(out)
        assert {name: after.get(name) for name in made} == made
        assert suffixes <= {Path(name).suffix for name in after.keys() - made.keys()}
        made = after
    release = build(sources, out)
    after = kept(out)
    assert {name: after.get(name) for name in made} == made
    release.verify()
