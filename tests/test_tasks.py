"""Tasks without an executor: done at once, with their errors."""

from concurrent.futures import Future

import pytest

from asm_graph.executors import InProcess, finish


def test_a_task_is_done_when_it_is_submitted() -> None:
    done: list[int] = []
    future = InProcess().submit(done.append, 1)
    assert done == [1]
    finish([future])


def test_the_error_of_a_task_is_raised_when_all_are_done() -> None:
    failed, done = Future[int](), Future[int]()
    failed.set_exception(ValueError("no number"))
    done.set_result(1)
    with pytest.raises(ValueError, match="no number"):
        finish(iter((failed, done)))
    with pytest.raises(ValueError, match="invalid literal"):
        InProcess().submit(int, "no number")
