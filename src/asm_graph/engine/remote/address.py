"""The address of a remote engine, its credentials, and its time limit parameter."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from asm_graph.errors import UsageError
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Generator

    from asm_graph.settings import Settings

    Flow = Generator[httpx.Request, httpx.Response, None]
    Answered = Generator[httpx.Request, httpx.Response, httpx.Response]


class UserAndPassword(httpx.Auth):
    """A user name and password, sent with each request; as a digest where the engine requires it."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._sends_digests = False

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Send a request with what the engine is known to take."""
        if not self._sends_digests:
            response = yield next(self._basic.auth_flow(request))
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            del request.headers["Authorization"]  # Virtuoso says what it wants only to one who says nothing
        response = yield from self._with_digest(request)
        self._sends_digests = response.status_code != httpx.codes.UNAUTHORIZED

    def _with_digest(self, request: httpx.Request) -> Answered:
        flow = self._digest.auth_flow(request)
        sent = next(flow)
        while True:
            response = yield sent
            try:
                sent = flow.send(response)
            except StopIteration:
                return response


class Bearer(httpx.Auth):
    """A token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Flow:
        """Send a request with the token."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


_STORE_BESIDE_QUERY = "store"


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """The SPARQL Protocol and Graph Store Protocol addresses of an engine; `auth` holds secrets.

    `timeout` is the form parameter that tells the engine its time, such as `timeout={seconds}`; empty: none;
    None: the usual one of its kind.
    """

    query: str
    store: str
    timeout: str | None
    auth: httpx.Auth | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str, settings: Settings) -> EngineAddress:
        """Make the address of the engine at this query URL, with its settings.

        Raises:
            UsageError: the URL is no HTTP address, or has credentials in it.
        """
        query = _checked(url)
        store = settings.engine_store
        beside = _checked(store) if store else query.join(_STORE_BESIDE_QUERY)
        return cls(str(query), str(beside), settings.engine_timeout, _credentials(settings))

    def time_parameter(self, seconds: float, usual: str) -> dict[str, str]:
        """Return the form parameter for a time limit, in whole seconds rounded up or in milliseconds."""
        name, _, value = (usual if self.timeout is None else self.timeout).partition("=")
        if not name:
            return {}
        milliseconds = math.ceil(seconds * 1000)
        filled = value.replace("{seconds}", str(math.ceil(seconds)))
        return {name: filled.replace("{milliseconds}", str(milliseconds))}


def _checked(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise UsageError(
            Message(
                "{url}: is no address ({error}); give one such as http://host:7878/query.",
                url=url,
                error=error,
            )
        ) from error
    if parsed.userinfo:
        raise UsageError(Message("the engine's address has credentials in it; give them in the environment."))
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise UsageError(
            Message("{url}: is no HTTP address; give one such as http://host:7878/query.", url=url)
        )
    return parsed


def _credentials(settings: Settings) -> httpx.Auth | None:
    if settings.engine_token is not None:
        return Bearer(settings.engine_token.get_secret_value())
    if settings.engine_user is None:
        return None
    password = settings.engine_password.get_secret_value() if settings.engine_password else ""
    return UserAndPassword(settings.engine_user, password)
