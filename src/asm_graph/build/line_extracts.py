"""What later stages look at of the lines of a document: taken out in one pass, and kept beside its graph."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from asm_graph.atomic_files import writing_whole
from asm_graph.executors import InProcess, finish

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from concurrent.futures import Executor
    from pathlib import Path

    from pyoxigraph import NamedNode

    Write = Callable[[bytes], object]


class Asked(NamedTuple):
    """The lines with some predicates, in the graphs whose IRIs begin as `within`."""

    predicates: Collection[NamedNode]
    within: str = ""

    def path(self, source: Path) -> Path:
        """Return where the lines of a file of quads are kept, beside it."""
        asked = hashlib.sha256(repr((sorted(map(str, self.predicates)), self.within)).encode()).hexdigest()
        return source.with_suffix(f".{asked[:16]}.nq")


def extract(source: Path, asked: Iterable[Asked]) -> None:
    """Write for each of these a file of its lines of a file of quads, but for those that are there."""
    wanted: dict[bytes, list[tuple[Write, bytes]]] = {}
    with ExitStack() as stack:
        for one in asked:
            if not (path := one.path(source)).exists():
                partial = stack.enter_context(writing_whole(path))
                file = stack.enter_context(partial.open("wb"))
                for predicate in one.predicates:
                    wanted.setdefault(str(predicate).encode(), []).append((file.write, one.within.encode()))
        for line in stack.enter_context(source.open("rb")) if wanted else ():
            for add, within in wanted.get(line.split(b" ", 2)[1], ()):
                if line.rpartition(b" <")[2].startswith(within):
                    add(line)


def extracted(source: Path, asked: Asked) -> Path:
    """Return a file of some lines of a file of quads, which is kept beside it."""
    extract(source, [asked])
    return asked.path(source)


def extract_each(sources: Iterable[Path], asked: Collection[Asked], executor: Executor | None) -> None:
    """Write the extracts of several files, beside each other."""
    missing = [path for path in sources if not all(one.path(path).exists() for one in asked)]
    finish([(executor or InProcess()).submit(extract, path, asked) for path in missing])
