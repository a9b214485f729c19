"""Registers: what documents only name, identified by the names that they print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.registers.branches import Branch, load_branches
from asm_graph.registers.census import Census, merge_branches
from asm_graph.registers.csv_register import Problems
from asm_graph.registers.instruments import Instrument
from asm_graph.registers.issuers import Issuers, load_issuers
from asm_graph.registers.jurisdictions import Jurisdictions, load_jurisdictions
from asm_graph.registers.mentions import Mention
from asm_graph.registers.objective_references import ObjectiveReference, find_references
from asm_graph.registers.plan_tables import load_plans
from asm_graph.registers.plans import Objective, Plan, Plans
from asm_graph.registers.program import NameContext, Program, ProgramMatch
from asm_graph.registers.programs import Programs, load_programs
from asm_graph.registers.sdg import SdgGoals, load_sdg_goals
from asm_graph.registers.search_names import load_search_names
from asm_graph.registers.units import Agency, Unit, Units, load_units
from asm_graph.registers.verbs import Verbs, load_verbs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from asm_graph.registers.state_programs import StateProgram

__all__ = [
    "Agency",
    "Branch",
    "Census",
    "Instrument",
    "Issuers",
    "Jurisdictions",
    "Mention",
    "NameContext",
    "Objective",
    "ObjectiveReference",
    "Plan",
    "Plans",
    "Program",
    "ProgramMatch",
    "Programs",
    "Registers",
    "Unit",
    "Units",
    "Verbs",
    "find_references",
]  # fmt: skip

_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True)
class Registers:
    """All registers; `divided` are programs (by path) and years whose matrices belong to several units."""

    programs: Programs
    units: Units
    plans: Plans
    branches: dict[int, Branch]
    sdg_goals: SdgGoals
    jurisdictions: Jurisdictions = field(default_factory=Jurisdictions)
    issuers: Issuers = field(default_factory=Issuers)
    divided: frozenset[tuple[str, int]] = frozenset()
    verbs: Verbs = field(default_factory=Verbs)

    @classmethod
    def load(cls, folder: Path) -> Registers:
        """Load the registers of a folder of CSV tables; a RegisterError names every fault at once."""
        problems = Problems()
        branches = load_branches(folder, problems)
        units = load_units(folder, problems)
        agencies = {agency.slug for agency in units.agencies}
        programs = load_programs(folder, problems, branches, agencies)
        plans = load_plans(folder, problems, branches)
        jurisdictions = load_jurisdictions(folder, problems)
        sdg_goals, verbs = load_sdg_goals(folder, problems), load_verbs(folder, problems)
        issuers = load_issuers(folder, problems, agencies)
        load_search_names(folder, problems)  # the index of a release has them; a fault stops the build here
        problems.raise_any()
        return cls(programs, units, plans, branches, sdg_goals, jurisdictions, issuers, verbs=verbs)

    def with_census(self, census: Census, named: Iterable[StateProgram] = ()) -> Registers:
        """Add every program that the documents of a build name; `named` are those of states."""
        return replace(
            self,
            programs=self.programs.with_census(census),
            branches=merge_branches(self.branches, census),
            jurisdictions=self.jurisdictions.with_named(named),
            divided=census.divided,
        )

    def words(self) -> frozenset[str]:
        """Return the words of five letters or more of all names, in lower case, for a lexicon."""
        names = [name for program in self.programs for name in program.all_names]
        names += [unit.label for unit in self.units]
        names += [one.label for one in (*self.plans, *self.plans.objectives)]
        return frozenset(word.lower() for name in names for word in _WORD.findall(name))
