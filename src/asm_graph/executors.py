"""Tasks on an executor, which may be none: then they are done at once, in this process."""

from __future__ import annotations

from concurrent.futures import Executor, Future, wait
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_T = TypeVar("_T")


class InProcess(Executor):
    """An executor that does each task when it is submitted."""

    def submit(self, task: Callable[..., _T], /, *arguments: Any, **named: Any) -> Future[_T]:  # noqa: ANN401
        """Do a task; its error, if any, is raised at once."""
        future: Future[_T] = Future()
        future.set_result(task(*arguments, **named))
        return future


def finish(futures: Iterable[Future[Any]]) -> None:
    """Wait until no task is running; the first error is raised then."""
    known = list(futures)
    wait(known)
    for future in known:
        future.result()
