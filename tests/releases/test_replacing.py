"""The folder that is replaced is the old one or the new one, whatever instant a run ends at."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asm_graph.errors import ExportFailed
from asm_graph.releases.atomic_folder import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITER = """
import sys, time
from pathlib import Path
from asm_graph.releases.atomic_folder import replacing

with replacing(Path(sys.argv[1])) as new:
    (new / "half").write_text("half")
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    (site / "page").write_text("old")
    return site


@pytest.fixture
def writer(site: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, in the midst of writing."""
    arguments = [sys.executable, "-c", WRITER, str(site)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        yield process
        process.kill()


def renewed(site: Path) -> list[str]:
    with replacing(site) as new:
        assert (site / "page").read_text() == "old"
        (new / "page").write_text("new")
    assert (site / "page").read_text() == "new"
    return [path.name for path in site.parent.iterdir()]


def test_the_old_one_stays_until_the_new_one_is_whole(site: Path) -> None:
    assert renewed(site) == ["site"]


def test_the_working_folder_can_be_replaced(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    with replacing(Path()) as new:
        (new / "page").write_text("new")
    assert (site / "page").read_text() == "new"


def test_a_failure_leaves_all_as_it_was(site: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(site) as new:
        (new / "no" / "page").write_text("half")
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert (site / "page").read_text() == "old"


def test_only_one_process_writes(site: Path, writer: subprocess.Popen[str]) -> None:
    with pytest.raises(ExportFailed, match="another process"), replacing(site):
        pass
    assert (site / "page").read_text() == "old"


def test_the_next_run_cleans_up_after_one_that_was_killed(site: Path, writer: subprocess.Popen[str]) -> None:
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert (site / "page").read_text() == "old"
    assert len(list(site.parent.iterdir())) == 2
    said: list[str] = []
    with replacing(site, said.append):
        assert said == [f"Removing {site.parent}/.site.export/new"]
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_an_old_one_that_had_stepped_aside_comes_back(site: Path) -> None:
    aside = site.parent / ".site.export"
    aside.mkdir()
    site.rename(aside / "old")
    assert renewed(site) == ["site"]
