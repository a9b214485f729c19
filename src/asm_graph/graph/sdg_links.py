"""Programs and the Sustainable Development Goals → contributions to targets, under the UN's own IRIs.

The UN gives every goal and target an IRI (http://metadata.un.org/sdg/, its knowledge organisation system of
2019): `…/sdg/1`, `…/sdg/1.4`, `…/sdg/1.a`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.graph.modalities import map_modalities
from asm_graph.graph.printed_codes import state_code
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDF, SKOS

if TYPE_CHECKING:
    from asm_graph.graph.context import Context
    from asm_graph.graph.document_graphs import Source
    from asm_graph.records import Place
    from asm_graph.records.sdg_links import SdgLink, SdgLinks

_UN = "http://metadata.un.org/sdg/"


def map_sdg_links(record: SdgLinks, context: Context) -> None:
    """State the contributions; one to a target that the UN does not have is reported and left out."""
    goals = context.registers.sdg_goals
    for link in record.links:
        notation = goals.target(link.goal, link.target)
        if notation is None:
            context.source.notices.append(
                f"{link.place.cells}: the UN has no target {link.target} of goal {link.goal}; left out"
            )
            continue
        goal, target = NamedNode(f"{_UN}{link.goal}"), NamedNode(f"{_UN}{notation}")
        _word(goal, "SdgGoal", link.goal_label, link.place, context.source)
        _word(target, "SdgTarget", link.target_label, link.place, context.source)
        context.source.add(target, SKOS("broader"), goal)
        _contribution(link, target, context)
    map_modalities(record.programs, context)


def _contribution(link: SdgLink, target: NamedNode, context: Context) -> None:
    source, notation = context.source, _notation(target)
    path = source.numbered(f"sdg-contribution/{link.program.path}/{notation}", (link.kind, link.subtargets))
    node = source.entity(path, "SdgContribution")
    source.add(node, ASM("program"), source.base.id(f"program/{link.program.path}"))
    source.add(node, ASM("sdgTarget"), target)
    state_code(context, node, "contributionKind", "contribution-kind", link.kind)
    for subtarget in link.subtargets:
        source.add(node, ASM("sdgSubtarget"), terms.text(subtarget))
    source.record(node, link.place)


def _word(node: NamedNode, local: str, label: str, place: Place, source: Source) -> None:
    """Describe a goal or target as one row words it; each row with other words than the first proves it."""
    if source.label(node, label, SKOS("prefLabel")):
        source.add(node, RDF("type"), ASM(local))
        source.add(node, SKOS("notation"), terms.string(_notation(node)))
        source.record(node, place)


def _notation(node: NamedNode) -> str:
    """The number of a goal or target, which ends its IRI."""
    return node.value.removeprefix(_UN)
