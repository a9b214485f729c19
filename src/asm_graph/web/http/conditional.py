"""Conditional and range requests: entity tags, dates and byte ranges (RFC 9110, sections 8.8, 13 and 14)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send


_RANGE = re.compile(rb"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-[0-9]{1,18})", re.IGNORECASE)


class ByteRanges:
    """Middleware that hides ranges to be ignored, and multiple ranges."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through."""
        headers = [
            (name, value)
            for name, value in scope["headers"]
            if name != b"range" or (scope["method"] == "GET" and _is_sound(value))
        ]
        await self._app({**scope, "headers": headers}, receive, send)


def _is_sound(value: bytes) -> bool:
    match = _RANGE.fullmatch(value)
    return match is not None and (not match[2] or int(match[1]) <= int(match[2]))


_CONDITIONAL = {"GET", "HEAD", "QUERY"}
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_DIGEST_BYTES = 16
_LONGEST_DATE = 100
"""Characters; RFC 9110 has dates of 29 to 33."""
_KEPT_WITHOUT_BODY = {"cache-control", "content-location", "date", "etag", "expires", "last-modified", "vary"}
"""What a 304 may carry (RFC 9110, section 15.4.5); the rest describes a body that it does not have."""
NO_STORE = "no-store"
_REVALIDATE = "public, no-cache"
"""Caches may keep an answer but ask each time: a release may change at any moment."""


def tag_of(parts: tuple[object, ...]) -> str:
    """Return the strong entity tag of a representation that depends on exactly these parts."""
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=_DIGEST_BYTES)  # quicker here than SHA-256
    return f'"{digest.hexdigest()}"'


@dataclass(frozen=True, slots=True)
class Validators:
    """The strong entity tag of a representation, and when its release became current (UTC)."""

    tag: str
    modified: dt.datetime

    @classmethod
    def of(cls, parts: Sequence[object], modified: dt.datetime) -> Validators:
        """Make the validators of a representation that depends on exactly these parts."""
        return cls(tag_of(tuple(parts)), modified)

    @property
    def headers(self) -> dict[str, str]:
        """What tells them to a client."""
        return {
            "ETag": self.tag,
            "Last-Modified": _http_date(self.modified),
            "Cache-Control": _REVALIDATE,
        }

    def hold(self, request: Request) -> bool:
        """Whether the client says that it has this representation; dates count only where tags do not."""
        if request.method not in _CONDITIONAL:
            return False
        headers = request.headers
        if tags := headers.getlist("if-none-match"):
            return any(self.tag in _TAG.findall(line) or line.strip() == "*" for line in tags)
        date = headers.get("if-modified-since")
        return date is not None and len(date) <= _LONGEST_DATE and self._is_as_old(date)

    def _is_as_old(self, date: str) -> bool:
        try:
            given = parsedate_to_datetime(date)
        except (ValueError, OverflowError):
            return False
        return given.tzinfo is not None and given >= self.modified.replace(microsecond=0)


@lru_cache(maxsize=8)
def _http_date(moment: dt.datetime) -> str:
    """Format a date for headers (RFC 9110, section 5.6.7); cached, since releases are few."""
    return format_datetime(moment, usegmt=True)


def not_modified(headers: Mapping[str, str]) -> Response:
    """Respond 304 with those headers of the representation that such a response may carry."""
    kept = {name: value for name, value in headers.items() if name.lower() in _KEPT_WITHOUT_BODY}
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept)
