"""Downloading catalog pages the way CKAN does: HEAD, then GET without an RDF `Accept`, 50 MB at most.

Only the host that the operator named is asked: a redirect or a next page elsewhere ends the harvest.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpx

from asm_graph.errors import HarvestFailed, UsageError
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMES = {"http", "https"}
_MOST_REDIRECTS = 5
_SILENCE = 15.0
"""Seconds without a byte after which a server counts as gone."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class CatalogBody:
    """The body of a GET response, and its media type as CKAN reads it: without parameters."""

    content: bytes
    media_type: str


class Downloader:
    """Downloads pages from one host, within limits of bytes and seconds per page."""

    def __init__(self, start: str, page_bytes: int, page_seconds: float) -> None:
        """Start at an address.

        Raises:
            UsageError: it is no address of the web.
        """
        self._host = _host(start)
        if self._host is None:
            raise UsageError(
                Message(
                    "{start}: is no address of a catalog; give one with http:// or https://.", start=start
                )
            )
        self._page_bytes, self._page_seconds = page_bytes, page_seconds
        headers = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "asm-graph check-harvest"}
        self._client = httpx.Client(headers=headers, timeout=_SILENCE, trust_env=False)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, url: str) -> CatalogBody:
        """Download the page at an address.

        Raises:
            HarvestFailed: it cannot be had: the server, its answer or its size does not allow it.
        """
        deadline = time.monotonic() + self._page_seconds
        with self._asked("HEAD", url, deadline) as head:
            if head.is_success:
                self._check_size(url, head)
        with self._asked("GET", url, deadline) as answer:
            if not answer.is_success:
                raise HarvestFailed(
                    Message(
                        "{url}: answers {status}; a portal gives up here.",
                        url=url,
                        status=answer.status_code,
                    )
                )
            self._check_size(url, answer)
            if answer.headers.get("content-encoding", "identity") != "identity":
                raise HarvestFailed(
                    Message("{url}: answers packed, which was not asked for; switch that off.", url=url)
                )
            return CatalogBody(self._read(url, answer, deadline), _media_type(answer))

    @contextmanager
    def _asked(self, method: str, url: str, deadline: float) -> Iterator[httpx.Response]:
        """Send a request and follow redirects within the host."""
        place = url
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                if _host(place) != self._host:
                    raise HarvestFailed(
                        Message(
                            "{url}: leads to another host, {place}; harvest it there.",
                            url=url,
                            place=place[:_LONGEST_NAME],
                        )
                    )
                if time.monotonic() > deadline:
                    raise HarvestFailed(
                        Message(
                            "{url}: takes longer than {seconds:g} seconds.",
                            url=url,
                            seconds=self._page_seconds,
                        )
                    )
                with self._client.stream(method, place) as answer:
                    if not answer.has_redirect_location:
                        yield answer
                        return
                    place = joined(place, answer.headers["location"])
            raise HarvestFailed(
                Message(
                    "{url}: redirects more than {limit} times.",
                    url=url,
                    limit=_MOST_REDIRECTS,
                )
            )
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise HarvestFailed(
                Message(
                    "{url}: cannot be had ({error}); check that the server answers.", url=url, error=error
                )
            ) from error

    def _check_size(self, url: str, answer: httpx.Response) -> None:
        length = answer.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._page_bytes:
            raise self._too_large(url)

    def _read(self, url: str, answer: httpx.Response, deadline: float) -> bytes:
        content = bytearray()
        for piece in answer.iter_raw():
            content += piece
            if len(content) > self._page_bytes:
                raise self._too_large(url)
            if time.monotonic() > deadline:
                raise HarvestFailed(
                    Message(
                        "{url}: takes longer than {seconds:g} seconds.",
                        url=url,
                        seconds=self._page_seconds,
                    )
                )
        return bytes(content)

    def _too_large(self, url: str) -> HarvestFailed:
        return HarvestFailed(
            Message(
                "{url}: is larger than the {limit:,} bytes that a portal takes; cut it into pages.",
                url=url,
                limit=self._page_bytes,
            )
        )


def joined(url: str, link: str) -> str:
    """Resolve a link against the address of its page.

    Raises:
        HarvestFailed: nowhere.
    """
    try:
        return urljoin(url, link)
    except ValueError as error:
        raise HarvestFailed(
            Message("{url}: leads to {link}, which is no address.", url=url, link=link[:_LONGEST_NAME])
        ) from error


def _host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in _SCHEMES else None


def _media_type(answer: httpx.Response) -> str:
    return str(answer.headers.get("content-type", "")).partition(";")[0].strip().lower()
