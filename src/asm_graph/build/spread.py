"""The work on documents, given to an executor: one task for each, and several for a large table."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from asm_graph.build.page_progress import as_done
from asm_graph.build.table_documents import DividedTable, begin, finish, read_share
from asm_graph.errors import InputError
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor, Future

    from asm_graph.build.document_cache import DocumentGraph, Task
    from asm_graph.releases import Progress

    Outcome = DocumentGraph | InputError


@dataclass(slots=True)
class SpreadWork:
    """What an executor works on, and what came of the documents that are done, by the keys of their tasks.

    `count` is the number of all documents.
    """

    executor: Executor
    progress: Progress
    count: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    _running: set[Future[Any]] = field(default_factory=set)
    _then: dict[Future[Any], Callable[[Future[Any]], None]] = field(default_factory=dict)
    _unread: dict[str, int] = field(default_factory=dict)

    def graphs(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Make the graphs of documents, beginning with the largest files; return them in the given order."""
        self.count = len(tasks)
        for task in sorted(tasks, key=lambda one: -one.file.size):
            self._submit(partial(self._go_on, task), begin, task)
        for future in as_done(self._running, tasks[0].folder, self.progress):
            self._then.pop(future)(future)
        return [self.outcomes[task.key] for task in tasks]

    def _submit(
        self, then: Callable[[Future[Any]], None], work: Callable[..., object], *arguments: object
    ) -> None:
        future = self.executor.submit(work, *arguments)
        self._running.add(future)
        self._then[future] = then

    def _go_on(self, task: Task, future: Future[DocumentGraph | DividedTable]) -> None:
        """Keep the graph of a document, or have the shares of a large table read."""
        try:
            found: Outcome | DividedTable = future.result()
        except InputError as error:
            found = error
        if not isinstance(found, DividedTable):
            self.outcomes[task.key] = found
            self.progress(
                Message(
                    "Read {file} ({done} of {count})",
                    file=task.file.name,
                    done=len(self.outcomes),
                    count=self.count,
                )
            )
            return
        self._unread[task.key] = found.count
        for number in found.numbers:
            self._submit(partial(self._share_read, found), read_share, found, number)

    def _share_read(self, table: DividedTable, future: Future[None]) -> None:
        """Have a table put together when all of its shares are read."""
        future.result()
        self._unread[table.task.key] -= 1
        if not self._unread[table.task.key]:
            self._submit(partial(self._go_on, table.task), finish, table)
