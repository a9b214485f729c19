"""Differences between any two releases: written by a build, or computed once in a separate process."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import OrderedDict
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.confinement import ProcessLimits
from asm_graph.conversion.places import ConversionPlaces
from asm_graph.conversion.process import Job
from asm_graph.errors import EngineBusy, EngineFailure, QueryLimitExceeded
from asm_graph.releases.difference import ADDED, REMOVED, SUMMARY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from asm_graph.releases import Release

FILES = {Path(path).name: path for path in (SUMMARY, ADDED, REMOVED)}
"""The files of a comparison by their names, and where they stand in its folder."""
_MOST = 8
"""Comparisons that are kept, done or under way."""

_MODULE = "asm_graph.web.services.compare_process"
_MEMORY, _FILE_BYTES = 2_000_000_000, 10_000_000_000
"""A comparison has one subject in memory at a time, and writes the quads that differ, packed."""

Key = tuple[str, str]


@dataclass(slots=True)
class _Work:
    """A comparison, finished or under way: its folder and the number of waiting requests."""

    folder: Path
    task: asyncio.Task[None]
    waiting: int = 0

    @property
    def is_done(self) -> bool:
        """Whether its files are there, which whoever cleans up temporary files may have removed."""
        return self.task.done() and (self.folder / SUMMARY).is_file()

    @property
    def is_lost(self) -> bool:
        """Whether it has ended, and has no files."""
        return self.task.done() and not self.is_done


class Comparisons:
    """Folders of comparison files, computed one at a time; the least recently used are removed.

    Each has `seconds` for itself, and as many to wait for its turn. One that nobody waits for is ended.
    """

    def __init__(self, seconds: float, places: ConversionPlaces | None = None) -> None:
        self._limits = ProcessLimits(_MEMORY, seconds, _FILE_BYTES)
        self._places = places or ConversionPlaces(1, seconds)
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._known: OrderedDict[Key, _Work] = OrderedDict()
        self._one_at_a_time = asyncio.Semaphore(1)

    async def between(self, before: Release, after: Release, client: str = "") -> Path:
        """Return the folder of the difference between two releases.

        Raises:
            EngineBusy: others are being compared, and too many wait or for too long.
            QueryLimitExceeded: comparing them takes too long.
            EngineFailure: the releases cannot be compared.
        """
        if after.manifest.previous == before.name and SUMMARY in after.manifest.files:
            return after.path
        key = (before.name, after.name)
        work = self._known.get(key)
        if work is None or work.is_lost:
            work = self._begin(key, before, after, client)
        self._known.move_to_end(key)
        work.waiting += 1
        try:
            await asyncio.shield(work.task)
        finally:
            work.waiting -= 1
            if not (work.waiting or work.is_done):
                self._drop(key, work)
        return work.folder

    async def close(self) -> None:
        """End what is under way, and remove the files."""
        tasks = [work.task for work in self._known.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._scratch is not None:
            await asyncio.to_thread(self._scratch.cleanup)

    def _begin(self, key: Key, before: Release, after: Release, client: str) -> _Work:
        self._make_room()
        folder = self._new_folder()
        task = asyncio.create_task(self._compare(before, after, folder, client))
        work = self._known[key] = _Work(folder, task)
        return work

    def _new_folder(self) -> Path:
        """Make a folder for a comparison; raise `EngineFailure` if the disk is full."""
        try:
            if self._scratch is not None and not Path(self._scratch.name).is_dir():
                self._scratch.cleanup()  # it was removed; this only lets go of it
                self._scratch = None
            if self._scratch is None:
                self._scratch = tempfile.TemporaryDirectory(prefix="asm-graph-", ignore_cleanup_errors=True)
            folder = Path(tempfile.mkdtemp(dir=self._scratch.name))
            (folder / "reports").mkdir()
        except OSError as error:
            raise EngineFailure(f"there is no place for a comparison ({error}); free some space.") from error
        return folder

    def _make_room(self) -> None:
        if len(self._known) < _MOST:
            return
        key = next((key for key, work in self._known.items() if work.task.done()), None)
        if key is None:
            raise EngineBusy("too many releases are being compared; try again shortly.")
        shutil.rmtree(self._known.pop(key).folder, ignore_errors=True)

    def _drop(self, key: Key, work: _Work) -> None:
        """End a comparison that nobody waits for, or forget one that failed."""
        work.task.cancel()
        if self._known.get(key) is work:
            del self._known[key]

    async def _compare(self, before: Release, after: Release, folder: Path, client: str) -> None:
        paths = tuple(map(str, (before.path, after.path, folder)))
        names = f"{before.name} and {after.name}"
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
            try:
                async with self._turn(), self._places.place(client, is_long=True):
                    await Job(_MODULE, self._limits, paths).run()
            except QueryLimitExceeded as error:
                if error.limit != "convert":
                    raise
                message = f"{names} are not compared in {self._limits.seconds:g} s."
                raise QueryLimitExceeded(message, "compare") from None
            except EngineBusy:
                raise
            except EngineFailure:
                raise EngineFailure(f"{names} cannot be compared; see the log.") from None
            undo.pop_all()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Hold a turn for the length of a block, so that one long comparison leaves others a place."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._one_at_a_time.acquire()
        except TimeoutError:
            raise EngineBusy("other releases are being compared; try again shortly.") from None
        try:
            yield
        finally:
            self._one_at_a_time.release()
