"""Responses stand under what they answer, each under a number of its own."""

from __future__ import annotations

from tests.mapped_documents import BASE, Facts, context

from asm_graph.documents import Passage
from asm_graph.graph.responses import Answerable, state_responses
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.parts import Response
from asm_graph.records.texts import Fact, fact

EVALUATION = BASE.id("evaluation/mx/becas/design-2018")
ADVICE = "Establecer una estrategia de cobertura de mediano plazo para el programa"


def printed(text: str) -> Fact[str]:
    return fact(Passage.of(text, 0, len(text)))


def test_numbers_that_are_taken_or_missing_are_counted_on() -> None:
    ours = context()
    two = Fact(2, printed("2").passage)
    responses = [
        Response(printed(text), number) for text, number in zip("abc", (two, two, None), strict=True)
    ]
    state_responses(ours, responses, (), EVALUATION)
    facts = Facts(ours.quads.quads)
    base = f"{BASE.local(EVALUATION)}/response"
    assert facts.of_class(ASM("Response")) == [f"{base}/2", f"{base}/3", f"{base}/4"]
    assert facts.values(f"{base}/4", ASM("text")) == ["c"]


def test_a_quotation_decides_what_is_answered_if_it_is_clear() -> None:
    ours = context()
    advice = BASE.id("evaluation/mx/becas/design-2018/recommendation/x")
    quoted = Response(printed("Sí"), responds_to=printed(ADVICE.upper()))
    state_responses(ours, [quoted], [Answerable(advice, ADVICE)], EVALUATION)
    (path,) = Facts(ours.quads.quads).of_class(ASM("Response"))
    assert path == f"{BASE.local(advice)}/response/1"
    other = context()
    twice = [Answerable(advice, ADVICE), Answerable(BASE.id("asm/mx/becas/2018/specific/1"), ADVICE)]
    state_responses(other, [quoted], twice, EVALUATION)
    assert Facts(other.quads.quads).of_class(ASM("Response")) == [f"{BASE.local(EVALUATION)}/response/1"]


def test_a_response_to_nothing_known_is_told() -> None:
    ours = context()
    state_responses(ours, [Response(printed("Se acepta."))], (), None)
    assert Facts(ours.quads.quads).of_class(ASM("Response")) == []
    assert "Se acepta." in ours.quads.notices[0]
