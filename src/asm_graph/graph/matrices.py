"""The results matrices of a table become quads: matrices, their levels, and their alignment to the plan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.graph.budget_units import BudgetUnits
from asm_graph.graph.matrix_alignment import align_matrix
from asm_graph.graph.matrix_indicators import state_indicator
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.graph.context import Context
    from asm_graph.records.matrices import (
        LevelKind,
        LevelRef,
        MatrixLevel,
        ProgramMatrix,
        ResultsMatrices,
    )

_CLASSES: Mapping[LevelKind, NamedNode] = {
    "fin": ASM("Fin"),
    "proposito": ASM("Proposito"),
    "componente": ASM("Componente"),
    "actividad": ASM("Actividad"),
    "fid": ASM("Fid"),
}
_NUMBERED = {"componente", "actividad"}


def map_matrices(record: ResultsMatrices, context: Context) -> None:
    """State all matrices of a table."""
    units = BudgetUnits(context.source)
    paths = matrix_paths(record.matrices, context.registers.divided)
    for matrix, path in zip(record.matrices, paths, strict=True):
        node = _matrix(matrix, path, context)
        context.source.add(node, ASM("responsibleUnit"), units.state(matrix.unit, matrix.place))
    units.label_the_unnamed()


def matrix_paths(matrices: Sequence[ProgramMatrix], divided: Container[tuple[str, int]] = ()) -> list[str]:
    """The path of each matrix: that of its program and year, with the unit where a year has several.

    `divided` are programs and years of which other tables have other units. Several matrices of one unit are
    told apart by the publisher's key.
    """
    whole = [f"mir/{matrix.program.path}/{matrix.year}" for matrix in matrices]
    by_unit = [f"{path}/{slug(one.unit.code)}" for path, one in zip(whole, matrices, strict=True)]
    by_key = [f"{path}-{slug(one.key)}" for path, one in zip(by_unit, matrices, strict=True)]
    wholes, units = Counter(whole), Counter(by_unit)
    alone = [
        wholes[path] == 1 and (one.program.path, one.year) not in divided
        for path, one in zip(whole, matrices, strict=True)
    ]
    return [
        path if is_alone else unit if units[unit] == 1 else key
        for is_alone, path, unit, key in zip(alone, whole, by_unit, by_key, strict=True)
    ]


def _matrix(matrix: ProgramMatrix, path: str, context: Context) -> NamedNode:
    source = context.source
    node = source.entity(path, "ResultsMatrix")
    source.add(node, ASM("program"), source.base.id(f"program/{matrix.program.path}"))
    source.add(node, ASM("year"), terms.year(matrix.year))
    source.add(node, SKOS("notation"), terms.string(matrix.key))
    if matrix.name:
        source.add(node, RDFS("label"), terms.text(matrix.name))
    if matrix.strategic_objective:
        source.add(node, ASM("strategicObjective"), terms.text(matrix.strategic_objective))
    source.record(node, matrix.place)
    levels = _levels(matrix, path, context)
    for level in levels.values():
        source.add(node, ASM("hasLevel"), level)
    for indicator in matrix.indicators:
        stated = state_indicator(indicator, f"{path}/indicator/{indicator.key}", context)
        source.add(node, ASM("hasIndicator"), stated)
        source.add(stated, ASM("measures"), levels[indicator.level])
    for objective in align_matrix(matrix, context):
        for ref, level in levels.items():
            if ref.kind == "fin":
                source.add(level, ASM("contributesTo"), objective)
    return node


def _levels(matrix: ProgramMatrix, path: str, context: Context) -> Mapping[LevelRef, NamedNode]:
    """State the levels; the first Fin and the first Propósito have no number in their path."""
    source = context.source
    nodes: dict[LevelRef, NamedNode] = {}
    for level in matrix.levels:
        place: str = level.ref.kind
        if place in _NUMBERED:
            place = f"{place}/{level.ref.key}"
        elif any(ref.kind == place for ref in nodes):
            place = f"{place}-{level.ref.key}"
        nodes[level.ref] = source.base.id(f"{path}/{place}")
    for level in matrix.levels:
        _level(level, nodes, context)
    return nodes


def _level(level: MatrixLevel, nodes: Mapping[LevelRef, NamedNode], context: Context) -> None:
    source = context.source
    node = nodes[level.ref]
    source.add(node, RDF("type"), ASM("MirLevel"))
    source.add(node, RDF("type"), _CLASSES[level.ref.kind])
    if level.ref.key:
        source.add(node, SKOS("notation"), terms.string(level.ref.key))
    if level.narrative:
        source.add(node, ASM("narrative"), terms.text(level.narrative))
    if level.above is not None:
        source.add(node, ASM("supports"), nodes[level.above])
    source.record(node, level.place)
