"""The release that an address is about: the one that it names, else the one that is served."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.web.site import site_of

if TYPE_CHECKING:
    import datetime as dt

    from starlette.requests import Request

    from asm_graph.releases import Release


@dataclass(frozen=True, slots=True)
class AskedRelease:
    """A release, since when its pages are what they are (UTC), and the beginning of their addresses."""

    release: Release
    since: dt.datetime
    root: str


async def asked_release(request: Request) -> AskedRelease:
    """The release of the path parameter `release`, else the current one.

    Raises:
        NoRelease: there is no current one.
        ReleaseError: there is none of this name, or it is damaged.
    """
    site, name = site_of(request), request.path_params.get("release")
    if name is None:
        serving = await site.engine.serving()
        return AskedRelease(serving.release, serving.since, "")
    release = await asyncio.to_thread(site.releases.open, name)
    return AskedRelease(release, release.manifest.created, f"/releases/{name}")
