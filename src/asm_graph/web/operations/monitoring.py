"""`/health`, `/ready` and `/metrics`: monitoring, with metrics in the text format of Prometheus (0.0.4)."""

from __future__ import annotations

import asyncio
import resource
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import QueryError
from asm_graph.results import JSON
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from starlette.requests import Request

    from asm_graph.engine.workers.idle_workers import WorkerCounters
    from asm_graph.releases.manifest import Manifest
    from asm_graph.web.query_workers.shared_memory import Slot
    from asm_graph.web.services.answer_cache import AnswerCache
    from asm_graph.web.services.request_log import Traffic


_PATIENCE_SECONDS = 3.0


async def health(_request: Request) -> Response:
    """Respond that the server runs, whatever its data."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def ready(request: Request) -> Response:
    """Respond that an engine answers from a release, or 503."""
    site = site_of(request)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await (await site.engine.answer(EngineQuery("ASK {}", JSON))).read()
    except TimeoutError as error:
        raise ProblemError("busy") from error
    except QueryError:
        raise
    facts = {"status": "ready", "release": site.engine.release_name}
    return JSONResponse(facts, headers={"Cache-Control": "no-store"})


Labels = tuple[tuple[str, str], ...]
_MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric and its labels; its name says the unit, `kind` is `counter` or `gauge`."""

    name: str
    kind: str
    help: str
    values: Mapping[Labels, float]

    def lines(self) -> Iterator[str]:
        """Format the metric for Prometheus."""
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} {self.kind}"
        for labels, value in self.values.items():
            shown = ",".join(f'{name}="{text.translate(_ESCAPES)}"' for name, text in labels)
            yield f"{self.name}{{{shown}}} {value!r}" if shown else f"{self.name} {value!r}"


async def metrics(request: Request) -> Response:
    """Respond with metrics of requests, the process and the current release."""
    site, unread = site_of(request), request.app.state.unread
    workers: Sequence[Slot] = request.app.state.query_workers
    found = [
        *_of_traffic(request.app.state.traffic, workers),
        *_of_engine(site.engine.tally, workers),
        *_of_cache(site.cache, workers),
        _one("asm_graph_unread_bytes", "gauge", "Bytes of long answers being sent.", unread.used),
        *_of_process(),
    ]
    try:
        found += _of_release((await site.engine.serving()).release.manifest)
    except QueryError:
        found.append(_one("asm_graph_ready", "gauge", "Whether there is a release to answer from.", 0))
    text = "".join(f"{line}\n" for metric in found for line in metric.lines())
    return Response(text, headers={"Content-Type": _MEDIA_TYPE, "Cache-Control": "no-store"})


def _of_traffic(traffic: Traffic, workers: Sequence[Slot]) -> Iterator[Metric]:
    counts = Counter(traffic.answered)
    for worker in workers:
        counts.update(dict(worker.answered()))
    answered: dict[Labels, float] = {
        (("method", method), ("status", str(status)), ("format", media_type)): float(count)
        for (method, status, media_type), count in sorted(counts.items())
    }
    problems: dict[Labels, float] = {
        (("problem", code),): float(count) for code, count in sorted(traffic.problems.items())
    }
    yield Metric("asm_graph_http_requests_total", "counter", "Requests answered.", answered)
    seconds = traffic.seconds + sum(worker.seconds for worker in workers)
    yield _one("asm_graph_http_request_seconds_total", "counter", "Time that they took together.", seconds)
    under_way = traffic.under_way + _busy(workers)
    yield _one("asm_graph_http_requests_under_way", "gauge", "Requests being answered.", under_way)
    yield Metric("asm_graph_problems_total", "counter", "Problems told, limits among them.", problems)


def _busy(workers: Sequence[Slot]) -> int:
    return sum(worker.serving is not None for worker in workers)


def _of_engine(tally: WorkerCounters, workers: Sequence[Slot]) -> Iterator[Metric]:
    under_way = tally.under_way + _busy(workers)
    yield _one("asm_graph_queries_waiting", "gauge", "Queries that wait for a worker.", tally.waiting)
    yield _one("asm_graph_queries_under_way", "gauge", "Queries that have a worker.", under_way)
    yield _one("asm_graph_workers_killed_total", "counter", "Workers that ended with a query.", tally.killed)


def _of_cache(cache: AnswerCache, workers: Sequence[Slot]) -> Iterator[Metric]:
    looked_for: dict[Labels, float] = {
        (("found", "yes"),): float(cache.hits + sum(worker.repeated for worker in workers)),
        (("found", "no"),): float(cache.misses + sum(worker.missed for worker in workers)),
    }
    used = cache.used + sum(worker.kept_bytes for worker in workers)
    yield Metric("asm_graph_cache_lookups_total", "counter", "Answers looked for in memory.", looked_for)
    yield _one("asm_graph_cache_bytes", "gauge", "Bytes of the answers kept in memory.", used)


def _of_process() -> Iterator[Metric]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime
    yield _one("process_cpu_seconds_total", "counter", "Processor time of the server itself.", seconds)
    peak = 1024 * used.ru_maxrss
    yield _one("asm_graph_peak_memory_bytes", "gauge", "Most memory that the server itself had.", peak)
    yield _one("asm_graph_time_seconds", "gauge", "The clock of the server (Unix time).", time.time())


def _of_release(manifest: Manifest) -> Iterator[Metric]:
    yield _one("asm_graph_ready", "gauge", "Whether there is a release to answer from.", 1)
    labels = (("release", manifest.name), ("version", manifest.version))
    yield Metric("asm_graph_release_info", "gauge", "The release that is served.", {labels: 1.0})
    created = manifest.created.timestamp()
    yield _one("asm_graph_release_created_seconds", "gauge", "When it was built (Unix time).", created)
    yield _one("asm_graph_release_quads", "gauge", "Quads in it.", manifest.quads)
    yield _one(
        "asm_graph_release_documents", "gauge", "Documents that it was read from.", len(manifest.inputs)
    )


def _one(name: str, kind: str, meaning: str, value: float) -> Metric:
    return Metric(name, kind, meaning, {(): float(value)})
