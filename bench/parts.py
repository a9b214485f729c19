"""The parts of the bench: which module measures each, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bench: a module of this package whose `measure(workspace)` yields pieces.

    It is stopped when its seconds are over; what it has found by then is kept.
    """

    name: str
    title: str
    module: str
    seconds: int

    def longer(self, times: int) -> Part:
        """Return the part with so many times its time."""
        return replace(self, seconds=times * self.seconds)


PARTS = (
    Part("building", "Builds", "bench.building", 870),
    Part("serving", "Serving", "bench.serving", 330),
    Part("pages", "Pages and questions", "bench.site", 200),
    Part("spread", "Builds spread over processes and machines", "bench.spread", 110),
    Part("push", "Loading into a remote engine", "bench.pushing", 40),
    Part("mapping", "Mapping", "bench.mapping", 50),
    Part("shacl", "SHACL", "bench.validating", 30),
    Part("serialization", "Serialization", "bench.writing", 30),
    Part("documents", "Documents of pages", "bench.documents", 110),
)
"""In this order: pages are those of the release that the first part builds. Together under half an hour."""
