"""A request of the SPARQL 1.1 Protocol: what it asks for, or the problem that it has.

What the protocol defines is read strictly. Clients add parameters of other endpoints to right requests; those
are taken where they can be used, and never a reason to refuse.
"""

from __future__ import annotations

import asyncio
import binascii
import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from asm_graph.web.http.problems import ProblemError, body_limit
from asm_graph.web.http.request_size import (
    LONGEST_PARAMETER,
    MOST_PARAMETERS,
    TOO_LONG_PARAMETER,
    TOO_MANY_PARAMETERS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from asm_graph.settings import Settings

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_WITH_BODY = {"POST", "QUERY"}
_OF_PROTOCOL = {"query", "update", "default-graph-uri", "named-graph-uri"}
_TEXTS = {b"query", b"update"}
"""Parameters as long as the text of a query may be."""
_FORMAT_NAMES = ("format", "output", "results")
"""What endpoints call the parameter for the format; SPARQLWrapper sends all three."""
_QUERY_ALONE = b"query="
_BYTE_ORDER_MARK = "\ufeff"
_SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_BROKEN_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^";\s]*)"?', re.IGNORECASE)
_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|^`\\]+|(?:urn|tag):[^\x00-\x20<>\"{}|^`\\]+")


class ProtocolRequest(NamedTuple):
    """A query; its dataset, formats and less time than the limit, where the request names them."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    seconds: float | None = None


async def read_request(request: Request, settings: Settings) -> ProtocolRequest | None:
    """Parse a request; None where it has no query.

    Raises:
        ProblemError: it breaks the protocol.
    """
    parameters = parse_parameters(request.scope["query_string"])
    if request.method in _WITH_BODY:
        parameters = joined(parameters, await _sent(request, settings))
    elif parameters.keys().isdisjoint(_OF_PROTOCOL):
        return None
    return asked_by(parameters)


def query_alone(encoded: bytes) -> str | None:
    """Return the query where it is the only parameter, as most clients send it; None otherwise.

    Raises:
        ProblemError: it is not percent-encoded UTF-8.
    """
    if not encoded.startswith(_QUERY_ALONE) or b"&" in encoded:
        return None
    if _BROKEN_PERCENT.search(encoded):
        raise ProblemError("encoding")
    value = encoded[len(_QUERY_ALONE) :].replace(b"+", b" ")
    return decode(_unquoted(value)).removeprefix(_BYTE_ORDER_MARK)


def asked_by(parameters: Mapping[str, tuple[str, ...]]) -> ProtocolRequest:
    """Return what parameters ask for.

    Raises:
        ProblemError: they break the protocol.
    """
    if "update" in parameters:
        raise ProblemError("update")
    queries = parameters.get("query", ())
    if len(queries) != 1:
        raise ProblemError("several" if queries else "missing")
    return ProtocolRequest(
        queries[0].removeprefix(_BYTE_ORDER_MARK),
        _graphs(parameters.get("default-graph-uri", ())),
        _graphs(parameters.get("named-graph-uri", ())),
        tuple(each for name in _FORMAT_NAMES for each in parameters.get(name, ())),
        _seconds(parameters.get("timeout", ())),
    )


def parse_parameters(encoded: bytes) -> dict[str, tuple[str, ...]]:
    """Parameters of a URL or a form, each with its values in order.

    Raises:
        ProblemError: they are not percent-encoded UTF-8, too many, or one of them is too long.
    """
    if encoded.count(b"&") >= MOST_PARAMETERS:
        raise ProblemError(TOO_MANY_PARAMETERS)
    if _BROKEN_PERCENT.search(encoded):
        raise ProblemError("encoding")
    parameters: dict[str, list[str]] = {}
    for pair in filter(None, encoded.replace(b"+", b" ").split(b"&")):
        first, _, second = pair.partition(b"=")
        if len(pair) > LONGEST_PARAMETER and first not in _TEXTS:
            raise ProblemError(TOO_LONG_PARAMETER)
        value = decode(_unquoted(second))
        parameters.setdefault(decode(_unquoted(first)), []).append(value)
    return {name: tuple(values) for name, values in parameters.items()}


def _unquoted(data: bytes) -> bytes:
    """Undo percent-encoding that is not broken: it is that of quoted-printable (RFC 2045), by another sign.

    Python has that in C, a tenth of the time of `urllib.parse.unquote_to_bytes`.
    """
    if b"%" not in data:
        return data
    return binascii.a2b_qp(data.replace(b"=", b"=3D").replace(b"%", b"="))


def decode(data: bytes) -> str:
    """Bytes as UTF-8.

    Raises:
        ProblemError: they are not.
    """
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise ProblemError("encoding") from None


async def _sent(request: Request, settings: Settings) -> dict[str, tuple[str, ...]]:
    media_type = media_type_sent(request.headers.get("content-type", ""))
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ProblemError("content-encoding")
    return parse_body(media_type, await _body(request, settings))


def media_type_sent(content_type: str) -> str:
    """Return the media type of a body in which a query may be sent.

    Raises:
        ProblemError: a query cannot be sent so.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    charset = _CHARSET.search(content_type)
    if media_type == UPDATE:
        raise ProblemError("update")
    if media_type not in {FORM, QUERY} or (charset and charset[1].lower() not in {"utf-8", "utf8"}):
        raise ProblemError("media-type")
    return media_type


def parse_body(media_type: str, body: bytes) -> dict[str, tuple[str, ...]]:
    """Return the parameters of a body; a query by itself is one.

    Raises:
        ProblemError: they are not UTF-8, too many, or too long.
    """
    if media_type == QUERY:
        return {"query": (decode(body.removeprefix(codecs.BOM_UTF8)),)}
    return parse_parameters(body)


async def _body(request: Request, settings: Settings) -> bytes:
    """Read the body unless it is too large or too slow; a declared excess is not read at all."""
    body = bytearray()
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > body_limit(settings):
        raise ProblemError("body")
    try:
        async with asyncio.timeout(settings.request_seconds):
            async for piece in request.stream():
                body += piece
                if len(body) > body_limit(settings):
                    raise ProblemError("body")
    except TimeoutError:
        raise ProblemError("slow") from None
    return bytes(body)


def joined(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the parameters of address and body together."""
    return {name: (*first.get(name, ()), *second.get(name, ())) for name in {**first, **second}}


def _seconds(values: tuple[str, ...]) -> float | None:
    """Return the requested time limit, at most the server's own, which also stands for zero."""
    usable = (float(text) for text in values if _SECONDS.fullmatch(text))
    return next((seconds for seconds in usable if seconds > 0), None)


def _graphs(iris: tuple[str, ...]) -> tuple[str, ...]:
    """Return the graphs of a dataset; a name left blank in a form is none."""
    named = tuple(filter(None, iris))
    for iri in named:
        scheme = iri.partition(":")[0].lower()
        if not (_IRI.fullmatch(iri) and _is_iri(iri)):
            raise ProblemError("graph" if scheme in {"file", "ftp", "data"} else "dataset")
    return named


def _is_iri(text: str) -> bool:
    """Whether the engine takes the text for an IRI (RFC 3987)."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
