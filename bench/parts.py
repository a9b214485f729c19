"""The parts of the bench: which module measures each, and how long it may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bench: a module of this package whose `measure(workspace)` yields pieces.

    It is ended when its seconds are over; what it has told by then stays.
    """

    name: str
    module: str
    seconds: int


PARTS = (
    Part("building", "bench.building", 800),
    Part("serving", "bench.serving", 420),
    Part("pages", "bench.site", 200),
    Part("spread", "bench.spread", 100),
    Part("mapping", "bench.mapping", 80),
    Part("shacl", "bench.validating", 60),
    Part("serialization", "bench.writing", 40),
    Part("documents", "bench.documents", 90),
)
"""In this order: pages are asked of the release that the first part builds. Together under half an hour."""
