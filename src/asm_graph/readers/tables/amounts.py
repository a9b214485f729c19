"""What the tables of money share: no program should have two amounts of one kind in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.records.spending import Amount


def repeated(amounts: Iterable[Amount]) -> Iterator[str]:
    """One notice for each program that has several amounts of one kind in a year; all of them are kept."""
    found: dict[tuple[str, int, str], list[Amount]] = {}
    for amount in amounts:
        found.setdefault((amount.program.key, amount.year, amount.kind), []).append(amount)
    for (key, year, _), several in found.items():
        if len(several) > 1:
            stated = ", ".join(f"{one.millions} ({one.place.cells})" for one in several)
            yield f"{key} has {len(several)} amounts in {year}: {stated}; all of them are kept"
