"""Work ends with the departure of its client, and with nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from asm_graph.web.http.disconnect import DisconnectWatch

if TYPE_CHECKING:
    from starlette.types import Receive

LEAVING = {"type": "http.disconnect"}


def client(leaves_after: float) -> Receive:
    async def receive() -> dict[str, Any]:
        await asyncio.sleep(leaves_after)
        return LEAVING

    return receive


async def worked(receive: Receive, seconds: float) -> bool:
    """Whether the work came to its end."""
    steps = []
    async with DisconnectWatch(receive):
        await asyncio.sleep(seconds)
        steps.append("end")
    return bool(steps)


@pytest.mark.parametrize(
    ("leaves_after", "seconds", "done"), [(9, 0.001, True), (9, 0.1, True), (0, 9, False)]
)
def test_work_ends_where_the_client_goes_away(leaves_after: float, seconds: float, *, done: bool) -> None:
    async def run() -> None:
        async with asyncio.timeout(3):
            assert await worked(client(leaves_after), seconds) is done
        await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())


def test_another_end_is_no_departure() -> None:
    async def run() -> None:
        work = asyncio.create_task(worked(client(9), 9))
        await asyncio.sleep(0.05)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    asyncio.run(run())


def test_an_error_of_the_work_is_told() -> None:
    async def run() -> None:
        async with DisconnectWatch(client(9)):
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        asyncio.run(run())
