"""A cache of responses to byte-identical requests, which are served without parsing.

Such a request has the same answer as long as the release is the same: it is sent before anything reads the
request anew. Only what `AnswerCache` has given out gets here.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from asm_graph.web.services.answer_cache import ENTRY_BYTES, SizedCache
from asm_graph.web.services.request_log import LoggedRequest, first_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.web.services.request_log import Traffic

_LARGEST = 65_536
"""Sending longer answers takes longer than finding them."""
_MEDIA_TYPE = re.compile(rb"content-type: *+([^;\r\n]*)", re.IGNORECASE)


class _CachedResponse(NamedTuple):
    """A response, its release, and what is logged each time it is sent."""

    release: str
    answer: bytes
    note: LoggedRequest


class ReplayCache:
    """Responses (what follows status and date) by the bytes of their requests, within `limit` bytes.

    `is_current` tells whether the release of that name is the one to answer from.
    """

    def __init__(self, limit: int, is_current: Callable[[str], bool], traffic: Traffic) -> None:
        self.traffic = traffic
        self._is_current = is_current
        self._answers: SizedCache[bytes, _CachedResponse] = SizedCache(limit, _size)

    def answer(self, request: bytes) -> bytes | None:
        """Return the response to these bytes if it is kept and current, and count it as sent."""
        kept = self._answers.get(request)
        if kept is None:
            return None
        started = time.perf_counter()
        if not self._is_current(kept.release):
            self._answers.drop(request)
            return None
        self.traffic.repeated += 1
        self.traffic.note(kept.note._replace(seconds=time.perf_counter() - started))
        return kept.answer

    def keep(self, request: bytes, release: str, answer: bytes) -> None:
        """Keep the response from a release, unless it is large; others make room."""
        if len(answer) <= _LARGEST:
            self._answers.put(request, _CachedResponse(release, answer, _note(request, answer)))


def _size(request: bytes, kept: _CachedResponse) -> int:
    return len(request) + len(kept.answer) + ENTRY_BYTES


def _note(request: bytes, answer: bytes) -> LoggedRequest:
    method, _, rest = request.decode("latin-1").partition(" ")
    head, _, body = answer.partition(b"\r\n\r\n")
    media_type = _MEDIA_TYPE.search(head)
    kind = first_part(unquote(rest.partition(" ")[0].partition("?")[0]))
    return LoggedRequest(
        method, kind, 200, media_type[1].decode("latin-1") if media_type else "", len(body), 0.0
    )
