"""Contributions of programs to the Sustainable Development Goals, whose targets have IRIs of the UN.

They are those of its knowledge organization system of 2019, http://metadata.un.org/sdg/: `…/sdg/1.4`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.code_words import state_code
from asm_graph.graph.programs import map_modalities
from asm_graph.messages import Message
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, RDF, SDG, SKOS

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import DocumentQuads, MappingContext
    from asm_graph.records import Place
    from asm_graph.records.plans import SdgLink, SdgLinks


def map_sdg_links(record: SdgLinks, context: MappingContext) -> None:
    """State the contributions; one to a target that the UN does not have is reported and left out."""
    goals, quads = context.registers.sdg_goals, context.quads
    for link in record.links:
        notation = goals.target(link.goal, link.target)
        if notation is None:
            quads.notice(
                Message(
                    "{cells}: the UN has no target {target} of goal {goal}; left out",
                    cells=link.place.cells,
                    target=link.target,
                    goal=link.goal,
                )
            )
            continue
        goal = _describe(quads, "SdgGoal", str(link.goal), link.goal_label, link.place)
        target = _describe(quads, "SdgTarget", notation, link.target_label, link.place)
        quads.add(target, SKOS("broader"), goal)
        _contribution(link, notation, target, context)
    map_modalities(record.programs, context)


def _contribution(link: SdgLink, notation: str, target: NamedNode, context: MappingContext) -> None:
    quads, path = context.quads, iris.sdg_contribution(link.program.path, notation)
    node = quads.entity(quads.numbered(path, (link.kind, link.subtargets)), "SdgContribution")
    quads.add(node, ASM("program"), quads.base.id(iris.program(link.program.path)))
    quads.add(node, ASM("sdgTarget"), target)
    state_code(context, node, ASM("contributionKind"), "contribution-kind", link.kind)
    for subtarget in link.subtargets:
        quads.add(node, ASM("sdgSubtarget"), terms.text(subtarget))
    quads.record(node, link.place)


def _describe(quads: DocumentQuads, class_: str, notation: str, label: str, place: Place) -> NamedNode:
    """Describe a goal or target as a row words it; each row with other words than the first proves it."""
    node = SDG(notation)
    if quads.label(node, label, SKOS("prefLabel")):
        quads.add(node, RDF("type"), ASM(class_))
        quads.add(node, SKOS("notation"), terms.string(notation))
        quads.record(node, place)
    return node
