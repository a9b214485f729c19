"""What a build made of each file, in a line or a few: for whoever gave a folder and wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KNOWN = ("furniture", "known")
"""What the account of a text, and that of a table, call what is known and states nothing."""


def summary_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines about all files of an extraction report: those that were read, then the others."""
    documents, unread = report["documents"], report.get("unread", [])
    empty = [one for one in documents if not one["facts"]]
    count = len(documents)
    yield (
        f"Files: {count + len(unread)}; with facts {count - len(empty)}, without {len(empty)}, "
        f"not read {len(unread)}."
    )
    for one in documents:
        review = f"; values to review: {count}" if (count := len(one.get("review", ()))) else ""
        yield f"{one['file']}: {one['layout']}, {_account(one)}{review}"
        for part in one.get("parts", ()):
            yield f"  {_pages(part)}{part['layout']}{_outcome(part)}"
    for one in unread:
        yield f"not read: {one['reason']}"
    if withheld := report.get("withheldFindings"):
        yield f"Findings withheld, since they rest on values read with low confidence: {len(withheld)}."


def _account(document: Mapping[str, Any]) -> str:
    """Say how much of a document became facts, is known, and was not understood."""
    unit = "characters" if "characters" in document else "cells"
    total = document[unit]
    known = sum(document.get(name, 0) for name in _KNOWN)
    shares = ((document["facts"], "facts"), (known, "known"), (document["notUnderstood"], "not understood"))
    return f"{total:,} {unit}: " + ", ".join(f"{count / max(total, 1):.0%} {what}" for count, what in shares)


def _pages(part: Mapping[str, Any]) -> str:
    first, last = part["firstPage"], part["lastPage"]
    if first is None:
        return ""
    return f"page {first}: " if first == last else f"pages {first} to {last}: "


def _outcome(part: Mapping[str, Any]) -> str:
    if part["held"]:
        return f", held back: {part['held']}"
    return "" if part["facts"] else ", no facts"
