"""The current release of a folder as a site of plain files: the real application, asked in this process."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import httpx
from pyoxigraph import DefaultGraph, NamedNode

from asm_graph.errors import ExportFailed, UsageError
from asm_graph.export.crawl import Crawl
from asm_graph.export.files import FIRST, exported_path, link_between
from asm_graph.export.links import Rewriting
from asm_graph.graph.vocabulary import LANGUAGES, RDF, Base
from asm_graph.releases import Releases, open_release
from asm_graph.releases.dumps import STORE
from asm_graph.releases.durable import STAGING, publish_folder, remove_folder
from asm_graph.web import create_app
from asm_graph.web.pages import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_WHOLE = 1_000_000
"""Datasets of a page of the catalogue: a file has no second page."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be written: the current release of these settings, for the address where it will be served.

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
        """An export for an address, or for the base of the release's IRIs.

        Raises:
            UsageError: the address is none.
            ReleaseError: there is no release.
        """
        place = address or open_release(settings.releases).manifest.base
        parts = urlsplit(place)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(f"{place}: is no address to serve a site at; give one with http:// or https://.")
        return cls(settings, place, formats, progress)

    @property
    def release(self) -> Release:
        """What is exported."""
        return open_release(self.settings.releases)


def export_site(export: Export, folder: Path) -> int:
    """Write a site aside, and give it the name of the folder when it is whole; tells how many files it has.

    Raises:
        UsageError: the folder holds something else.
        ExportFailed: a page cannot be made, or the disk is full.
    """
    _ensure_replaceable(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=STAGING, dir=folder.parent) as aside:
            staging = Path(aside) / "site"
            staging.mkdir()
            _write(staging, export)
            count = sum(path.is_file() for path in staging.rglob("*"))
            export.progress(f"Publishing {count:,} files")
            if folder.exists():
                remove_folder(folder)
            publish_folder(staging, folder)
    except OSError as error:
        raise ExportFailed(
            f"{folder}: cannot be written ({error}); free some space or choose another."
        ) from error
    return count


def _write(staging: Path, export: Export) -> None:
    shutil.copytree(STATIC, staging / "static")
    releases = export.settings.releases
    for name in Releases(releases).list():
        export.progress(f"Copying {name}")
        _copy_release(releases / name, staging / "releases" / name)
    crawl = asyncio.run(_crawl(staging, export))
    export.progress("Linking the pages")
    _link(crawl)
    facts = {
        "release": export.release.name,
        "address": export.address,
        "formats": sorted(export.formats),
    }
    (staging / MARK).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


async def _crawl(staging: Path, export: Export) -> Crawl:
    app = create_app(export.settings.model_copy(update={"catalog_page": _WHOLE}))
    parts = urlsplit(export.address)
    transport = httpx.ASGITransport(app, root_path=parts.path.rstrip("/"))
    origin = f"{parts.scheme}://{parts.netloc}"
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=origin, timeout=None) as client,  # noqa: S113  the engine has its limits
    ):
        crawl, failure = Crawl(client, staging, export.progress, export.formats), None
        try:
            await crawl.fetch([*_START, *_things(export.release)], export.settings.workers)
        except ExportFailed as error:
            failure = error  # raised in there, it would come out as one of a group
    if failure is not None:
        raise failure
    return crawl


def _things(release: Release) -> Iterator[str]:
    """The pages of all that is an entity of ours."""
    base = Base(release.manifest.base)
    typed = release.store().quads_for_pattern(None, RDF("type"), None, DefaultGraph())
    for subject in dict.fromkeys(quad.subject for quad in typed):
        if isinstance(subject, NamedNode) and subject.value.startswith(base.id("").value):
            yield f"/doc/{quote(base.local(subject))}"


def _copy_release(source: Path, target: Path) -> None:
    """All files of a release but those of the engine."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(STORE, "*.sqlite"))


def _link(crawl: Crawl) -> None:
    """Let the links of each page lead to files."""
    for page, name in crawl.files.items():
        if name.suffix == ".html":
            file = crawl.folder / name
            rewrite = partial(_target, crawl, page)
            file.write_text(Rewriting(file.read_text(encoding="utf-8"), rewrite).page, encoding="utf-8")


def _target(crawl: Crawl, page: tuple[str, str], link: str) -> str | None:
    """Where a link of a page leads now; None where no file stands for what it led to."""
    if link.startswith("#") or not link.startswith(("/", "?")):
        return link
    path, language = page
    if link.startswith("?"):
        there: str | None = path
        language = next((each for each in LANGUAGES if link.endswith(f"lang={each}")), "")
    else:
        there = exported_path(link)
    if there is None or not language:
        return None
    name = crawl.files.get((there, language)) or crawl.files.get((there, FIRST))
    if name is None and (crawl.folder / there.lstrip("/")).is_file():
        name = PurePosixPath(there.lstrip("/"))
    fragment = f"#{link.partition('#')[2]}" if "#" in link else ""
    return f"{link_between(crawl.files[page], name)}{fragment}" if name else None


def _ensure_replaceable(folder: Path) -> None:
    if folder.exists() and not (folder / MARK).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: holds something that is no export; name a new folder.")
