"""What a portal would change after a harvest, given the previous one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.harvest.state import HarvestState


@dataclass(frozen=True, slots=True)
class Changes:
    """Dataset titles by identifier: created, changed, deleted and unchanged."""

    created: Mapping[str, str]
    changed: Mapping[str, str]
    deleted: Mapping[str, str]
    unchanged: Mapping[str, str]

    def to_json(self) -> bytes:
        """Serialize the changes, titles by identifier."""
        return json.dumps(self._by_kind(), ensure_ascii=False, indent=2).encode()

    def to_text(self) -> bytes:
        """Write one line per changed dataset, and the totals."""
        lines = [
            f"{kind:8} {identifier}  {title}"
            for kind, datasets in self._by_kind().items()
            if kind != "unchanged"
            for identifier, title in datasets.items()
        ]
        counts = ", ".join(f"{len(datasets):,} {kind}" for kind, datasets in self._by_kind().items())
        return "\n".join([*lines, counts]).encode()

    def _by_kind(self) -> dict[str, dict[str, str]]:
        return {
            "create": dict(self.created),
            "change": dict(self.changed),
            "delete": dict(self.deleted),
            "unchanged": dict(self.unchanged),
        }


def compare(before: HarvestState | None, after: HarvestState) -> Changes:
    """Compare a harvest with the previous one; before the first there was nothing."""
    old, new = before.datasets if before else {}, after.datasets
    return Changes(
        {one: found.title for one, found in new.items() if one not in old},
        {one: found.title for one, found in new.items() if one in old and old[one].digest != found.digest},
        {one: found.title for one, found in old.items() if one not in new},
        {one: found.title for one, found in new.items() if one in old and old[one].digest == found.digest},
    )
