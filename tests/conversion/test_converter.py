"""Files are made by processes that end: with their limits, with their client, and leaving nothing behind."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from asm_graph.confinement import ProcessLimits
from asm_graph.conversion import converter as module
from asm_graph.conversion.converter import Conversion, Converter
from asm_graph.conversion.places import ConversionPlaces
from asm_graph.engine.interface import Answer
from asm_graph.errors import ConversionsBusy, EngineFailure, QueryLimitExceeded, UsageError
from asm_graph.results import FORMATS, About

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LIMITS = ProcessLimits(memory=1_000_000_000, seconds=60, file_bytes=500_000_000)
WORKBOOK = Conversion("workbook", asdict(About(title="Prueba", query="ASK {}")))
ROW = b'{"a":{"type":"literal","value":"uno"},"b":{"type":"literal","value":"%d"}}'


class Rows:
    """An answer of so many rows; it tells whether it was closed. It may stop in its middle and wait."""

    def __init__(self, count: int, *, row: bytes = ROW, hangs: bool = False) -> None:
        self.count = count
        self.row = row
        self.hangs = hangs
        self.closed = False
        self.begun = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.begun.set()
        yield b'{"head":{"vars":["a","b"]},"results":{"bindings":['
        for start in range(0, self.count, 1000):
            rows = range(start, min(start + 1000, self.count))
            yield (b"," if start else b"") + b",".join(map(self._written, rows))
        if self.hangs:
            await asyncio.sleep(600)
        yield b"]}}"

    def _written(self, number: int) -> bytes:
        return self.row % number if b"%" in self.row else self.row

    async def aclose(self) -> None:
        self.closed = True

    async def ask(self) -> Answer:
        return Answer(self)


def convert(rows: Rows | None, limits: ProcessLimits = LIMITS, conversion: Conversion = WORKBOOK) -> bytes:
    async def run() -> bytes:
        converter = Converter(ConversionPlaces(2, 60), limits, 10**9)
        return await (await converter.convert(conversion, rows.ask if rows else None)).read()

    return asyncio.run(run())


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def children() -> set[str]:
    """The command lines of the processes that this one has started."""
    found = set()
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        for pid in (task / "children").read_text().split():
            found.add(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode())
    return {each for each in found if "asm_graph.conversion" in each}


def soon_has_children() -> bool:
    """Whether a process is there; one that is only just started has no command line yet."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if children():
            return True
        time.sleep(0.01)
    return False


def test_a_workbook_has_every_row(tmp_path: Path, scratch: Path) -> None:
    rows = Rows(2_500)
    (tmp_path / "a.xlsx").write_bytes(convert(rows))
    with ZipFile(tmp_path / "a.xlsx") as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == 2_501
        assert "Prueba" in book.read("xl/worksheets/sheet2.xml").decode()
    assert rows.closed
    assert not list(scratch.iterdir())


def test_a_long_file_is_sent_from_disk_and_counted(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WHOLE_BYTES", 10_000)

    async def run() -> None:
        converter = Converter(ConversionPlaces(1, 60), LIMITS, unread_bytes=1)
        answer = await converter.convert(WORKBOOK, Rows(2_000).ask)
        with pytest.raises(ConversionsBusy):
            await converter.convert(WORKBOOK, Rows(1).ask)
        body = b"".join([piece async for piece in answer.body])
        assert len(body) == answer.length
        assert body.startswith(b"PK")
        await answer.body.aclose()
        await answer.body.aclose()
        assert (await (await converter.convert(WORKBOOK, Rows(1).ask)).read()).startswith(b"PK")

    asyncio.run(run())
    assert not list(scratch.iterdir())


def test_more_rows_than_a_sheet_has_are_told(scratch: Path) -> None:
    with pytest.raises(UsageError) as caught:
        convert(Rows(1_048_600, row=b"{}"))
    assert caught.value.code == "sheet-rows"
    assert not list(scratch.iterdir())


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        (ProcessLimits(LIMITS.memory, 1.5, LIMITS.file_bytes), "convert"),
        (ProcessLimits(LIMITS.memory, LIMITS.seconds, 100_000), "convert-size"),
    ],
)
def test_each_limit_is_told_as_what_it_is(scratch: Path, limits: ProcessLimits, limit: str) -> None:
    with pytest.raises(QueryLimitExceeded) as caught:
        convert(Rows(500_000), limits)
    assert caught.value.limit == limit
    assert not children()
    assert not list(scratch.iterdir())


def test_memory_is_limited(scratch: Path) -> None:
    huge = Conversion("workbook", {**WORKBOOK.told, "query": "x" * 50_000_000})
    with pytest.raises((QueryLimitExceeded, EngineFailure)):
        convert(Rows(1), ProcessLimits(150_000_000, 60, LIMITS.file_bytes), huge)
    assert not list(scratch.iterdir())


def test_who_leaves_ends_the_process(scratch: Path) -> None:
    async def run() -> None:
        converter, rows = Converter(ConversionPlaces(1, 60), LIMITS, 10**9), Rows(10, hangs=True)
        leaving = asyncio.create_task(converter.convert(WORKBOOK, rows.ask))
        await rows.begun.wait()
        assert await asyncio.to_thread(soon_has_children)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        assert not children()
        assert rows.closed
        assert (await (await converter.convert(WORKBOOK, Rows(1).ask)).read()).startswith(b"PK")

    asyncio.run(run())
    assert not list(scratch.iterdir())


def test_nothing_is_asked_before_there_is_a_place() -> None:
    """A worker would wait with it, and its time would pass."""

    async def run() -> None:
        places = ConversionPlaces(1, 0.05)
        converter, asked = Converter(places, LIMITS, 10**9), []

        async def ask() -> Answer:
            asked.append(1)
            return Answer.whole(b"")

        async with places.place(is_long=True):
            with pytest.raises(ConversionsBusy):
                await converter.convert(WORKBOOK, ask)
        assert not asked

    asyncio.run(run())


def test_what_was_made_meanwhile_is_not_made_again() -> None:
    async def run() -> bytes:
        converter = Converter(ConversionPlaces(1, 60), LIMITS, 10**9)
        return await (await converter.convert(WORKBOOK, Rows(1).ask, kept=lambda: b"made")).read()

    assert asyncio.run(run()) == b"made"


def test_an_answer_that_breaks_off_makes_no_file(scratch: Path) -> None:
    class Broken(Rows):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b'{"head":{"vars":["a"]},"results":{"bindings":['
            raise QueryLimitExceeded("too late", "time")

    with pytest.raises(QueryLimitExceeded, match="too late"):
        convert(Broken(1))
    with pytest.raises(EngineFailure):
        convert(Rows(1), conversion=Conversion("unknown", {}))
    assert not children()
    assert not list(scratch.iterdir())


def test_what_a_workbook_is_told_is_json() -> None:
    assert json.loads(json.dumps(WORKBOOK.told)) == WORKBOOK.told
    assert FORMATS["xlsx"].asks == FORMATS["json"].media_type
