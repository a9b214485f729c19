"""What a build made of each file, in a line or a few: for whoever gave a folder and wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asm_graph.messages import Message, joined
from asm_graph.messages.layout_names import layout_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KNOWN = ("furniture", "known")
"""What the account of a text, and that of a table, call what is known and states nothing."""


def summary_lines(report: Mapping[str, Any]) -> Iterator[Message]:
    """Yield the lines about all files of an extraction report: those that were read, then the others."""
    documents, unread = report["documents"], report.get("unread", [])
    empty = [one for one in documents if not one["facts"]]
    yield Message(
        "Files: {count}; with facts {full}, without {empty}, not read {unread}.",
        count=len(documents) + len(unread),
        full=len(documents) - len(empty),
        empty=len(empty),
        unread=len(unread),
    )
    for one in documents:
        yield _document(one)
        for part in one.get("parts", ()):
            outcome = _outcome(part)
            yield joined("", ("  ", _pages(part), layout_name(part["layout"]), outcome))
    for one in unread:
        yield Message("not read: {reason}", reason=Message.from_json(one["reason"]))
    if withheld := report.get("withheldFindings"):
        yield Message(
            "Findings withheld, since they rest on values read with low confidence: {count}.",
            count=len(withheld),
        )


def notice_lines(report: Mapping[str, Any]) -> Iterator[Message]:
    """Yield what the publisher should look at: in each document, then between them."""
    for one in report["documents"]:
        for notice in one["notices"]:
            said = Message.from_json(notice)
            yield Message("note: {file}: {notice}", file=one["file"], notice=said)
    for notice in report["notices"]:
        yield Message("note: {notice}", notice=Message.from_json(notice))


def _document(document: Mapping[str, Any]) -> Message:
    """Say what a document is, and how much of it became facts, is known, and was not understood."""
    is_text = "characters" in document
    total = document["characters" if is_text else "cells"]
    known = sum(document.get(name, 0) for name in _KNOWN)
    said = Message(
        "{file}: {layout}, {total:,} {unit}: {facts:.0%} facts, {known:.0%} known, "
        "{unread:.0%} not understood",
        file=document["file"],
        layout=layout_name(document["layout"]),
        total=total,
        unit=Message("characters") if is_text else Message("cells"),
        facts=document["facts"] / max(total, 1),
        known=known / max(total, 1),
        unread=document["notUnderstood"] / max(total, 1),
    )
    if count := len(document.get("review", ())):
        return Message("{document}; values to review: {count}", document=said, count=count)
    return said


def _pages(part: Mapping[str, Any]) -> Message:
    first, last = part["firstPage"], part["lastPage"]
    if first is None:
        return Message("")
    if first == last:
        return Message("page {page}: ", page=first)
    return Message("pages {first} to {last}: ", first=first, last=last)


def _outcome(part: Mapping[str, Any]) -> Message:
    if part["held"]:
        return Message(", held back: {reason}", reason=Message.from_json(part["held"]))
    return Message("") if part["facts"] else Message(", no facts")
