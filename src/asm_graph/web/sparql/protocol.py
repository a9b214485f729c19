"""Requests of the SPARQL 1.1 Protocol, parsed strictly."""

from __future__ import annotations

import asyncio
import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from asm_graph.errors import InputError
from asm_graph.web.http.problems import Problem, body_limit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from asm_graph.settings import Settings

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_WITH_BODY = {"POST", "QUERY"}
_OF_PAGES = {"lang"}
_SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_BROKEN_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^";\s]*)"?', re.IGNORECASE)
_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|^`\\]+|(?:urn|tag):[^\x00-\x20<>\"{}|^`\\]+")


class BadRequest(InputError):
    """The request has a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """A query; its dataset, format and time limit, where the request gives them."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    seconds: float | None


async def read_request(request: Request, settings: Settings) -> ProtocolRequest | None:
    """Parse a request; None where it has no query.

    Raises:
        BadRequest: it breaks the protocol.
    """
    parameters = parse_parameters(request.scope["query_string"])
    if request.method in _WITH_BODY:
        parameters = _joined(parameters, await _sent(request, settings))
    elif not parameters.keys() - _OF_PAGES:
        return None
    if "update" in parameters:
        raise BadRequest(Problem("update"))
    queries = parameters.get("query", ())
    if len(queries) != 1:
        raise BadRequest(Problem("several" if queries else "missing"))
    return ProtocolRequest(
        queries[0],
        _graphs(parameters.get("default-graph-uri", ())),
        _graphs(parameters.get("named-graph-uri", ())),
        _one(parameters, "format"),
        _seconds(_one(parameters, "timeout")),
    )


def parse_parameters(encoded: bytes) -> dict[str, tuple[str, ...]]:
    """Parameters of a URL or a form, each with its values in order.

    Raises:
        BadRequest: they are not percent-encoded UTF-8.
    """
    if _BROKEN_PERCENT.search(encoded):
        raise BadRequest(Problem("encoding"))
    parameters: dict[str, tuple[str, ...]] = {}
    for pair in filter(None, encoded.replace(b"+", b" ").split(b"&")):
        first, _, second = pair.partition(b"=")
        name, value = decode(unquote_to_bytes(first)), decode(unquote_to_bytes(second))
        parameters[name] = (*parameters.get(name, ()), value)
    return parameters


def decode(data: bytes) -> str:
    """Bytes as UTF-8.

    Raises:
        BadRequest: they are not.
    """
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise BadRequest(Problem("encoding")) from None


async def _sent(request: Request, settings: Settings) -> dict[str, tuple[str, ...]]:
    content_type = request.headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    charset = _CHARSET.search(content_type)
    if media_type == UPDATE:
        raise BadRequest(Problem("update"))
    if media_type not in {FORM, QUERY} or (charset and charset[1].lower() not in {"utf-8", "utf8"}):
        raise BadRequest(Problem("media-type"))
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadRequest(Problem("content-encoding"))
    body = await _body(request, settings)
    if media_type == QUERY:
        return {"query": (decode(body.removeprefix(codecs.BOM_UTF8)),)}
    return parse_parameters(body)


async def _body(request: Request, settings: Settings) -> bytes:
    """Read the body unless it is too large or too slow; a declared excess is not read at all."""
    body = bytearray()
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > body_limit(settings):
        raise BadRequest(Problem("body"))
    try:
        async with asyncio.timeout(settings.request_seconds):
            async for piece in request.stream():
                body += piece
                if len(body) > body_limit(settings):
                    raise BadRequest(Problem("body"))
    except TimeoutError:
        raise BadRequest(Problem("slow")) from None
    return bytes(body)


def _joined(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    return {name: (*first.get(name, ()), *second.get(name, ())) for name in {**first, **second}}


def _one(parameters: Mapping[str, tuple[str, ...]], name: str) -> str | None:
    values = parameters.get(name, ())
    if len(values) > 1:
        raise BadRequest(Problem("parameter-repeated", facts={"parameter": name}))
    return (values[0] or None) if values else None


def _seconds(text: str | None) -> float | None:
    """Return the requested time limit, at most the server's own."""
    if text is None:
        return None
    if not _SECONDS.fullmatch(text) or float(text) == 0:
        raise BadRequest(Problem("timeout"))
    return float(text)


def _graphs(iris: tuple[str, ...]) -> tuple[str, ...]:
    for iri in iris:
        scheme = iri.partition(":")[0].lower()
        if not _IRI.fullmatch(iri):
            raise BadRequest(Problem("graph" if scheme in {"file", "ftp", "data"} else "dataset"))
    return iris
