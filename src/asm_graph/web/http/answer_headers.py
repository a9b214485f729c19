"""The headers of an answer to a query."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_ADDRESS: Final = 4_000
"""Longer addresses are not sent back: servers and proxies cut the headers of an answer."""


def answer_headers(content_type: str, address: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the headers of an answer that can be had by GET at an address, if that is not too long."""
    headers = {
        "Content-Type": content_type,
        "Vary": "Accept",
        "X-Content-Type-Options": "nosniff",
        **(more or {}),
    }
    if 0 < len(address) <= LONGEST_ADDRESS:
        headers["Content-Location"] = address
    return headers


def server_timing(source: str, started: float) -> str:
    """Return the milliseconds to the first piece of the answer (Server Timing, section 3)."""
    return f"{source};dur={1000 * (time.perf_counter() - started):.2f}"
