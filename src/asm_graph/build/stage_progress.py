"""What is left of a build: the stage of how many and, from the times of an earlier build, about how long.

A build that reads most of its documents takes other times than one of which little has changed; each of the
two is compared with its like.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from asm_graph.atomic_files import writing_whole
from asm_graph.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Progress

STAGES = (
    "Reading documents ({count})",
    "Linking",
    "Checking the integrity of documents ({count})",
    "Sorting the quads",
    "Loading the store",
    "Auditing",
    "Writing dumps, tables and indexes",
    "Comparing with the previous release",
    "Describing the release",
)
"""The stages of a build, as they are told when they begin."""

_STEP, _ROUGHLY = 5, 90
"""Up to so many seconds they are told in steps of five, then minutes are."""


class StageProgress:
    """Tells of a build where it stands.

    `times` is the file where the seconds of each stage are kept by the kind of build; they are only a help,
    so that a file that cannot be read is as good as none.
    """

    def __init__(self, progress: Progress, times: Path, kind: str) -> None:
        self._progress, self._path, self._kind = progress, times, kind
        self._known: dict[str, dict[str, float]] = {}
        with suppress(OSError, ValueError):
            self._known = json.loads(times.read_bytes())
        self._taken: dict[str, float] = {}
        self._stage = ""
        self._began = time.monotonic()

    def __call__(self, line: str) -> None:
        """Pass on a line with what is left after it; one that begins a stage with the number of that."""
        template = line.template if isinstance(line, Message) else ""
        if template in STAGES:
            self._end_stage()
            self._stage = template
            number = STAGES.index(template) + 1
            line = Message("Stage {number} of {count}: {stage}", number=number, count=len(STAGES), stage=line)
        left = self._left()
        self._progress(line if left is None else Message("{line}; {left} left", line=line, left=left))

    def finish(self) -> None:
        """Keep the times of this build for the next."""
        self._end_stage()
        self._known[self._kind] = self._taken
        with writing_whole(self._path) as partial:
            partial.write_text(json.dumps(self._known), encoding="utf-8")

    def _end_stage(self) -> None:
        now = time.monotonic()
        if self._stage:
            self._taken[self._stage] = now - self._began
        self._began = now

    def _left(self) -> Message | None:
        """Return about how long the build will still take; None where no build of its kind is known."""
        known = self._known.get(self._kind)
        if not known or self._stage not in STAGES:
            return None
        this, *later = (known.get(stage, 0.0) for stage in STAGES[STAGES.index(self._stage) :])
        seconds = max(this - (time.monotonic() - self._began), 0.0) + sum(later)
        if seconds > _ROUGHLY:
            return Message("about {minutes} min", minutes=round(seconds / 60))
        return Message("about {seconds} s", seconds=max(round(seconds / _STEP), 1) * _STEP)
