"""The documentation held against the program: commands run, queries answer, links resolve."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import typer.main
from tests import matrix_tables, state_tables
from tests.pdf_printer import printed
from tests.readers.parts.conac_forms import TITLE, filled_in

import asm_graph
from asm_graph.build.pipeline import WORKSHOP
from asm_graph.commands import main as cli
from asm_graph.knowledge import Knowledge
from asm_graph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.releases import Release

ROOT = Path(__file__).parents[1]
TWINS = (ROOT / "README.md", ROOT / "README.es.md")
KNOWLEDGE = ("ontology", "shapes", "sparql", "seeds/registers", "seeds/documents")
"""The folders that people edit without touching code; a README in each says how."""
_FOLDERS = (ROOT, ROOT / "docs", *map(ROOT.joinpath, KNOWLEDGE))
PAGES = {
    path.relative_to(ROOT).as_posix(): path for folder in _FOLDERS for path in sorted(folder.glob("*.md"))
}
MADE = {"dist/", "web/static/editor/", "templates/", "queries/", "words.toml", "derived/"}
"""Paths that commands make, and folders of which every feature has one."""
ADDRESS = "http://127.0.0.1:8000"
"""Where the pages say that the server is."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SETTING = re.compile(r"ASM_GRAPH_(\w+)=(\S+) ")
_LARGEST_IMAGE = 200_000


@dataclass(frozen=True)
class Block:
    """A fenced block, and the block of output that stands right after it."""

    language: str
    text: str
    output: str


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found = list(_FENCE.finditer(text))
    return [
        Block(one[1], one[2], following[2] if _is_output(text, one, following) else "")
        for one, following in zip_longest(found, found[1:])
    ]


def _is_output(text: str, block: re.Match[str], following: re.Match[str] | None) -> bool:
    if following is None or following[1] != "text":
        return False
    return not text[block.end() : following.start()].strip()


def commands(block: Block) -> list[str]:
    """The commands of a block: a command ends with its line, unless a quotation is open."""
    lines = block.text.splitlines()
    found: list[str] = []
    for line in lines:
        if found and found[-1].count("'") % 2:
            found[-1] += f"\n{line}"
        elif line.strip():
            found.append(line)
    return found


def having(language: str) -> list[str]:
    """The pages with such blocks; those of the Spanish twin are held to be the same as the English ones."""
    named = {name: page for name, page in PAGES.items() if page != TWINS[1]}
    return [name for name, page in named.items() if any(one.language == language for one in blocks(page))]


# Commands, queries and scripts


@dataclass(frozen=True)
class Workplace:
    """A folder as a user has it, with two releases, and a server over it."""

    folder: Path
    releases: tuple[str, ...]
    server: str


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, founding_release: Release) -> Iterator[Workplace]:
    folder = tmp_path_factory.mktemp("workplace")
    # What was read of the founding documents is not read again.
    shutil.copytree(founding_release.path.parent / WORKSHOP, folder / "releases" / WORKSHOP)
    documents = folder / "seeds" / "documents"
    shutil.copytree(Knowledge.default().seeds / "documents", documents)
    first, *_ = founding = sorted(documents.glob("*.txt"))
    of_ours = first.read_bytes().replace(b"3X1 PARA MIGRANTES", b"DE EMPLEO TEMPORAL")
    (folder / "my-document.txt").write_bytes(of_ours)
    tables = folder / "my-tables"
    tables.mkdir()
    matrix_tables.write_csv(tables / "mir.csv", matrix_tables.lines([matrix_tables.row()]))
    state_tables.write_csv(tables / "asm-2018.csv", [state_tables.row()])
    pages = folder / "my-folder"
    pages.mkdir()
    for pdf in (folder / "informe.pdf", pages / "informe.pdf"):
        pdf.write_bytes(printed([*TITLE, *"\n".join(filled_in().values()).split("\n")]))
    names = [asm_graph.build(sources, folder / "releases").name for sources in ([first], founding)]
    with _serving(folder / "releases") as server:
        yield Workplace(folder, tuple(names), server)


@contextlib.contextmanager
def _serving(releases: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["serve", "--port", str(port), "--releases", str(releases)]
    process = subprocess.Popen([sys.executable, "-m", "asm_graph", *arguments], stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{address}/ready", timeout=20).raise_for_status()
                break
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
                break
        yield address
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def here(workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A copy of the workplace for one page, as the current folder."""
    folder = tmp_path / "here"
    shutil.copytree(workplace.folder, folder, symlinks=True)
    monkeypatch.chdir(folder)
    return Workplace(folder, workplace.releases, workplace.server)


@pytest.mark.parametrize("name", having("sh"))
def test_commands_run(
    name: str, here: Workplace, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for block in blocks(PAGES[name]):
        if block.language != "sh":
            continue
        shown = ""
        for command in commands(block):
            _run(command, here, monkeypatch)
            shown += capfdbinary.readouterr().out.decode(errors="replace")
        missing = [line for line in block.output.splitlines() if line not in shown.splitlines()]
        assert not missing, f"{block.text}\nprints\n{shown}"


def _run(command: str, here: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting, value in _SETTING.findall(command):
        Settings.model_validate({setting.lower(): value})
        assert setting.lower() in Settings.model_fields
    for placeholder, release in zip(
        ("BEFORE", "AFTER", "NAME"), (*here.releases, here.releases[0]), strict=True
    ):
        command = re.sub(rf"\b{placeholder}\b", release, command)
    words = shlex.split(_SETTING.sub("", command).replace(ADDRESS, here.server))
    match words:
        case ["asm-graph", "serve", *options]:
            _parse_serve(options)
        case ["asm-graph", *arguments]:
            _run_command(arguments, monkeypatch)
        case ["curl", *arguments]:
            _run_curl(arguments)
        case ["make", target, *_]:
            assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
        case _:
            pytest.fail(f"{command}: the pages show asm-graph, curl and make only")


def _parse_serve(options: list[str]) -> None:
    """`serve` does not end; the server of these tests is one. Here its options are parsed."""
    group = typer.main.get_group(cli.app)
    group.commands["serve"].make_context("serve", options)


def _run_command(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["asm-graph", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code, arguments


def _run_curl(arguments: list[str]) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    subprocess.run([curl, "--silent", "--show-error", "--fail", *arguments], check=True, env=clean)


@pytest.mark.parametrize("name", having("sparql"))
def test_queries_answer(name: str, workplace: Workplace) -> None:
    for block in blocks(PAGES[name]):
        if block.language == "sparql":
            answer = httpx.post(f"{workplace.server}/sparql", data={"query": block.text}, timeout=30)
            assert answer.status_code == 200, f"{block.text}\n{answer.text}"
            assert answer.json()["results"]["bindings"], block.text


@pytest.mark.parametrize("name", having("python"))
def test_scripts_run(name: str, here: Workplace) -> None:
    for block in blocks(PAGES[name]):
        if block.language == "python":
            subprocess.run(
                [sys.executable, "-c", block.text], check=True, cwd=here.folder, capture_output=True
            )


# Links, images and twins


def anchors(page: Path) -> set[str]:
    """The fragments that a page's headings can be reached by."""
    titles = (title.lower().replace("`", "") for _, title in _HEADING.findall(_without_code(page)))
    return {
        re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", title)).replace(" ", "-") for title in titles
    }


def _without_code(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_links_resolve(name: str) -> None:
    page = PAGES[name]
    for target in _LINK.findall(_without_code(page)):
        path, _, fragment = target.partition("#")
        if path.startswith(("https://", "http://")):
            continue
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        assert not fragment or fragment in anchors(linked), target


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "images").iterdir()), ids=lambda path: path.name)
def test_images_are_small_and_shown(path: Path) -> None:
    assert path.stat().st_size < _LARGEST_IMAGE
    assert any(path.name in page.read_text(encoding="utf-8") for page in PAGES.values())


@pytest.mark.parametrize("folder", KNOWLEDGE)
def test_a_folder_of_knowledge_is_explained(folder: str) -> None:
    titles = [title for _, title in _HEADING.findall(_without_code(PAGES[f"{folder}/README.md"]))]
    assert "To check a change" in titles
    assert "sh" in {one.language for one in blocks(PAGES[f"{folder}/README.md"])}


def test_readme_in_both_languages() -> None:
    english, spanish = ([len(level) for level, _ in _HEADING.findall(_without_code(page))] for page in TWINS)
    assert english == spanish
    run = {"sh", "text", "sparql", "python"}
    here, there = ([one for one in blocks(page) if one.language in run] for page in TWINS)
    assert here == there


_PATH = re.compile(r"`((?:src|docs|tests|ontology|shapes|seeds|sparql|deploy|bench|fuzz|editor)/[\w./-]*)`")
_MODULE = re.compile(r"`([a-z_]+/[\w./-]*|[a-z_]+\.(?:py|toml))`")
"""What the contributors' guide names, from the root or from the package."""


@pytest.mark.parametrize("name", PAGES)
def test_paths_are_there(name: str) -> None:
    """A page names paths of the repository as they are, except those that a command makes."""
    text = _FENCE.sub("", PAGES[name].read_text(encoding="utf-8"))
    named = set(_PATH.findall(text)) - {"editor/built"}
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_the_contributors_guide_names_modules_that_are_there() -> None:
    text = PAGES["docs/contributors.md"].read_text(encoding="utf-8")
    places = (ROOT, ROOT / "src" / "asm_graph")
    named = set(_MODULE.findall(_FENCE.sub("", text))) - MADE
    assert len(named) > 20
    assert {path for path in named if not any((place / path).exists() for place in places)} == set()
