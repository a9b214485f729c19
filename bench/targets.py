"""What was to be reached, and what was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A measured figure beside that of a peer, and the ratio or the bound that it is held to, as printed."""

    work: str
    ours: str
    peer: str
    target: str
    reached: str
    holds: bool

    @classmethod
    def at_least(cls, work: str, unit: str, ours: float, peer: tuple[str, float], ratio: float) -> Target:
        """At least so many times the rate of a peer, by its name."""
        name, rate = peer
        reached = ours / rate if rate else float("inf")
        return cls(
            work,
            f"{ours:,.0f} {unit}",
            f"{name}: {rate:,.0f} {unit}",
            f"≥ {ratio:g} ×",
            f"{reached:,.2f} ×",
            reached >= ratio,
        )

    @classmethod
    def at_most(cls, work: str, unit: str, ours: float, bound: float, peer: str = "") -> Target:
        """At most so much."""
        return cls(
            work, f"{ours:,.2f} {unit}", peer, f"≤ {bound:g} {unit}", f"{ours:,.2f} {unit}", ours <= bound
        )

    @classmethod
    def unknown(cls, work: str, why: str) -> Target:
        """Make a target that could not be measured."""
        return cls(work, "", why, "", "not measured", holds=False)
