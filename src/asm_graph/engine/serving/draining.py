"""Draining: replaced engines stop once their running queries end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.engine.interface import Engine


class EngineDrainer:
    """Drains engines independently."""

    def __init__(self) -> None:
        self._draining: dict[Engine, asyncio.Task[None]] = {}

    def bid(self, engine: Engine) -> None:
        """Close an engine once its queries are answered."""
        self._draining[engine] = asyncio.create_task(self._drain(engine))

    async def close(self) -> None:
        """Close them all now."""
        await asyncio.gather(*(engine.close() for engine in self._draining), *self._draining.values())

    async def _drain(self, engine: Engine) -> None:
        await engine.drain()
        del self._draining[engine]
