"""A harvest: page after page to the last, or the reason why a portal would give up."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asm_graph.errors import HarvestFailed
from asm_graph.harvest.download import Downloader, joined
from asm_graph.harvest.state import HarvestedDataset, HarvestState
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.harvest.download import CatalogBody

_READER = "asm_graph.harvest.page_reader"
_GRACE_SECONDS = 2.0
_LONGEST_COMPLAINT = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a stranger's catalog is accepted: CKAN's 50 MB a page, and bounds of our own."""

    page_bytes: int = 50 * 1024 * 1024
    page_seconds: float = 120.0
    pages: int = 1_000
    memory: int = 2_000_000_000


def crawl(url: str, progress: Callable[[str], None], limits: Limits | None = None) -> HarvestState:
    """Harvest the catalog at an address.

    Raises:
        UsageError: it is no address of the web.
        HarvestFailed: a portal would give up, and so delete nothing; the message says where and why.
    """
    limits = limits or Limits()
    datasets: dict[str, HarvestedDataset] = {}
    visited: list[str] = []
    size, following = 0, url
    with closing(Downloader(url, limits.page_bytes, limits.page_seconds)) as downloader:
        while following:
            if following in visited or len(visited) == limits.pages:
                raise HarvestFailed(
                    Message(
                        "{following}: the pages do not end; {count:,} were read.",
                        following=following,
                        count=len(visited),
                    )
                )
            visited.append(following)
            progress(Message("Page {count}: {following}", count=len(visited), following=following))
            body = downloader.get(following)
            page = _read(following, body, limits)
            datasets |= {
                name: HarvestedDataset.model_validate(found) for name, found in page["datasets"].items()
            }
            size += len(body.content)
            following = joined(following, page["next"]) if page["next"] else ""
    return HarvestState(url=url, pages=len(visited), size=size, datasets=dict(sorted(datasets.items())))


def _read(url: str, body: CatalogBody, limits: Limits) -> dict[str, Any]:
    """Parse a page in a process that may be killed for it."""
    command = [sys.executable, "-m", _READER, body.media_type, str(limits.memory), str(limits.page_seconds)]
    try:
        done = subprocess.run(  # noqa: S603  our own module, and three words that it takes as data
            command,
            input=body.content,
            capture_output=True,
            timeout=limits.page_seconds + _GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise HarvestFailed(
            Message(
                "{url}: cannot be read in {seconds:g} seconds.",
                url=url,
                seconds=limits.page_seconds,
            )
        ) from error
    if done.returncode != 0:
        raise HarvestFailed(
            Message(
                "{url}: cannot be read in {memory:,} bytes and {seconds:g} seconds.",
                url=url,
                memory=limits.memory,
                seconds=limits.page_seconds,
            )
        )
    page: dict[str, Any] = json.loads(done.stdout)
    if "error" in page:
        kind = body.media_type or Message("no media type")
        raise HarvestFailed(
            Message(
                "{url}: is not the RDF that it says it is ({kind}): {complaint}",
                url=url,
                kind=kind,
                complaint=page["error"][:_LONGEST_COMPLAINT],
            )
        )
    return page
