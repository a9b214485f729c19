"""The release an address is about: the one it names, else the current one."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from starlette.requests import Request

    from asm_graph.engine.interface import Engine
    from asm_graph.engine.serving.following import Serving
    from asm_graph.releases import Release


@dataclass(frozen=True, slots=True)
class AskedRelease:
    """A release, the date since which its pages hold (UTC), and the root of their addresses.

    `serving` is the one that is served; None where the address names a release.
    """

    release: Release
    since: dt.datetime
    root: str
    serving: Serving | None = None


async def asked_release(request: Request) -> AskedRelease:
    """Return the release of the path parameter `release`, else the current one.

    Raises:
        NoRelease: there is no current one.
        ReleaseError: there is none of this name, or it is damaged.
    """
    site, root = site_of(request), root_of(request)
    if not root:
        serving = await site.engine.serving()
        return AskedRelease(serving.release, serving.since, root, serving)
    release = await asyncio.to_thread(site.releases.open, request.path_params["release"])
    return AskedRelease(release, release.manifest.created, root)


def engine_of(request: Request, asked: AskedRelease) -> AbstractAsyncContextManager[Engine]:
    """Yield the engine over a release; that of an older one runs only while it is used.

    Entering it raises a `QueryError` where as many older releases as may be open are in use, or the store of
    this one does not open.
    """
    if asked.serving is not None:
        return nullcontext(asked.serving.engine)
    return _engine_of_named(request, asked.release.name)


@asynccontextmanager
async def _engine_of_named(request: Request, name: str) -> AsyncIterator[Engine]:
    site = site_of(request)
    if site.engine.release_name == name and (served := await site.engine.serving()).release.name == name:
        yield served.engine
        return
    async with site.archive.serving(name) as serving:
        yield serving.engine


def root_of(request: Request) -> str:
    """Return the root of the addresses of the named release; empty for the current one.

    Whether there is such a release is not looked up.
    """
    name = request.path_params.get("release")
    return "" if name is None else f"/releases/{name}"


def names_no_release(request: Request) -> bool:
    """Whether the address names a release that is not there."""
    name = request.path_params.get("release")
    return name is not None and name not in site_of(request).releases.list()
