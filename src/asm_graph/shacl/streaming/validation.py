"""SHACL Core over sorted N-Quads in constant memory.

Screening finds the subjects that surely conform, which is nearly all of them. The others go with all that the
shapes can see from them to the validator of `shacl.core`, so that what is reported is what it reports.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from asm_graph.rdf.sorted_files import facts_by_subject
from asm_graph.rdf.vocabulary import SH
from asm_graph.rdf.written_terms import written
from asm_graph.shacl.core import Validator
from asm_graph.shacl.streaming.graph_lines import TYPE, GraphFiles, GraphLines
from asm_graph.shacl.streaming.reach import Reach, neighborhood
from asm_graph.shacl.streaming.screening import Screening
from asm_graph.shacl.streaming.survey import Followed, survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from asm_graph.rdf.index import Index, Term
    from asm_graph.shacl.core.shape import Violation

_BATCH = 2_000
"""Focus nodes evaluated at a time."""


def core_violations(own: Path, shapes: Index, scratch: Path) -> Iterator[Violation]:
    """Yield the violations of a graph by itself, as `Validator` does; `scratch` is a folder for its files."""
    reach = Reach.of(shapes)
    surveyed = survey(own, scratch, Followed(frozenset(), frozenset(reach.backward)))
    data = GraphLines(
        GraphFiles(b"", own, surveyed.inverse, frozenset({TYPE}), subclasses=surveyed.subclasses)
    )
    try:
        yield from violations_at(_doubtful(data, shapes), shapes, data, reach)
    finally:
        data.close()


def violations_at(
    nodes: Iterable[bytes], shapes: Index, data: GraphLines, reach: Reach
) -> Iterator[Violation]:
    """Yield the violations at some focus nodes of a graph."""
    remaining = iter(nodes)
    while batch := frozenset(islice(remaining, _BATCH)):
        yield from Validator(shapes, neighborhood(batch, data, reach)).violations(partial(_is_in, batch))


def _is_in(batch: frozenset[bytes], focus: Term) -> bool:
    return written(focus) in batch


def _doubtful(data: GraphLines, shapes: Index) -> Iterator[bytes]:
    """Yield each focus node that does not surely conform, among them all that are named as targets."""
    screening = Screening(shapes, data)
    named = {written(term) for terms in shapes.forward(SH("targetNode")).values() for term in terms}
    for terms in shapes.forward(SH("targetObjectsOf")).values():
        named.update(term for predicate in terms for term in data.objects_of(written(predicate)))
    yield from named
    for subject, predicates, objects in facts_by_subject(data.files.own):
        if subject not in named and not screening.surely_conforms(subject, predicates, objects):
            yield subject
