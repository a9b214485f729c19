"""Pages are told while a document is read, also by a worker, and not more often than people read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

from asm_graph.build import page_progress
from asm_graph.build.page_progress import as_done, each_second, told_in

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_pages_are_told_not_more_often_than_each_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(page_progress.time, "monotonic", lambda: now[0])
    told: list[str] = []
    tell = each_second(told.append, "Drawing informe.pdf")
    for page, at in enumerate((0.2, 0.9, 1.1, 1.5, 2.2), start=1):
        now[0] = at
        tell(page, 5)
    assert told == ["Drawing informe.pdf: page 3 of 5", "Drawing informe.pdf: page 5 of 5"]


def test_what_a_worker_tells_is_told_while_others_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_progress, "_SECONDS", 0.01)
    seen = Event()
    told: list[str] = []

    def work() -> int:
        with told_in(tmp_path, "abc") as tell:
            tell("Reading informe.pdf: page 3 of 5")
            assert seen.wait(30)
        return 7

    def progress(line: str) -> None:
        told.append(line)
        seen.set()

    with ThreadPoolExecutor(1) as threads:
        done = list(as_done({threads.submit(work)}, tmp_path, progress))
    assert [future.result() for future in done] == [7]
    assert told == ["Reading informe.pdf: page 3 of 5"]
    assert list(tmp_path.iterdir()) == []
