"""Following the pointer to the current release."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, Quad

from asm_graph.engine.interface import EngineQuery
from asm_graph.engine.serving.current import CurrentEngine
from asm_graph.errors import NoRelease
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import RDFS, Base
from asm_graph.releases import ReleaseContent, Releases, write_release

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.engine.workers.pool import PoolLimits

BASE = Base()
LABEL = EngineQuery("SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label }", "text/csv")


def publish(folder: Path, label: str) -> str:
    quad = Quad(BASE.id("program/20-S061"), RDFS("label"), Literal(label), BASE.graph("source/d1"))
    content = ReleaseContent((quad,), (), "1.0", BASE, Knowledge.default(), (), {}, {})
    return write_release(folder, content).name


def test_follows_the_pointer_and_finishes_what_is_under_way(tmp_path: Path, limits: PoolLimits) -> None:
    async def run() -> None:
        engine = CurrentEngine(Releases(tmp_path), limits)
        with pytest.raises(NoRelease):
            await engine.answer(LABEL)
        first = publish(tmp_path, "uno")
        under_way = await engine.answer(LABEL)
        second = publish(tmp_path, "dos")
        assert b"dos" in await (await engine.answer(LABEL)).read()
        assert engine.release_name == second
        assert b"uno" in await under_way.read()
        Releases(tmp_path).switch(first)
        answers = await asyncio.gather(*(engine.answer(LABEL) for _ in range(4)))
        assert [b"uno" in await answer.read() for answer in answers] == [True] * 4
        await engine.close()

    asyncio.run(run())


def test_a_damaged_release_is_not_served(
    tmp_path: Path, limits: PoolLimits, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        engine = CurrentEngine(Releases(tmp_path), limits)
        publish(tmp_path, "uno")
        assert b"uno" in await (await engine.answer(LABEL)).read()
        damaged = publish(tmp_path, "dos")
        (tmp_path / damaged / "manifest.json").write_text("{")
        with caplog.at_level(logging.ERROR):
            assert b"uno" in await (await engine.answer(LABEL)).read()
        assert "the previous one stays" in caplog.text
        assert "Traceback" not in caplog.text
        await engine.close()

    asyncio.run(run())
