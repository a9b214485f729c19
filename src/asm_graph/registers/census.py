"""The federal programs that the documents of a build name, with their names by year."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.table_records import ProgramRef


@dataclass(frozen=True, slots=True)
class Census:
    """What was named, as pairs of a document's slug and a program."""

    named: tuple[tuple[str, ProgramRef], ...]

    @classmethod
    def of(cls, named: Iterable[tuple[str, ProgramRef]]) -> Census:
        """A census, in an order that does not depend on that of the documents."""
        return cls(tuple(sorted(set(named), key=repr)))

    def __bool__(self) -> bool:
        """Whether any program was named."""
        return bool(self.named)

    @property
    def fingerprint(self) -> str:
        """A hash of all that was named."""
        return hashlib.sha256(repr(self.named).encode()).hexdigest()
