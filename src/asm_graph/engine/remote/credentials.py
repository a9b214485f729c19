"""Authentication with a remote engine (RFC 7617, 7616 and 6750)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Generator

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
