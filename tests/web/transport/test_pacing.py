"""Requests that are ready at once let the event loop look around between them."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from asm_graph.web.transport.pacing import PacedRequests

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

MANY = 20


def scope(path: str = "/page") -> Scope:
    return {"type": "http", "path": path}


async def nowhere(*_: object) -> None:
    raise AssertionError


def work(seconds: float) -> None:
    """Keep the processor busy, as rendering a page does."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def test_others_go_on_between_two_that_are_ready_at_once() -> None:
    async def run() -> None:
        steps: list[str] = []

        async def application(asked: Scope, _receive: Receive, _send: Send) -> None:
            work(0.01)
            steps.append(asked["path"])
            await asyncio.sleep(0)
            work(0.01)
            steps.append(asked["path"])

        async def other() -> None:
            while steps.count("/page") < 2 * MANY:
                steps.append("other")
                await asyncio.sleep(0)

        app = PacedRequests(application)
        await asyncio.gather(*(app(scope(), nowhere, nowhere) for _ in range(MANY)), other())
        assert steps.count("/page") == 2 * MANY
        assert "/page /page" not in " ".join(steps[1:])

    asyncio.run(run())


def test_whether_the_server_runs_waits_for_nobody() -> None:
    async def run() -> None:
        order: list[str] = []

        async def application(asked: Scope, _receive: Receive, _send: Send) -> None:
            work(0.01)
            order.append(asked["path"])

        app = PacedRequests(application)
        paths = ["/page"] * MANY + ["/health"]
        await asyncio.gather(*(app(scope(path), nowhere, nowhere) for path in paths))
        assert order.index("/health") <= 1

    asyncio.run(run())


def test_what_comes_of_a_request_is_what_comes_of_it_unpaced() -> None:
    async def run() -> None:
        async def application(_scope: Scope, receive: Receive, send: Send) -> None:
            try:
                async with asyncio.timeout(0.05):
                    await receive()
            except TimeoutError:
                await send({"type": "late"})
                raise ValueError("told") from None

        sent: list[object] = []

        async def send(message: object) -> None:
            work(0.01)
            sent.append(message)

        app = PacedRequests(application)
        waiting = [app(scope(), lambda: asyncio.sleep(9), send) for _ in range(3)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert [str(each) for each in outcomes] == ["told"] * 3
        assert len(sent) == 3

    asyncio.run(run())


@pytest.mark.parametrize("is_waiting", [True, False])
def test_a_canceled_request_ends(*, is_waiting: bool) -> None:
    async def run() -> None:
        ended: list[int] = []

        async def application(_scope: Scope, _receive: Receive, _send: Send) -> None:
            try:
                work(0.01)
                await asyncio.sleep(9)
            finally:
                ended.append(1)

        app = PacedRequests(application)
        tasks = [asyncio.create_task(app(scope(), nowhere, nowhere)) for _ in range(3)]
        await asyncio.sleep(0 if is_waiting else 0.1)
        for task in tasks:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(each, asyncio.CancelledError) for each in outcomes)
        assert len(ended) == (1 if is_waiting else 3)

    asyncio.run(run())
