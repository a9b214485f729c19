"""Figures of one thing: the actual value that belongs to a target, and values that conflict."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from asm_graph.rdf import audit_iris, iris, terms
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from asm_graph.rdf.index import Index, Term
    from asm_graph.rdf.vocabulary import Base

_LARGEST_GROUP = 20
"""So many figures of one thing are paired each with each, so that no document makes pairs by the million."""
_HASH_DIGITS = 20

_PROGRAM, _YEAR, _VALUE, _UNIT_OF_MEASURE = map(ASM, ("program", "year", "value", "unitOfMeasure"))
POPULATION_PARTS = ("populationDefinition", "populationGroup")
"""What tells apart several populations of one kind that a table gives a program."""
_VALUE_KIND, _POPULATION, _TERRITORY = map(ASM, ("valueKind", "populationKind", "territoryKind"))

Concept = tuple[object, ...]
"""What makes figures comparable; it begins with their program and their year."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of one matrix; the same indicator in the matrix of another year has the same `key`.

    `unit` is its unit of measure as printed, `unit_form` the form that is compared.
    """

    program: Term
    key: tuple[object, ...]
    matrix_year: Term
    name: str
    unit: str
    unit_form: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a figure, and in words what it measures.

    `kind_of` is the property that says what kind of figure it is. `whole` gives one value of each kind a
    year: an evaluation, or an indicator of a matrix, of which `matrix_year` is the year.
    """

    node: NamedNode
    value: Decimal
    concept: str
    kind_of: NamedNode
    whole: Term
    matrix_year: Term | None = None


def figure_triples(index: Index, base: Base) -> Iterator[Triple]:
    """Derive the actual figures of every target, and every conflict of figures."""
    indicators = _indicators(index)
    yield from _actual_figures(index, indicators, base)
    groups: defaultdict[Concept, set[Figure]] = defaultdict(set)
    for concept, figure in (*_indicator_values(index, indicators), *_observations(index, base)):
        groups[concept].add(figure)
    for (program, year, *_), figures in groups.items():
        if isinstance(program, NamedNode) and isinstance(year, Literal):
            for smaller, larger in _pairs(figures):
                yield from _conflict(smaller, larger, (program, year), base)


def _indicators(index: Index) -> Mapping[Term, Indicator]:
    """Map every indicator to its matrix; matrices of units are told apart by these too."""
    found = {}
    for matrix, nodes in index.forward(ASM("hasIndicator")).items():
        units = index.objects(matrix, ASM("responsibleUnit"))
        names = {node: index.text(node, RDFS("label"), "es") or "" for node in nodes}
        bearers = Counter(map(fold, names.values()))
        for program, year in product(index.objects(matrix, _PROGRAM), index.objects(matrix, _YEAR)):
            for node, name in names.items():
                form = fold(name)
                # a name that one matrix gives to several indicators does not tell which is meant elsewhere
                key = (program, units, form) if bearers[form] == 1 else (node,)
                unit = index.text(node, _UNIT_OF_MEASURE, "es") or ""
                found[node] = Indicator(program, key, year, name, unit, fold(unit))
    return found


def _values(index: Index, indicators: Mapping[Term, Indicator]) -> Iterator[tuple[Term, Term, Term, Term]]:
    """Yield each figure of an indicator that has a value: the figure, indicator, year and kind of value."""
    valued, dated, kinds = (index.forward(predicate) for predicate in (_VALUE, _YEAR, _VALUE_KIND))
    for figure, measured in index.forward(ASM("indicator")).items():
        if figure in valued:
            known = (indicator for indicator in measured if indicator in indicators)
            for indicator, year, kind in product(known, dated.get(figure, ()), kinds.get(figure, ())):
                yield figure, indicator, year, kind


def _actual_figures(index: Index, indicators: Mapping[Term, Indicator], base: Base) -> Iterator[Triple]:
    """State, for each target of the year of its matrix, which figures have the value reached in that year."""
    target, actual = (base.code("value-kind", kind) for kind in ("target", "actual"))
    targets: defaultdict[Concept, list[Term]] = defaultdict(list)
    actuals: defaultdict[Concept, list[Term]] = defaultdict(list)
    for figure, node, year, kind in _values(index, indicators):
        indicator = indicators[node]
        if kind == target and year == indicator.matrix_year:
            targets[indicator.key, year].append(figure)
        elif kind == actual:
            actuals[indicator.key, year].append(figure)
    for concept, figures in targets.items():
        first_figures = (sorted(some, key=str)[:_LARGEST_GROUP] for some in (figures, actuals[concept]))
        for figure, reached in product(*first_figures):
            if isinstance(figure, NamedNode) and isinstance(reached, NamedNode):
                yield Triple(figure, ASM("actualFigure"), reached)


def _indicator_values(index: Index, indicators: Mapping[Term, Indicator]) -> Iterator[tuple[Concept, Figure]]:
    """Yield the values of indicators; the same name, kind and unit of measure make one concept."""
    for node, indicator, year, kind in _values(index, indicators):
        one = indicators[indicator]
        said = ", ".join(filter(None, (index.text(kind, SKOS("prefLabel"), "es"), one.unit)))
        concept = (one.program, year, one.key, kind, one.unit_form)
        for value in _decimals(index, node):
            if isinstance(node, NamedNode):
                text = f"{one.name} ({said})"
                yield concept, Figure(node, value, text, _VALUE_KIND, indicator, one.matrix_year)


def _observations(index: Index, base: Base) -> Iterator[tuple[Concept, Figure]]:
    """Yield the values of population and coverage; the same kind and unit of measure make one concept."""
    served, territories = base.code("population-kind", "served"), _territories(index, base)
    for kind_of in (_POPULATION, _TERRITORY):
        for node, kinds in index.forward(kind_of).items():
            # Tables give a program several populations of one kind, each of other people.
            if any(index.objects(node, ASM(told)) for told in POPULATION_PARTS):
                continue
            unit = index.text(node, _UNIT_OF_MEASURE, "es") or ""
            whole = next(iter(index.objects(node, ASM("observedIn"))), node)
            for kind, value in product(kinds, _decimals(index, node)):
                # a population served that is counted in municipalities is what coverage counts
                counted = territories.get(fold(unit), kind) if kind == served else kind
                own_unit = "" if territories.get(fold(unit)) == counted else unit
                label = index.text(counted, SKOS("prefLabel"), "es") or ""
                text = f"{label} ({own_unit})" if own_unit else label
                for program, year in product(index.objects(node, _PROGRAM), index.objects(node, _YEAR)):
                    if isinstance(node, NamedNode):
                        figure = Figure(node, value, text, kind_of, whole)
                        yield (program, year, counted, fold(own_unit)), figure


def _territories(index: Index, base: Base) -> Mapping[str, Term]:
    """Map the folded names of the kinds of territory to these."""
    codes = base.id(iris.code("territory-kind", "")).value
    return {
        fold(label.value): kind
        for predicate in (SKOS("prefLabel"), SKOS("altLabel"))
        for kind, labels in index.forward(predicate).items()
        if isinstance(kind, NamedNode) and kind.value.startswith(codes)
        for label in labels
        if isinstance(label, Literal)
    }


def _pairs(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield the pairs of different values, the smaller first; of very many, each with the smallest alone."""
    ordered = sorted(figures, key=lambda figure: (figure.value, figure.node.value))
    few = len(ordered) <= _LARGEST_GROUP
    for smaller, larger in combinations(ordered, 2) if few else product(ordered[:1], ordered[1:]):
        if smaller.value < larger.value:
            yield smaller, larger


def _conflict_kind(one: Figure, other: Figure) -> str | None:
    """Return the notation of the kind of conflict; None for two indicators that one matrix names alike."""
    if one.node == other.node:
        return "between-documents"
    if one.kind_of != other.kind_of:
        return "served-and-covered"
    if one.whole == other.whole:
        return "within-source"
    if one.kind_of != _VALUE_KIND:
        return "between-evaluations"
    return "between-matrices" if one.matrix_year != other.matrix_year else None


def _conflict(
    smaller: Figure, larger: Figure, about: tuple[NamedNode, Literal], base: Base
) -> Iterator[Triple]:
    kind = _conflict_kind(smaller, larger)
    if kind is None:
        return
    values = terms.decimal(smaller.value), terms.decimal(larger.value)
    key = "\n".join((base.local(smaller.node), base.local(larger.node), *(value.value for value in values)))
    node = base.id(audit_iris.conflict(hashlib.sha256(key.encode()).hexdigest()[:_HASH_DIGITS]))
    yield Triple(node, RDF("type"), ASM("Conflict"))
    yield Triple(node, RDFS("label"), terms.text(smaller.concept))
    yield Triple(node, ASM("conflictKind"), base.code("conflict-kind", kind))
    yield Triple(node, _PROGRAM, about[0])
    yield Triple(node, _YEAR, about[1])
    yield Triple(node, ASM("smallerFigure"), smaller.node)
    yield Triple(node, ASM("smallerValue"), values[0])
    yield Triple(node, ASM("largerFigure"), larger.node)
    yield Triple(node, ASM("largerValue"), values[1])


def _decimals(index: Index, node: Term) -> list[Decimal]:
    found = map(terms.number_of, index.objects(node, _VALUE))
    return [number for number in found if number is not None]
