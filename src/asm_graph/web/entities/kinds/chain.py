"""The alignment chain of a program: from the axis of a plan, level by level, to the indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.web.entities.kinds.matrix import Matrix
    from asm_graph.web.entities.subject import Row
    from asm_graph.web.rendering.naming import Link


@dataclass(frozen=True, slots=True)
class Aligned:
    """An objective a program is aligned with; `year` is empty where no source gives it."""

    objective: Link
    plan: Link
    years: tuple[str, ...]
    stated_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The levels above and below a program; one that no source states is empty."""

    aligned: dict[str, tuple[Aligned, ...]]
    fin: list[Link]
    proposito: list[Link]
    componentes: list[Link]
    indicators: list[Link]

    @property
    def axes(self) -> list[Link]:
        """The axes of national plans."""
        return [each.objective for each in self.aligned["Axis"]]

    @property
    def national(self) -> list[Link]:
        """The objectives of national plans."""
        return [each.objective for each in self.aligned["NationalObjective"]]

    @property
    def sectoral(self) -> list[Link]:
        """The objectives of sectoral programs."""
        return [each.objective for each in self.aligned["SectoralObjective"]]


def chain_of(alignments: Sequence[Row], matrix: Matrix | None) -> Chain:
    """Build the chain from the stated alignments and the levels of a matrix."""
    aligned = {
        kind: tuple(_aligned(row for row in alignments if row.node("class") == ASM(kind)))
        for kind in ("Axis", "NationalObjective", "SectoralObjective")
    }
    if matrix is None:
        return Chain(aligned, [], [], [], [])
    return Chain(
        aligned,
        matrix.of_kind("fin"),
        matrix.of_kind("proposito"),
        matrix.of_kind("componente"),
        [indicator.link for indicator in matrix.indicators],
    )


def _aligned(rows: Iterable[Row]) -> list[Aligned]:
    """Each objective once, those of the newest years first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.node("objective").value, []).append(row)
    aligned = [
        Aligned(
            same[0].link("objective"),
            same[0].link("plan"),
            tuple(sorted({row.text("year") for row in same} - {""}, reverse=True)),
            tuple(dict.fromkeys(row.link("statedIn") for row in same)),
        )
        for same in found.values()
    ]
    by_iri = sorted(aligned, key=lambda each: each.objective.iri)
    return sorted(by_iri, key=lambda each: max(each.years, default=""), reverse=True)
