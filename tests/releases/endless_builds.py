"""Build releases one after the other until killed: `endless_builds.py FOLDER FIRST [EVENT]`.

With EVENT, a number from 1, the process kills itself just before that rename, link or removal of a folder.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from pyoxigraph import Literal, Quad

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, Base
from asm_graph.releases import ReleaseContent, write_release

NAME_CHANGES = {"os.rename", "os.symlink", "os.rmdir"}


def content(number: int) -> ReleaseContent:
    base = Base()
    graph, subject = base.graph("reference"), base.id("thing")
    quads = [Quad(subject, ASM("number"), Literal(index), graph) for index in range(number, number + 500)]
    return ReleaseContent(quads, (), str(number), base, Knowledge.default(), (), {}, {})


def kill_at(event_number: int) -> None:
    events = count(1)

    def hook(event: str, _arguments: object) -> None:
        if event in NAME_CHANGES and next(events) == event_number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    folder, first, *event = sys.argv[1:]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in event:
        kill_at(int(number))
    for number in count(int(first)):
        write_release(Path(folder), content(number))
