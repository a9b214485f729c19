"""Answers of the library are there before anybody asks, and are those of the engine."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from asm_graph.engine.interface import EngineQuery
from asm_graph.engine.serving.current import CurrentEngine
from asm_graph.engine.workers.lanes import LaneLimits
from asm_graph.engine.workers.pool import PoolLimits
from asm_graph.engine.workers.process import WorkerLimits
from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.releases.folder import Releases
from asm_graph.results import FORMATS, JSON
from asm_graph.web.services.answer_cache import AnswerKey
from asm_graph.web.services.library_answers import LibraryAnswers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 9000"
LIMITS = PoolLimits(
    1, 10.0, WorkerLimits(1_500_000_000, 20_000_000, 100_000, 10.0), LaneLimits(1, 0.25, 100_000)
)
BROKEN = "SELECT * { ?a ?b"


def kept(folder: Path, texts: list[str], limit: int, wanted: EngineQuery) -> tuple[bytes | None, bytes]:
    """What is kept of an answer, and what the engine answers."""

    async def run() -> tuple[bytes | None, bytes]:
        engine, answers = CurrentEngine(Releases(folder), LIMITS), LibraryAnswers(texts, limit)
        try:
            serving = await engine.serving()
            answers.follow(serving)
            assert answers._asking is not None
            await answers._asking
            answer = answers.get(AnswerKey.of(serving.release.name, wanted, wanted.media_type))
            body = await answer.read() if answer else None
            assert answer is None or answer.length == len(body or b"")
            return body, await (await engine.answer(wanted)).read()
        finally:
            await answers.close()
            await engine.close()

    return asyncio.run(run())


def test_what_is_kept_is_what_the_engine_answers(releases: Path) -> None:
    for media_type in (JSON, FORMATS["csv"].asks):
        body, answered = kept(releases, [BROKEN, LONG], 1_000_000, EngineQuery(LONG, media_type))
        assert body == answered
        assert len(answered) > 500_000


def test_only_what_has_room_is_kept(releases: Path) -> None:
    assert kept(releases, [LONG], 1000, EngineQuery(LONG, JSON))[0] is None
    assert kept(releases, [LONG], 0, EngineQuery(LONG, JSON))[0] is None


def ways(client: Any) -> Iterator[str]:
    """How the answers to one question after another come about, each asked once."""
    for question in Library.load(Knowledge.default().sparql):
        if not any(each.required for each in question.parameters):
            answer = client.get(f"/api/queries/{question.name}?format=csv")
            yield answer.headers["Server-Timing"].partition(";")[0]
            time.sleep(0.2)


def test_questions_are_answered_without_the_engine_in_any_release(
    start: Callable[..., Any], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    with start(folder, workers=2) as server, server.client() as client:
        for label in ("Antes", "Después"):
            publish(folder, label)
            assert "library" in ways(client)
            assert label in client.get("/api/queries/programs-without-alignment?format=json").text
