"""Results of what is asked of a store, kept as long as nothing changes that was read for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from asm_graph.atomic_files import writing_whole
from asm_graph.kept_files import link_files
from asm_graph.rdf.store_reads import RecordedStore, StoreReads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pyoxigraph import Store

    from asm_graph.kept_files import KeptFiles
    from asm_graph.rdf.store_changes import StoreChanges

    Make = Callable[[Store, Path], None]

_RESULT, _READ = "result", "read"


@dataclass(frozen=True, slots=True)
class KeptResults:
    """Results over a store, each a file beside what was read for it.

    `state` tells what the store holds. A result of an earlier state is taken over where the `changes` since
    then touch nothing that it has read.
    """

    kept: KeptFiles
    state: str = ""
    changes: StoreChanges | None = None

    def find(self, inputs: Iterable[str], suffix: str) -> Path | None:
        """Return the result of these inputs if there is one, of this state or of an earlier one."""
        given = tuple(inputs)
        path = self._folder(given, suffix, self.state)
        if self.kept.has(path):
            return path / _RESULT
        if self.changes is None:
            return None
        earlier = self._folder(given, suffix, self.changes.since)
        if not earlier.is_dir() or self.changes.touch(StoreReads.read(earlier / _READ)):
            return None
        with writing_whole(path) as partial:
            link_files(earlier, partial)
        return path / _RESULT

    def made(self, store: Store | RecordedStore, inputs: Iterable[str], suffix: str, make: Make) -> Path:
        """Return the result of these inputs; if there is none, make it from the store.

        `make` is given the store to read from and the path to write to. It must look at nothing but the
        store and the inputs, and read from the store it is given. Several results may be made from one
        `RecordedStore`, which remembers what they have in common.
        """
        given = tuple(inputs)
        if found := self.find(given, suffix):
            return found
        path = self._folder(given, suffix, self.state)
        recorded = store if isinstance(store, RecordedStore) else RecordedStore(store)
        recorded.begin()
        with writing_whole(path) as partial:
            partial.mkdir()
            make(cast("Store", recorded), partial / _RESULT)  # no more is asked of it than it answers
            recorded.read().write(partial / _READ)
        return path / _RESULT

    def _folder(self, inputs: tuple[str, ...], suffix: str, state: str) -> Path:
        return self.kept.path((*inputs, state), suffix)
