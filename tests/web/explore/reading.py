"""Reads a page as a browser asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

HTML = {"Accept": "text/html"}


def text(reader: httpx.Client, address: str) -> str:
    """Return the text of a page that is there."""
    answer = reader.get(address, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text
