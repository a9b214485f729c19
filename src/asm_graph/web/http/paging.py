"""Page numbers in addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


def asked_page(request: Request) -> int | None:
    """Return the page number, from 1; 1 if none is given, None if it cannot exist."""
    given = request.query_params.get("page", "1")
    return int(given) if _NUMBER.fullmatch(given) else None


def page_number(request: Request) -> int:
    """Return the page number, from 1; 1 if none is given or it cannot exist."""
    return asked_page(request) or 1
