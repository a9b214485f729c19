"""The registers as quads of the graph `reference`: plans, objectives, programs, branches, agencies, units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Triple

from asm_graph.rdf import document_iris, iris, terms
from asm_graph.rdf.vocabulary import ASM, DCT, ORG, PROV, RDF, RDFS, SKOS, Base

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.registers import Agency, Branch, Objective, Plan, Program, Registers, Unit
    from asm_graph.registers.plans import Strategy

_PLAN_CLASS = {"national": ASM("NationalDevelopmentPlan"), "sectoral": ASM("SectoralProgram")}


def reference_quads(registers: Registers, base: Base) -> Iterator[Quad]:
    """Yield all that the registers hold, as quads of the graph `reference`."""
    graph = base.graph(iris.REFERENCE)
    for triple in _reference_triples(registers, base):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _reference_triples(registers: Registers, base: Base) -> Iterator[Triple]:
    for plan in registers.plans:
        yield from plan_triples(plan, base)
    for objective in registers.plans.objectives:
        yield from objective_triples(objective, base)
    for strategy in registers.plans.strategies:
        yield from strategy_triples(strategy, base)
    # The register has every branch, a release those that a program of it belongs to.
    used = {program.branch for program in registers.programs}
    for number, branch in registers.branches.items():
        if number in used:
            yield from branch_triples(branch, base)
    for agency in registers.units.agencies:
        yield from agency_triples(agency, base)
    for unit in registers.units:
        yield from unit_triples(unit, base)
    for program in registers.programs:
        yield from program_triples(program, base)


def plan_triples(plan: Plan, base: Base) -> Iterator[Triple]:
    """Describe a plan: classes, label, abbreviations, years, day of publication, the plan it derives from."""
    node = base.id(plan.path)
    yield Triple(node, RDF("type"), ASM("Plan"))
    if plan.kind in _PLAN_CLASS:
        yield Triple(node, RDF("type"), _PLAN_CLASS[plan.kind])
    yield Triple(node, SKOS("prefLabel"), terms.text(plan.label))
    yield from _each(node, SKOS("altLabel"), plan.abbreviations)
    yield Triple(node, ASM("startYear"), terms.year(plan.start))
    yield Triple(node, ASM("endYear"), terms.year(plan.end))
    if plan.issued:
        yield Triple(node, DCT("issued"), terms.date(plan.issued))
    if plan.derived_from:
        yield Triple(node, ASM("derivedFromPlan"), base.id(iris.plan(plan.derived_from)))


def objective_triples(objective: Objective, base: Base) -> Iterator[Triple]:
    """Describe an axis or objective, and its plan where the register has none."""
    node = base.id(objective.path)
    yield Triple(node, RDF("type"), ASM("Objective"))
    yield Triple(node, RDF("type"), _objective_class(objective))
    yield Triple(node, SKOS("notation"), terms.string(objective.notation))
    yield Triple(node, SKOS("prefLabel"), terms.text(objective.label))
    yield Triple(node, SKOS("inScheme"), base.id(objective.plan.path))
    for broader in objective.broader:
        yield Triple(node, SKOS("broader"), base.id(broader))
    verification = "verified" if objective.verified else "unverified"
    yield Triple(node, ASM("verification"), base.code("verification", verification))
    if not objective.plan.known:
        yield from plan_triples(objective.plan, base)


def strategy_triples(strategy: Strategy, base: Base) -> Iterator[Triple]:
    """Describe a strategy of an objective, which stands below it in the same plan."""
    node = base.id(strategy.path)
    yield Triple(node, RDF("type"), ASM("Strategy"))
    yield Triple(node, SKOS("notation"), terms.string(strategy.notation))
    yield Triple(node, SKOS("prefLabel"), terms.text(strategy.label))
    yield Triple(node, SKOS("inScheme"), base.id(strategy.objective.plan.path))
    yield Triple(node, SKOS("broader"), base.id(strategy.objective.path))
    verification = "verified" if strategy.verified else "unverified"
    yield Triple(node, ASM("verification"), base.code("verification", verification))


def _objective_class(objective: Objective) -> NamedNode:
    if objective.kind == "axis":
        return ASM("Axis")
    return ASM("NationalObjective" if objective.plan.kind == "national" else "SectoralObjective")


def program_triples(program: Program, base: Base) -> Iterator[Triple]:
    """Describe a program: names, key, branch, agency, what an extension adds to, and its documents."""
    node = base.id(iris.program(program.path))
    yield Triple(node, RDF("type"), ASM("Program"))
    yield Triple(node, RDFS("label"), terms.text(program.label))
    yield from _each(node, SKOS("altLabel"), (*program.names, *program.acronyms))
    if program.key:
        yield Triple(node, ASM("programKey"), terms.string(program.key))
    if program.branch is not None:
        yield Triple(node, ASM("branch"), base.id(iris.branch(program.branch)))
    if program.agency:
        yield Triple(node, ASM("agency"), base.id(iris.agency(program.agency)))
    if program.extension_of:
        yield Triple(node, ASM("legislativeExtensionOf"), base.id(iris.program(program.extension_of)))
    yield from _derived(node, program.documents, base)


def branch_triples(branch: Branch, base: Base) -> Iterator[Triple]:
    """Describe a branch of the federal budget: names, number, duty, and the documents that name it."""
    node = base.id(branch.path)
    yield Triple(node, RDF("type"), ASM("Branch"))
    yield Triple(node, RDFS("label"), terms.text(branch.label))
    yield from _each(node, SKOS("altLabel"), branch.names)
    yield Triple(node, SKOS("notation"), terms.string(str(branch.number)))
    if branch.aligns is not None:
        yield Triple(node, ASM("alignmentDuty"), terms.boolean(value=branch.aligns))
    yield from _derived(node, branch.documents, base)


def agency_triples(agency: Agency, base: Base) -> Iterator[Triple]:
    """Describe an agency: label and abbreviations."""
    node = base.id(agency.path)
    yield Triple(node, RDF("type"), ASM("Agency"))
    yield Triple(node, RDFS("label"), terms.text(agency.label))
    yield from _each(node, SKOS("altLabel"), agency.abbreviations)


def unit_triples(unit: Unit, base: Base) -> Iterator[Triple]:
    """Describe a unit with its agency; an agency that acts as a unit is described as itself."""
    node = base.id(unit.path)
    yield Triple(node, RDF("type"), ASM("Agency" if unit.is_agency else "Unit"))
    yield Triple(node, RDFS("label"), terms.text(unit.label))
    yield from _each(node, SKOS("altLabel"), unit.abbreviations)
    if not unit.is_agency:
        yield Triple(node, ORG("unitOf"), base.id(iris.agency(unit.agency)))


def _derived(node: NamedNode, documents: Iterable[str], base: Base) -> Iterator[Triple]:
    for slug in documents:
        yield Triple(node, PROV("wasDerivedFrom"), base.id(document_iris.document(slug)))


def _each(node: NamedNode, predicate: NamedNode, texts: Iterable[str]) -> Iterator[Triple]:
    for text in texts:
        yield Triple(node, predicate, terms.text(text))
