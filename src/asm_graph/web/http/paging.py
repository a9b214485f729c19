"""Which page of many an address asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


def asked_page(request: Request) -> int | None:
    """The number of the page, from 1 on; 1 where none is named, None where there can be no such page."""
    given = request.query_params.get("page", "1")
    return int(given) if _NUMBER.fullmatch(given) else None


def page_number(request: Request) -> int:
    """The number of the page, from 1 on; 1 where none is named, or none that there can be."""
    return asked_page(request) or 1
