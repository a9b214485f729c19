"""All targets, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fuzz import documents, pages, queries, requests

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fuzz.target import Target

TARGETS: Mapping[str, Target] = {
    target.name: target
    for target in (*queries.TARGETS, *requests.TARGETS, *documents.TARGETS, *pages.TARGETS)
}
