"""Builders in processes of their own, which are killed, or kill themselves at a change of names."""

import os
import signal
import sys
from itertools import count
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, Quad

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, Base
from asm_graph.releases import ReleaseContent, publish_draft, write_release

NAME_CHANGES = {"os.rename", "os.symlink", "os.rmdir"}


def content(number: int) -> ReleaseContent:
    base = Base()
    graph, subject = base.graph("reference"), base.id("thing")
    quads = [Quad(subject, ASM("number"), Literal(index), graph) for index in range(number, number + 500)]
    return ReleaseContent(quads, (), str(number), base, Knowledge.default(), (), {}, {})


def kill_at(event_number: int) -> None:
    """Kill this process just before that rename, link or removal of a folder, counted from 1."""
    events = count(1)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in NAME_CHANGES:
            return
        # What a link leads to comes first. What is made on the way is in a folder that goes as a whole.
        path = Path(os.fsdecode(arguments[event == "os.symlink"]))
        if path.is_absolute() and "scratch" not in path.parts[:-1] and next(events) == event_number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def begin(function: Any, *arguments: object) -> ForkServerProcess:
    """Call a function in another process; it ends by itself or is killed."""
    process = get_context("forkserver").Process(target=function, args=arguments)
    process.start()
    return process


def build_until_killed(folder: Path, first: int, event_number: int | None = None) -> None:
    """Build releases one after the other; with a number, be killed at that change of names."""
    if event_number is not None:
        kill_at(event_number)
    for number in count(first):
        write_release(folder, content(number))


def keep_draft(folder: Path, event_number: int) -> None:
    """Keep a draft, killed partway."""
    kill_at(event_number)
    write_release(folder, content(7), draft=True)


def publish_kept(folder: Path, event_number: int) -> None:
    """Publish the draft, killed partway."""
    kill_at(event_number)
    publish_draft(folder)
