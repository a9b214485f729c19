"""The lists that cells are chosen from: code lists of the ontology, states and plans of the registers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.knowledge import Knowledge
from asm_graph.rdf import iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.turtle import read_turtle
from asm_graph.registers.codes import Codes
from asm_graph.registers.csv_register import Problems
from asm_graph.registers.jurisdictions import load_jurisdictions
from asm_graph.registers.plan_tables import load_plans
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asm_graph.registers.plans import Objective, Plans

_SKOS = "http://www.w3.org/2004/02/skos/core#"
STATES = "jurisdiction"
PLANS = "plan"
OBJECTIVE_KINDS = "objective-kind"
LEVEL_KINDS = "level-kind"
YES_NO = "yes-no"
OWN_LISTS = {
    OBJECTIVE_KINDS: {
        "axis": "Eje",
        "national-objective": "Objetivo nacional",
        "objective": "Objetivo sectorial",
    },
    LEVEL_KINDS: {
        "fin": "Fin",
        "proposito": "Propósito",
        "componente": "Componente",
        "actividad": "Actividad",
    },
    YES_NO: {"true": "Sí", "false": "No"},
}
"""Lists of words that are classes or data types in the graph, and so no code list."""


@dataclass(frozen=True, slots=True)
class Choices:
    """All lists: the label shown for each notation and the words that mean it, and the plans."""

    labels: Mapping[str, Mapping[str, str]]
    codes: Codes
    plans: Plans

    @staticmethod
    @cache
    def default() -> Choices:
        """Load the lists of the knowledge that comes with the package."""
        return Choices.load(Knowledge.default())

    @classmethod
    def load(cls, knowledge: Knowledge) -> Choices:
        """Load the lists of some knowledge; a RegisterError names the faults of its registers."""
        problems, folder = Problems(), knowledge.seeds / "registers"
        states = load_jurisdictions(folder, problems)
        plans = load_plans(folder, problems, range(100))
        problems.raise_any()
        labels = {scheme: dict(entries) for scheme, entries in _code_lists(knowledge).items()}
        labels |= OWN_LISTS
        labels[STATES] = {state.code: state.label for state in states}
        labels[PLANS] = {plan.slug: plan.label for plan in plans}
        return cls(labels, Codes.load(knowledge.ontology), plans)

    def objective(self, plan: str, kind: str, notation: str) -> Objective | None:
        """Return an axis or objective of the register."""
        path = iris.objective(plan, kind, notation)
        return next((one for one in self.plans.objectives if one.path == path), None)

    def find(self, choices: str, printed: str) -> str | None:
        """Return the notation a cell means, by notation, label or, in a code list, synonym."""
        form = compact(printed)
        for notation, label in self.labels[choices].items():
            if form in (compact(notation), compact(label)):
                return notation
        return self.codes.find(choices, printed) if choices in self.codes.lists else None


def _code_lists(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    """Return the notations and Spanish labels of each code list, in the order of the ontology."""
    notations: dict[str, str] = {}
    labels: dict[str, str] = {}
    schemes: dict[str, str] = {}
    for subject, property_, term in _statements(knowledge):
        match property_, term:
            case "notation", Literal():
                notations[subject] = term.value
            case "prefLabel", Literal() if term.language == "es":
                labels[subject] = term.value
            case "inScheme", NamedNode():
                schemes[subject] = last_step(term.value)
    lists: dict[str, dict[str, str]] = {}
    for subject, scheme in schemes.items():
        lists.setdefault(scheme, {})[notations[subject]] = labels[subject]
    return lists


def _statements(knowledge: Knowledge) -> Iterator[tuple[str, str, object]]:
    for path in sorted(knowledge.ontology.glob("*.ttl")):
        for triple in read_turtle(path):
            property_ = triple.predicate.value
            if property_.startswith(_SKOS) and isinstance(triple.subject, NamedNode):
                yield triple.subject.value, property_.removeprefix(_SKOS), triple.object
