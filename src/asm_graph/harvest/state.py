"""The state of a harvest as a file, and what a portal would change from one harvest to the next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from asm_graph.errors import UsageError
from asm_graph.messages import Message, joined, system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KINDS = {
    "create": Message("create"),
    "change": Message("change"),
    "delete": Message("delete"),
    "unchanged": Message("unchanged"),
}


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

    def to_text(self) -> Message:
        """Write one line per changed dataset, and the totals."""
        lines = [
            joined("  ", (_KINDS[kind], identifier, title))
            for kind, datasets in self._by_kind().items()
            if kind != "unchanged"
            for identifier, title in datasets.items()
        ]
        counts = (
            Message("{count:,} {kind}", count=len(datasets), kind=_KINDS[kind])
            for kind, datasets in self._by_kind().items()
        )
        return joined("\n", [*lines, joined(", ", counts)])

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


class HarvestedDataset(BaseModel):
    """A dataset: title, number of distributions, and the SHA-256 of their whole description."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    distributions: int
    digest: str


class HarvestState(BaseModel):
    """A whole harvest: its address, and its datasets by the identifiers CKAN keeps."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    pages: int
    size: int
    datasets: dict[str, HarvestedDataset]

    @classmethod
    def read(cls, path: Path) -> HarvestState:
        """Read the state from a file.

        Raises:
            UsageError: the file cannot be read or is no harvest.
        """
        try:
            return cls.model_validate_json(path.read_bytes())
        except OSError as error:
            raise UsageError(
                Message(
                    "{path}: cannot be read ({reason}); check the path.",
                    path=path,
                    reason=system_reason(error),
                )
            ) from error
        except ValidationError as error:
            raise UsageError(
                Message(
                    "{path}: is no harvest that --save has written; name another file, or leave "
                    "--previous out.",
                    path=path,
                )
            ) from error

    def to_json(self) -> bytes:
        """Serialize the state, indented so that two files can be compared by eye."""
        return self.model_dump_json(indent=2).encode()
