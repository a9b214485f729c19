"""The responses of an institution to an evaluation as quads: each stands under what it answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.graph.code_words import state_code
from asm_graph.graph.repetitions import is_like
from asm_graph.messages import Message
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.records.parts import Response


@dataclass(frozen=True, slots=True)
class Answerable:
    """A statement or an ASM that a response may quote."""

    node: NamedNode
    text: str


def state_responses(
    context: MappingContext,
    responses: Iterable[Response],
    answerable: Sequence[Answerable],
    evaluation: NamedNode | None,
) -> None:
    """State responses: those that quote a statement or an ASM answer it, the others the evaluation."""
    quads = context.quads
    taken: defaultdict[NamedNode, set[int]] = defaultdict(set)
    for response in responses:
        answered = _answered(response, answerable)
        target = answered or evaluation
        if target is None:
            quads.notice(
                Message(
                    "a response to no known evaluation is not published: {text}",
                    text=response.text.value[:80],
                )
            )
            continue
        printed = response.number.value if response.number else None
        number = printed if printed and printed not in taken[target] else max(taken[target], default=0) + 1
        taken[target].add(number)
        node = quads.entity(iris.response(quads.base.local(target), number), "Response")
        quads.read(node, ASM("number"), response.number, terms.integer)
        quads.read(node, ASM("text"), response.text, terms.text)
        state_code(context, node, ASM("responseKind"), "response-kind", response.kind)
        if answered is None:
            quads.add(node, ASM("evaluation"), target)
        elif response.responds_to:
            quads.state(node, ASM("respondsTo"), answered, response.responds_to.passage)


def _answered(response: Response, answerable: Sequence[Answerable]) -> NamedNode | None:
    """Return what a response quotes, if it is clear which one."""
    quoted = response.responds_to.value if response.responds_to else None
    found = {one.node for one in answerable if quoted and is_like(quoted, one.text)}
    return found.pop() if len(found) == 1 else None
