"""The sources that an evaluation lists, and those that its statements cite by their codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.records.texts import EvidenceSource, Fact

_CODE = re.compile(r"(\D+?)-?(?:19|20)?(\d\d)")
_SLUG_LETTERS = 80


class EvidenceSources:
    """The sources of one evaluation, by the codes that it gives them."""

    def __init__(self, source: Source, evaluation: NamedNode, listed: Iterable[EvidenceSource]) -> None:
        self._source = source
        self._evaluation = evaluation
        self._listed: dict[str, NamedNode] = {}
        for entry in listed:
            node = self._node(entry.code.value if entry.code else entry.label.value)
            source.add(evaluation, ASM("usesSource"), node)
            source.state(node, RDFS("label"), terms.text(entry.label.value), entry.label.passage)
            if entry.code:
                source.state(node, SKOS("notation"), terms.string(entry.code.value), entry.code.passage)
                self._listed[entry.code.value] = node

    def cited(self, code: Fact[str]) -> NamedNode:
        """The source that a code means; one that the evaluation does not list is described by its code alone.

        `IT2009` where the list has `IT09` is told to be nearly the same, not taken for it.
        """
        node = self._listed.get(code.value) or self._node(code.value)
        if code.value not in self._listed:
            self._source.state(node, SKOS("notation"), terms.string(code.value), code.passage)
            self._source.state(node, RDFS("label"), terms.text(code.value), code.passage)
            for listed, near in self._listed.items():
                if _same_code(listed, code.value):
                    self._source.add(node, SKOS("closeMatch"), near)
        return node

    def _node(self, name: str) -> NamedNode:
        path = f"{self._source.base.local(self._evaluation)}/source/{slug(name)[:_SLUG_LETTERS].strip('-')}"
        return self._source.entity(path, "EvidenceSource")


def _same_code(code: str, other: str) -> bool:
    matches = _CODE.fullmatch(code), _CODE.fullmatch(other)
    return None not in matches and len({match.groups() for match in matches if match}) == 1
