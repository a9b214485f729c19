"""A results matrix (MIR) and its levels as quads, whatever layout states them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.blanks import state_blanks
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import DocumentQuads
    from asm_graph.records.matrices import Level, LevelRef, Matrix

LEVEL_CLASSES: Mapping[str, str] = {
    "fin": "Fin",
    "proposito": "Proposito",
    "componente": "Componente",
    "actividad": "Actividad",
    "fid": "Fid",
}
"""The class of each kind of level."""


def state_matrix(quads: DocumentQuads, path: str, program: NamedNode, matrix: Matrix) -> NamedNode:
    """State the results matrix of a program, without its levels and indicators.

    Its place is recorded only for the first of several rows that name it.
    """
    node = quads.entity(path, "ResultsMatrix")
    quads.add(node, ASM("program"), program)
    quads.read(node, ASM("year"), matrix.year, terms.year)
    quads.read(node, SKOS("notation"), matrix.key, terms.string)
    quads.read(node, RDFS("label"), matrix.name or None, terms.text)
    quads.read(node, ASM("strategicObjective"), matrix.strategic_objective or None, terms.text)
    quads.read(node, ASM("functionalGroup"), matrix.functional_group or None, terms.text)
    quads.record_first(node, matrix.place)
    state_blanks(quads, node, matrix.blanks)
    return node


def level_nodes(
    quads: DocumentQuads, matrix: NamedNode, levels: Iterable[Level]
) -> Mapping[LevelRef, NamedNode]:
    """Return the nodes of levels with keys; the first Fin and the first Propósito of a matrix need none."""
    nodes: dict[LevelRef, NamedNode] = {}
    for level in levels:
        # By the logical framework a matrix has one Fin and one Propósito; sources have more.
        is_alone = level.kind not in iris.NUMBERED_LEVELS and all(ref.kind != level.kind for ref in nodes)
        key = "" if is_alone else slug(level.ref.key) or level.ref.key
        nodes[level.ref] = quads.base.id(iris.level(quads.base.local(matrix), level.kind, key))
    return nodes


def state_level(
    quads: DocumentQuads, matrix: NamedNode, node: NamedNode, level: Level, above: NamedNode | None
) -> None:
    """State a level of a matrix, and the level above it that it supports."""
    quads.add(node, RDF("type"), ASM("MirLevel"))
    quads.add(node, RDF("type"), ASM(LEVEL_CLASSES[level.kind]))
    quads.derive(node)
    quads.add(matrix, ASM("hasLevel"), node)
    quads.read(node, SKOS("notation"), level.key, terms.string)
    quads.read(node, ASM("number"), level.number, terms.integer)
    quads.read(node, ASM("narrative"), level.narrative or None, terms.text)
    for assumption in level.assumptions:
        quads.read(node, ASM("assumption"), assumption, terms.text)
    if above:
        quads.add(node, ASM("supports"), above)
    quads.record(node, level.place)
