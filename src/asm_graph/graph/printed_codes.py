"""Words of tables become entries of code lists; a word that no list has becomes an entry of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDF, SKOS
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.context import Context
    from asm_graph.graph.document_graphs import Source


def state_code(context: Context, subject: NamedNode, local: str, scheme: str, printed: str | None) -> None:
    """State the code that a printed word means, if there is a word; what no list has is reported."""
    if printed is None:
        return
    source = context.source
    notation = context.codes.find(scheme, printed)
    if notation is None:
        notice = f"{scheme} not in the code list: {printed}"
        if notice not in source.notices:
            source.notices.append(notice)
        notation = slug(printed)
        if not notation:
            return
        node = describe_code(source, scheme, notation)
        source.add(node, SKOS("prefLabel"), terms.text(printed))
    source.add(subject, ASM(local), source.base.code(scheme, notation))


def describe_code(source: Source, scheme: str, notation: str) -> NamedNode:
    """Describe an entry that a code list lacks, all but its label."""
    node = source.base.code(scheme, notation)
    source.add(node, RDF("type"), SKOS("Concept"))
    source.add(node, SKOS("inScheme"), source.base.id(f"code/{scheme}"))
    source.add(node, SKOS("notation"), terms.string(notation))
    return node
