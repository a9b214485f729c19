"""What every handler needs: settings, releases, engine, guard, quotas, caches, questions, license."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from asm_graph.confinement import ProcessLimits
from asm_graph.conversion.converter import Converter
from asm_graph.conversion.places import ConversionPlaces
from asm_graph.engine.remote.address import EngineAddress
from asm_graph.engine.remote.body import BodyLimits
from asm_graph.engine.remote.engine import RemoteLimits
from asm_graph.engine.serving.archive import Archive
from asm_graph.engine.serving.current import CurrentEngine
from asm_graph.engine.serving.remote_current import RemoteCurrentEngine
from asm_graph.engine.workers.examiner import Examiner
from asm_graph.engine.workers.lanes import LaneLimits
from asm_graph.engine.workers.pool import PoolLimits
from asm_graph.engine.workers.process import WorkerLimits
from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.query.guard import Guard
from asm_graph.raster import Rasterizer
from asm_graph.releases.dataset_description import DatasetDescription
from asm_graph.releases.folder import DRAFTS, Releases
from asm_graph.web.http.problems import Problem, document_of
from asm_graph.web.services.answer_cache import AnswerCache
from asm_graph.web.services.client_quota import Clients
from asm_graph.web.services.comparisons import Comparisons
from asm_graph.web.services.kept_names import KeptNames
from asm_graph.web.services.library_answers import LibraryAnswers
from asm_graph.web.services.release_rows import ReleaseRows

if TYPE_CHECKING:
    from starlette.requests import Request

    from asm_graph.engine.serving.following import FollowingEngine
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.settings import Settings

_QUICK_BYTES = 1_000_000
"""An answer up to this size is sent whole, with its length, and holds no worker while it is sent."""
_REPEATS, _LIBRARY = 10, 5
"""Of the memory for answers a tenth holds those that query workers keep, a fifth those of the library."""


def releases_of(settings: Settings) -> Releases:
    """Return the releases that are served: those of the folder, or its draft with what it compares with."""
    return Releases(settings.releases / DRAFTS if settings.draft else settings.releases)


@dataclass(frozen=True, slots=True)
class Site:
    """The parts of one running server."""

    settings: Settings
    releases: Releases
    engine: FollowingEngine
    examiner: Examiner
    clients: Clients
    cache: AnswerCache
    release_rows: ReleaseRows
    names: KeptNames
    library: Library
    library_answers: LibraryAnswers
    license: str
    publisher: str
    comparisons: Comparisons
    archive: Archive
    rasterizer: Rasterizer
    converter: Converter

    @classmethod
    def of(cls, settings: Settings) -> Site:
        """Make the parts for these settings.

        Raises:
            UsageError: the address of a remote engine does not fit.
            InputError: the query library or the description of the dataset does not hold.
        """
        releases, knowledge = releases_of(settings), Knowledge.default()
        description = DatasetDescription.load(knowledge)
        library, guard = Library.load(knowledge.sparql), Guard.of(settings)
        places = ConversionPlaces(settings.convert_processes, settings.convert_seconds)
        conversion = ProcessLimits(settings.worker_memory, settings.convert_seconds, settings.result_bytes)
        kept, ready = settings.cache_bytes // _LIBRARY, settings.cache_bytes // _REPEATS
        return cls(
            settings,
            releases,
            _engine(releases, settings),
            Examiner(guard, settings.queue_seconds),
            Clients(settings.client_queries, settings.queue_seconds),
            AnswerCache(settings.cache_bytes - kept - ready),
            ReleaseRows(),
            KeptNames(),
            library,
            LibraryAnswers.of(library, guard, kept),
            description.license,
            description.publisher.name,
            Comparisons(settings.compare_seconds, places),
            Archive(releases, _pool(settings), settings.archive_releases),
            Rasterizer(places),
            Converter(places, conversion, settings.convert_bytes),
        )

    @property
    def worker_cache_bytes(self) -> int:
        """What all query workers together may keep of answers."""
        return self.settings.cache_bytes // _REPEATS

    def wording(self, problem: Problem, language: Language) -> dict[str, Any]:
        """Return the problem document that a page shows."""
        return document_of(problem, self.settings, language)


def _engine(releases: Releases, settings: Settings) -> FollowingEngine:
    """Workers of our own, or the remote engine that the settings name."""
    pool = _pool(settings)
    if settings.engine is None:
        return CurrentEngine(releases, pool)
    body = BodyLimits(settings.result_bytes, settings.result_rows, _QUICK_BYTES)
    limits = RemoteLimits(settings.workers, settings.queue_seconds, settings.query_seconds, body)
    return RemoteCurrentEngine(releases, EngineAddress.of(settings.engine, settings), limits, pool)


def _pool(settings: Settings) -> PoolLimits:
    worker = WorkerLimits(
        settings.worker_memory, settings.result_bytes, settings.result_rows, settings.query_seconds
    )
    lanes = LaneLimits(
        max(1, min(settings.slow_workers, settings.workers - 1)), settings.slow_seconds, _QUICK_BYTES
    )
    return PoolLimits(settings.workers, settings.queue_seconds, worker, lanes)


def site_of(request: Request) -> Site:
    """Return the site that received a request."""
    return cast("Site", request.app.state.site)
