"""What changed between any two releases: as a build wrote it, else compared in a process of its own, once."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.errors import EngineBusy, EngineFailure
from asm_graph.releases.difference import ADDED, REMOVED, SUMMARY

if TYPE_CHECKING:
    from asm_graph.releases import Release

FILES = {Path(path).name: path for path in (SUMMARY, ADDED, REMOVED)}
"""The files of a comparison by their names, and where they stand in its folder."""
_MOST = 8
"""Comparisons that are kept, done or under way."""


class Comparisons:
    """Folders with the files of comparisons, one made at a time; those asked for longest ago go first."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._known: OrderedDict[tuple[str, str], asyncio.Task[None]] = OrderedDict()
        self._turn = asyncio.Semaphore(1)

    async def between(self, before: Release, after: Release) -> Path:
        """The folder of the difference from one release to another.

        Raises:
            EngineBusy: it is not done in time, or too many others are under way; it may be soon.
            EngineFailure: the releases cannot be compared.
        """
        if after.manifest.previous == before.name and SUMMARY in after.manifest.files:
            return after.path
        key = (before.name, after.name)
        folder = self._folder(key)
        if key not in self._known:
            self._make_room()
            self._known[key] = asyncio.create_task(self._compare(before, after, folder))
        self._known.move_to_end(key)
        try:
            async with asyncio.timeout(self._seconds):
                await asyncio.shield(self._known[key])
        except TimeoutError:
            raise EngineBusy("the two releases are still being compared; try again shortly.") from None
        except EngineFailure:
            self._known.pop(key, None)
            raise
        return folder

    async def close(self) -> None:
        """End what is under way, and remove the files."""
        for task in self._known.values():
            task.cancel()
        await asyncio.gather(*self._known.values(), return_exceptions=True)
        if self._scratch is not None:
            await asyncio.to_thread(self._scratch.cleanup)

    def _folder(self, key: tuple[str, str]) -> Path:
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="asm-graph-", ignore_cleanup_errors=True)
        return Path(self._scratch.name, *key)

    def _make_room(self) -> None:
        if len(self._known) < _MOST:
            return
        key = next((key for key, task in self._known.items() if task.done()), None)
        if key is None:
            raise EngineBusy("too many releases are being compared; try again shortly.")
        del self._known[key]
        shutil.rmtree(self._folder(key), ignore_errors=True)

    async def _compare(self, before: Release, after: Release, folder: Path) -> None:
        (folder / "reports").mkdir(parents=True)
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "asm_graph.releases.comparing", before.path, after.path, folder
            )
            try:
                code = await process.wait()
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        if code:
            shutil.rmtree(folder)
            raise EngineFailure(f"{before.name} and {after.name} cannot be compared; see the log.")
