"""The current release as a site of static files: what the real application responds."""

from __future__ import annotations

import json
import re
import shutil
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlsplit

from pyoxigraph import DefaultGraph, NamedNode

from asm_graph.build.worker_processes import processes
from asm_graph.errors import ExportFailed, UsageError
from asm_graph.export.crawl import Origin, fetch
from asm_graph.export.exported_catalog import leave_out_service
from asm_graph.export.links import exported_path, link_pages
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import RDF, Base
from asm_graph.releases import Releases, open_release
from asm_graph.releases.atomic_folder import replacing
from asm_graph.releases.dumps import STORE
from asm_graph.releases.page_pictures import FOLDER as PAGES
from asm_graph.releases.page_pictures import read_pages
from asm_graph.web.rendering.pages import STATIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from asm_graph.releases import Release
    from asm_graph.releases.content import Progress
    from asm_graph.settings import Settings

MARK = "export.json"
"""The file that says that a folder is an export, and of what: only such a one is replaced."""

_START = (
    "/",
    "/queries",
    "/audit",
    "/releases",
    "/ontology",
    "/catalog",
    "/catalog.xml",
    "/.well-known/void",
)
_DATA = {"ttl", "nt", "rdf", "jsonld"}
_DOCUMENT_PAGE = re.compile(
    r"(?:/releases/(?P<release>[^/]+))?/doc/document/(?P<slug>[^/]+)/pages/(?P<number>\d{1,5})(?:\.\w+)?"
)
_BATCH = 1_000
"""So many addresses or pages are worth a start of the application in a process."""

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Export:
    """What to write: the current release of these settings, for the address where it will be served.

    `formats` are the data formats of things, such as `ttl`.
    """

    settings: Settings
    address: str
    formats: frozenset[str]
    progress: Progress

    @classmethod
    def of(
        cls, settings: Settings, address: str | None, formats: frozenset[str], progress: Progress
    ) -> Export:
        """Make an export for an address, or for the base of the release's IRIs.

        Raises:
            UsageError: the address is none.
            ReleaseError: there is no release.
        """
        place = address or open_release(settings.releases).manifest.base
        parts = urlsplit(place)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(
                Message(
                    "{place}: is no address to serve a site at; give one with http:// or https://.",
                    place=place,
                )
            )
        return cls(settings, place, formats, progress)

    @property
    def release(self) -> Release:
        """What is exported."""
        return open_release(self.settings.releases)


def export_site(export: Export, folder: Path) -> int:
    """Write a site aside, then give it the name of the folder; return its number of files.

    Raises:
        UsageError: the folder holds something else.
        ExportFailed: a page cannot be made, or the disk is full.
    """
    _ensure_replaceable(folder)
    try:
        with replacing(folder, export.progress) as staging:
            _write(staging, export)
            count = sum(path.is_file() for path in staging.rglob("*"))
            export.progress(Message("Publishing {count:,} files", count=count))
    except OSError as error:
        reason = error.args[0][0][-1] if isinstance(error, shutil.Error) else error
        raise ExportFailed(
            Message(
                "{folder}: cannot be written ({reason}); free some space or choose another.",
                folder=folder,
                reason=reason,
            )
        ) from error
    except BrokenProcessPool as error:
        raise ExportFailed(
            Message("{folder}: a process was killed on the way; free some memory.", folder=folder)
        ) from error
    return count


def _write(staging: Path, export: Export) -> None:
    shutil.copytree(STATIC, staging / "static")
    releases = export.settings.releases
    for name in Releases(releases).list():
        export.progress(Message("Copying {name}", name=name))
        _copy_release(releases / name, staging / "releases" / name)
    with processes() as pool:
        pages = _crawl(staging, export, pool)
        leave_out_service(staging)
        linked = 0
        for number in _each(partial(link_pages, staging), pages, pool):
            linked += number
            export.progress(Message("Linked {linked:,} of {count:,} pages", linked=linked, count=len(pages)))
    facts = {
        "release": export.release.name,
        "address": export.address,
        "formats": sorted(export.formats),
    }
    (staging / MARK).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def _crawl(staging: Path, export: Export, pool: Executor) -> list[PurePosixPath]:
    """Keep the responses at the first addresses and at everything they link to; return the pages."""
    work = partial(fetch, Origin(export.settings, export.address), staging)
    pages: list[PurePosixPath] = []
    known: set[str] = set()
    waiting = _exported([*_START, *_things(export.release, export.formats)], export)
    while waiting:
        known |= waiting
        links: set[str] = set()
        for fetched in _each(work, sorted(waiting), pool):
            pages += fetched.pages
            links |= fetched.links
            export.progress(
                Message("{count:,} pages of {known:,} addresses", count=len(pages), known=len(known))
            )
        waiting = _exported(links, export) - known
    return pages


def _each(
    work: Callable[[Sequence[Item]], Outcome], items: Sequence[Item], pool: Executor
) -> Iterator[Outcome]:
    """Yield the outcomes for all items, in batches of neighbors; a few items are not worth a process."""
    if len(items) <= _BATCH:
        yield work(items)
        return
    futures = [pool.submit(work, items[start : start + _BATCH]) for start in range(0, len(items), _BATCH)]
    try:
        for future in as_completed(futures):
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def _exported(addresses: Iterable[str], export: Export) -> set[str]:
    """Filter the paths that become files: of data the requested formats, of pages those that are quoted."""
    paths = {path for path in map(exported_path, addresses) if path is not None}
    unwanted = {f".{name}" for name in _DATA - export.formats}
    kept = (path for path in paths if not ("/doc/" in path and PurePosixPath(path).suffix in unwanted))
    return {path for path in kept if _proves(path, export)}


def _proves(path: str, export: Export) -> bool:
    """Return whether a path is no page of a document, or one that is quoted."""
    found = _DOCUMENT_PAGE.fullmatch(path)
    if found is None:
        return True
    release = export.settings.releases / found["release"] if found["release"] else export.release.path
    pages = read_pages(release, found["slug"])
    page = pages.page(int(found["number"])) if pages else None
    return page is not None and page.quotations > 0


def _things(release: Release, formats: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the pages of entities of ours, each with its data, which are made of the same answers."""
    base = Base(release.manifest.base)
    typed = release.store().quads_for_pattern(None, RDF("type"), None, DefaultGraph())
    for subject in dict.fromkeys(quad.subject for quad in typed):
        if isinstance(subject, NamedNode) and subject.value.startswith(base.id("").value):
            page = f"/doc/{quote(base.local(subject))}"
            yield page
            yield from (f"{page}.{name}" for name in formats)


def _copy_release(source: Path, target: Path) -> None:
    """Copy all files of a release but the engine's store and the pages, of which evidence needs a part."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(STORE, "*.sqlite", PAGES))


def _ensure_replaceable(folder: Path) -> None:
    if folder.exists() and not (folder / MARK).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            Message("{folder}: holds something that is no export; name a new folder.", folder=folder)
        )
