"""What is handed out: the packages of a release, and the pins that an installation starts from."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KNOWLEDGE = ("ontology", "shapes", "seeds", "sparql")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ; (.+?))?(?: \\)?$", re.MULTILINE)


def packages(source: Path, folder: Path) -> dict[str, Path]:
    """The source archive and the wheel that a folder of sources gives, by their kind."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    built = {path.suffix: path for path in folder.iterdir()}
    assert set(built) == {".gz", ".whl"}
    return built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return packages(ROOT, tmp_path_factory.mktemp("packages"))


def test_packages_built_from_the_source_archive_are_the_same_bytes(
    built: dict[str, Path], tmp_path: Path
) -> None:
    """Elsewhere, later, and where files have other permissions: so anyone can check what was handed out."""
    subprocess.run(["tar", "-xzf", built[".gz"], "-C", tmp_path], check=True)
    (source,) = tmp_path.iterdir()
    for path in source.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
    again = packages(source, tmp_path / "again")
    assert {kind: path.name for kind, path in again.items()} == {k: p.name for k, p in built.items()}
    for kind, path in built.items():
        assert path.read_bytes() == again[kind].read_bytes(), kind


def files(folder: Path) -> set[str]:
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_and_its_knowledge(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built[".whl"]) as archive:
        held = set(archive.namelist())
    code = files(ROOT / "src" / "asm_graph")
    knowledge = {f"knowledge/{name}/{file}" for name in KNOWLEDGE for file in files(ROOT / name)}
    assert len(code) > 300
    assert len(knowledge) > 50
    assert {f"asm_graph/{name}" for name in code | knowledge} <= held


def pins(name: str) -> dict[str, tuple[str, str]]:
    """Version and condition of each package that a file pins, by its normalized name (PEP 503)."""
    found = _PIN.findall((ROOT / name).read_text())
    return {re.sub(r"[-_.]+", "-", package).lower(): (version, where) for package, version, where in found}


def test_both_files_of_requirements_pin_the_same() -> None:
    """Where this fails, `make hashes` renews the second; it has packages of other systems, too."""
    plain, hashed = pins("requirements.txt"), pins("requirements-hashed.txt")
    assert len(plain) > 50
    assert {name: version for name, (version, _) in plain.items()} == {
        name: version for name, (version, _) in hashed.items() if name in plain
    }
    assert all(where for name, (_, where) in hashed.items() if name not in plain)


def test_every_pin_has_its_hashes() -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements-hashed.txt").read_text().strip())
    assert len(entries) == len(pins("requirements-hashed.txt"))
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
