"""The numbers of pages, which state nothing."""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(r"(?:p[áa]g(?:ina|\.)?\s*)?\d{1,4}(?:\s*(?:de|/)\s*\d{1,4})?", re.IGNORECASE)


def is_page_number(text: str) -> bool:
    """Whether a line may be the number of a page (`12`, `Página 12 de 30`)."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None
