"""The address of a remote engine, its credentials, and its time limit parameter."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from asm_graph.engine.remote.credentials import Bearer, UserAndPassword
from asm_graph.errors import UsageError

if TYPE_CHECKING:
    from asm_graph.settings import Settings

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
            f"{url}: is no address ({error}); give one such as http://host:7878/query."
        ) from error
    if parsed.userinfo:
        raise UsageError("the engine's address has credentials in it; give them in the environment.")
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise UsageError(f"{url}: is no HTTP address; give one such as http://host:7878/query.")
    return parsed


def _credentials(settings: Settings) -> httpx.Auth | None:
    if settings.engine_token is not None:
        return Bearer(settings.engine_token.get_secret_value())
    if settings.engine_user is None:
        return None
    password = settings.engine_password.get_secret_value() if settings.engine_password else ""
    return UserAndPassword(settings.engine_user, password)
