"""How much of a quotation a report for people shows; the graph and the other formats have the whole."""

from __future__ import annotations

_LONGEST = 300
"""Characters: a sentence or two; the row of a wide table has thousands."""


def shortened(quote: str) -> str:
    """The beginning of a quotation, the cells of a row apart; what is left out is counted."""
    text = " · ".join(cell.strip() for cell in quote.split("\t") if cell.strip())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… [+{len(text) - _LONGEST}]"
