"""A table of results matrices as quads: each matrix with its levels and indicators, unit and alignment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.graph.alignments import align_matrix
from asm_graph.graph.indicators import state_indicator
from asm_graph.graph.mir import level_nodes, state_level, state_matrix
from asm_graph.graph.units import budget_unit
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.matrices import LevelRef
from asm_graph.records.tables import row_number
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.records.matrices import ProgramMatrix, ResultsMatrices


def map_matrices(record: ResultsMatrices, context: MappingContext) -> None:
    """State all matrices of a table."""
    paths = matrix_paths(record.matrices, context.registers.divided)
    for matrix, path in zip(record.matrices, paths, strict=True):
        context.quads.row = row_number(matrix.place)
        node = _matrix(matrix, path, context)
        context.quads.add(node, ASM("responsibleUnit"), budget_unit(matrix.unit, context.base))
        context.quads.mentions.unit(matrix.unit, matrix.place)


def matrix_paths(matrices: Sequence[ProgramMatrix], divided: Container[tuple[str, int]] = ()) -> list[str]:
    """Return the path of each matrix: that of its program and year, with the unit where a year has several.

    `divided` are programs and years of which other tables have other units. Several matrices of one unit are
    told apart by the publisher's key.
    """
    whole = [iris.mir(one.program.path, one.year) for one in matrices]
    by_unit = [iris.mir(one.program.path, one.year, slug(one.unit.code)) for one in matrices]
    by_key = [iris.mir(one.program.path, one.year, slug(one.unit.code), slug(one.key)) for one in matrices]
    # The shortest path that is unique: 36 programs of 2022 have a matrix for each unit.
    wholes, units = Counter(whole), Counter(by_unit)
    alone = [
        wholes[path] == 1 and (one.program.path, one.year) not in divided
        for path, one in zip(whole, matrices, strict=True)
    ]
    return [
        path if is_alone else unit if units[unit] == 1 else key
        for is_alone, path, unit, key in zip(alone, whole, by_unit, by_key, strict=True)
    ]


def _matrix(matrix: ProgramMatrix, path: str, context: MappingContext) -> NamedNode:
    quads = context.quads
    node = state_matrix(quads, path, quads.base.id(iris.program(matrix.program.path)), matrix)
    levels = level_nodes(quads, node, matrix.levels)
    for level in matrix.levels:
        above = levels[level.above] if level.above else None
        state_level(quads, node, levels[level.ref], level, above)
    for indicator in matrix.indicators:
        measured = levels[indicator.level] if isinstance(indicator.level, LevelRef) else None
        state_indicator(context, node, indicator.key or "", indicator, measured)
    for objective in align_matrix(matrix, context):
        for ref, level_node in levels.items():
            if ref.kind == "fin":
                quads.add(level_node, ASM("contributesTo"), objective)
    return node
