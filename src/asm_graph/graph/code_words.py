"""Words printed for entries of code lists; a word that no list has becomes an entry of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import RDF, SKOS
from asm_graph.records.texts import Fact, value_of
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import DocumentQuads, MappingContext
    from asm_graph.records.texts import Stated
    from asm_graph.registers.codes import Codes

THEMES = "asm-theme"
_LONGEST_THEMES = 300
"""More characters than a cell with several themes has; the search for joints grows with the length."""
_SIGNS = re.compile(r"[,;:/]|\s{2,}|\s[ye]\s")
_JOINT = re.compile(r"(?:(?<!\s)\s++)?(?:[,;/]|\by\b|\be\b)\s*+", re.IGNORECASE)


def state_code(
    context: MappingContext,
    subject: NamedNode,
    predicate: NamedNode,
    scheme: str,
    printed: Stated[str] | None,
) -> None:
    """State the code that a printed word means, if there is a word; what no list has is reported."""
    if printed is None:
        return
    quads, word = context.quads, value_of(printed)
    notation = context.codes.find(scheme, word)
    if notation is None:
        quads.notice(Message("{scheme} not in the code list: {word}", scheme=scheme, word=word))
        notation = slug(word)
        if not notation:
            return
        # The integrity shapes want every code described; the publisher adds the word to the list.
        quads.read(describe_code(quads, scheme, notation), SKOS("prefLabel"), printed, terms.text)
    node = quads.base.code(scheme, notation)
    quads.read(subject, predicate, printed, lambda _: node)


def code_at_beginning(codes: Codes, scheme: str, printed: str) -> str | None:
    """Return the notation of the entry that a text names with its first words, the longest such beginning.

    `Estratégica en el ámbito estatal - Zacatecas` begins with the type of evaluation `strategic`.
    """
    words = printed.split()
    beginnings = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((found for one in beginnings if (found := codes.find(scheme, one))), None)


def listed_parts(codes: Codes, scheme: str, printed: str) -> tuple[str, ...]:
    """Divide a cell at its signs into entries of a code list; nothing where it has none of them."""
    parts = (part.strip(" .") for part in _SIGNS.split(printed))
    return tuple(dict.fromkeys(part for part in parts if part and codes.find(scheme, part)))


def describe_code(quads: DocumentQuads, scheme: str, notation: str) -> NamedNode:
    """Describe an entry that a code list lacks, all but its label."""
    node = quads.base.code(scheme, notation)
    quads.add(node, RDF("type"), SKOS("Concept"))
    quads.add(node, SKOS("inScheme"), quads.base.id(iris.code_list(scheme)))
    quads.add(node, SKOS("notation"), terms.string(notation))
    return node


def themes(printed: Stated[str] | None, codes: Codes) -> tuple[Stated[str], ...]:
    """Divide a cell that names several themes, if every part of it is a theme of the list.

    `Diseño y Planeación y Orientación a Resultados` has two, `Planeación y Orientación a Resultados` one.
    """
    if printed is None:
        return ()
    cell = value_of(printed)
    parts = next(_divisions(cell, codes), (cell,)) if len(cell) <= _LONGEST_THEMES else (cell,)
    if isinstance(printed, Fact):
        return tuple(Fact(part, printed.passage) for part in parts)
    return parts


def _divisions(printed: str, codes: Codes) -> Iterator[tuple[str, ...]]:
    if codes.find(THEMES, printed):
        yield (printed,)
    for joint in _JOINT.finditer(printed):
        first, rest = printed[: joint.start()], printed[joint.end() :]
        if first and rest and codes.find(THEMES, first):
            yield from ((first, *others) for others in _divisions(rest, codes))
