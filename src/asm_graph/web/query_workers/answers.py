"""The answers of a worker: whole, and byte for byte those of the page server but for their times."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.requests import Request

from asm_graph.errors import QueryRefused
from asm_graph.query.evaluation import is_as_put
from asm_graph.query.guard import without_constants
from asm_graph.web.http.answer_headers import LONGEST_ADDRESS, answer_headers, server_timing
from asm_graph.web.http.conditional import Validators, tag_of
from asm_graph.web.http.cors import OPEN_TO_ANY
from asm_graph.web.http.negotiation import SHEET, choose, named, offers_for, wants_page
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.query_workers.shared_memory import known_by
from asm_graph.web.services.answer_cache import ENTRY_BYTES, SizedCache
from asm_graph.web.sparql.answer_address import answer_address
from asm_graph.web.sparql.protocol import (
    ProtocolRequest,
    asked_by,
    joined,
    media_type_sent,
    parse_body,
    parse_parameters,
    query_alone,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from asm_graph.query.guard import Guard
    from asm_graph.results import Format
    from asm_graph.web.query_workers.current_store import CurrentStore
    from asm_graph.web.query_workers.request import ShortRequest
    from asm_graph.web.query_workers.shared_memory import SharedMemory, Slot

_LONGEST_QUERY: Final = 1_000
"""Characters of a query that may be examined at once (see `asm_graph.engine.workers.examiner`)."""
_CHARACTER_BYTES = 4
"""At most, in UTF-8."""
_KEPT, _LONGEST_KEPT = 500, 500
_OPEN: Final = b"".join(name + b": " + value + b"\r\n" for name, value in OPEN_TO_ANY)
_TIMING = b"server-timing: "
_NO_BASE = ""
"""Of queries with relative IRIs, which are the page server's: a part of their entity tags."""
_SLOT = "\0"
"""Stands in no header."""
_STATUS_LINES = {
    each: f"HTTP/1.1 {each.value} {each.phrase}\r\ndate: ".encode()
    for each in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
}


class WholeAnswer(NamedTuple):
    """An answer as it is sent, and as what it counts: method, status and media type, and bytes of its body.

    `is_repeated` says whether it was kept from before; None where no body was looked for.
    """

    data: bytes
    kind: tuple[str, int, str]
    size: int
    seconds: float = 0.0
    is_repeated: bool | None = None


class _Kept(NamedTuple):
    """An answer to requests that come again: what stands before and after its time."""

    before: bytes
    after: bytes
    kind: tuple[str, int, str]
    size: int


@dataclass(frozen=True, slots=True)
class AnswerRules:
    """What answers depend on besides the request and the release."""

    guard: Guard
    root: str
    cache_bytes: int


class _Plan(NamedTuple):
    """The format of an answer, and whether the engine gets its query right as it is."""

    offer: Format
    is_as_put: bool


class Answers:
    """Answers requests over the current release; each is either whole, or left to the page server."""

    def __init__(self, rules: AnswerRules, memory: SharedMemory, slot: Slot) -> None:
        self._rules = rules
        self._guard = rules.guard
        self._longest = min(_LONGEST_QUERY, rules.guard.max_bytes // _CHARACTER_BYTES)
        self._memory = memory
        self._slot = slot
        self._kept: SizedCache[bytes, _Kept] = SizedCache(rules.cache_bytes, _size)
        self._plan = lru_cache(_KEPT)(self._make_plan)

    def forget(self) -> None:
        """Forget what was answered from another release."""
        self._kept = SizedCache(self._rules.cache_bytes, _size)
        self._slot.kept_bytes = 0

    def answer(self, request: ShortRequest, release: CurrentStore) -> WholeAnswer | None:
        """Answer a request, or leave it: who has a question to ask back, an error to tell, or more to say."""
        started = time.perf_counter()
        if (kept := self._kept.get(request.sent)) is not None:
            return _whole(kept, "cache", started)
        try:
            asked = _read(request)
            plan = self._plan_of(asked, request.headers.accept) if asked is not None else None
        except (ProblemError, QueryRefused):
            return None
        if asked is None or plan is None:
            return None
        return self._answer(request, asked, plan, release, started)

    def _plan_of(self, asked: ProtocolRequest, accept: tuple[str, ...]) -> _Plan | None:
        """Return how to answer; raise `QueryRefused` where the query must not reach an engine."""
        if len(asked.query) > self._longest:
            return None
        if "\\" in asked.query:
            self._guard.check_characters(asked.query)
        is_usual = sum(map(len, (*asked.formats, *accept))) <= _LONGEST_KEPT
        plan = self._plan if is_usual else self._make_plan
        return plan(without_constants(asked.query), asked.formats, accept)

    def _make_plan(self, shape: str, formats: tuple[str, ...], accept: tuple[str, ...]) -> _Plan | None:
        """Return how queries of a shape are answered; None: not here, be it a page or a spreadsheet.

        The guard sees a shape alone: all characters that it refuses are there, but for escapes beside words.
        """
        examined = self._guard.examine(shape)
        if examined.volatile or examined.relative or wants_page(formats, accept):
            return None
        offers = offers_for(examined.form)
        offer = named(offers, formats) or choose(offers, accept)
        return None if offer is None or offer is SHEET else _Plan(offer, is_as_put(shape))

    def _answer(
        self,
        request: ShortRequest,
        asked: ProtocolRequest,
        plan: _Plan,
        release: CurrentStore,
        started: float,
    ) -> WholeAnswer | None:
        offer, graphs = plan.offer, (asked.default_graphs, asked.named_graphs)
        tag = tag_of((release.name, asked.query, *graphs, offer.content_type, _NO_BASE))
        sent = request.parameters if request.method == "GET" else b""
        address = answer_address(self._rules.root, sent, asked, offer)
        if request.headers.conditions:
            validators = Validators(tag, release.since)
            if validators.hold(_conditional(request)):
                return _not_modified(request.method, answer_headers("", address) | validators.headers)
        body = self._body(asked, plan, release, known_by(tag))
        if body is None:
            return None
        kept = _Kept(
            _told(offer.content_type, address, tag, release.since),
            b"content-length: %d\r\n%b\r\n%b" % (len(body), _OPEN, body),
            (request.method, HTTPStatus.OK, offer.media_type),
            len(body),
        )
        self._kept.put(request.sent, kept)
        self._slot.kept_bytes = self._kept.used
        return _whole(kept, "engine", started)

    def _body(self, asked: ProtocolRequest, plan: _Plan, release: CurrentStore, known: int) -> bytes | None:
        self._slot.query = known
        if self._memory.is_long(known):
            return None
        body = release.evaluate(asked, plan.offer.asks, is_as_put=plan.is_as_put)
        if body is None:
            self._memory.note_long(known)
        return body


def _read(request: ShortRequest) -> ProtocolRequest | None:
    """Read what is asked for; None where it is not for a worker.

    Raises:
        ProblemError: it breaks the protocol.
    """
    if request.method == "GET" and (alone := query_alone(request.parameters)) is not None:
        return ProtocolRequest(alone)
    parameters = parse_parameters(request.parameters)
    if request.method == "POST":
        media_type = media_type_sent(request.headers.content_type)
        parameters = joined(parameters, parse_body(media_type, request.body))
    asked = asked_by(parameters)
    return asked if asked.seconds is None else None


def _conditional(request: ShortRequest) -> Request:
    return Request({"type": "http", "method": request.method, "headers": list(request.headers.conditions)})


def _whole(kept: _Kept, source: str, started: float) -> WholeAnswer:
    timing = server_timing(source, started).encode()
    data = b"%b%b%b\r\n%b" % (_first_lines(HTTPStatus.OK), kept.before, timing, kept.after)
    return WholeAnswer(data, kept.kind, kept.size, time.perf_counter() - started, source == "cache")


def _not_modified(method: str, headers: Mapping[str, str]) -> WholeAnswer:
    lines = _lines({name: value for name, value in headers.items() if name != "Content-Type"})
    head = b"%b%b%b\r\n" % (_first_lines(HTTPStatus.NOT_MODIFIED), lines, _OPEN)
    return WholeAnswer(head, (method, HTTPStatus.NOT_MODIFIED, ""), 0)


def _told(content_type: str, address: str, tag: str, modified: dt.datetime) -> bytes:
    """Return the headers of an answer up to its time."""
    if 0 < len(address) <= LONGEST_ADDRESS:
        first, second, third = _template(content_type, modified)
        return f"{first}{address}{second}{tag}{third}".encode("latin-1")
    return _lines(answer_headers(content_type, address) | Validators(tag, modified).headers) + _TIMING


@lru_cache(_KEPT)
def _template(content_type: str, modified: dt.datetime) -> list[str]:
    """Return what stands around address and tag."""
    headers = answer_headers(content_type, _SLOT) | Validators(_SLOT, modified).headers
    return (_lines(headers) + _TIMING).decode("latin-1").split(_SLOT)


def _lines(headers: Mapping[str, str]) -> bytes:
    return "".join([f"{name.lower()}: {value}\r\n" for name, value in headers.items()]).encode("latin-1")


def _first_lines(status: HTTPStatus) -> bytes:
    return _STATUS_LINES[status] + _date(int(time.time()))


@lru_cache(maxsize=1)
def _date(second: int) -> bytes:
    return f"{formatdate(second, usegmt=True)}\r\n".encode()


def _size(request: bytes, kept: _Kept) -> int:
    return len(request) + len(kept.before) + len(kept.after) + ENTRY_BYTES
