"""A text in other characters that look alike states the same, and is quoted as it was received."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents_of_ours import evaluations, follow_ups
from tests.documents_of_ours.damage import disguised
from tests.documents_of_ours.stated import FOUNDING, WORDS, document, not_understood, stated

from asm_graph.documents.encodings import decoded_text
from asm_graph.documents.normalization import normalized
from asm_graph.readers import read
from asm_graph.readers.json_records import as_json
from asm_graph.spanish.forms import DASHES

if TYPE_CHECKING:
    from pathlib import Path

RANDOM = st.integers(0, 2**32).map(Random)

tried = settings(max_examples=12, deadline=None, derandomize=True)


def quotations(json: Any) -> list[str]:
    """All quotations of a record, in the order of its fields."""
    parts = json.values() if isinstance(json, dict) else json if isinstance(json, list) else ()
    own = [json["quote"]] if isinstance(json, dict) and "quote" in json else []
    return [*own, *(quote for part in parts for quote in quotations(part))]


def holds(plain: str, other: str) -> None:
    assert decoded_text(other.encode()) == (other, "utf-8")
    assert normalized(other) == normalized(plain)
    assert stated(other) == stated(plain)
    assert list(map(normalized, not_understood(other))) == list(map(normalized, not_understood(plain)))
    quoted, expected = (quotations(as_json(read(document(text), WORDS).record)) for text in (other, plain))
    assert list(map(normalized, quoted)) == list(map(normalized, expected))
    counted = read(document(other), WORDS).account
    assert counted.facts + sum(counted.known.values()) + counted.unread == counted.total == len(other)


@tried
@given(follow_ups.follow_ups(), RANDOM)
def test_a_follow_up(follow_up: follow_ups.FollowUp, random: Random) -> None:
    plain = follow_ups.text(follow_ups.lines(follow_up))
    holds(plain, disguised(plain, random))


@tried
@given(evaluations.evaluations(), RANDOM)
def test_an_evaluation(evaluation: evaluations.Evaluation, random: Random) -> None:
    plain = follow_ups.text(evaluations.lines(evaluation))
    holds(plain, disguised(plain, random))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("path", sorted(FOUNDING.glob("*.txt")), ids=lambda path: path.stem)
def test_a_founding_document(path: Path, seed: int) -> None:
    plain = path.read_text(encoding="utf-8")
    holds(plain, disguised(plain, Random(seed)))  # noqa: S311  repeatable, nothing secret


@pytest.mark.parametrize("dash", DASHES)
def test_any_dash_joins_years_and_opens_items(dash: str) -> None:
    row = f"1\tRevisar.\t1.{dash} Uno. 2.{dash} Dos.\t\t31{dash}12{dash}2009\tSe tendrá un padrón.\n"
    heading = (*follow_ups.HEADING[:3], f"2008{dash}2009", follow_ups.HEADING[4])
    titles = ("No.", "Aspecto Susceptible de Mejora", "Actividades", "Área Responsable")
    header = "\t".join((*titles, "Fecha de Término", "Resultados Esperados"))
    text = "\n".join((*heading, "Aspectos específicos", header, row))
    record = stated(text)
    assert record["cycle"] == "2008-2009"
    (asm,) = record["asms"]
    assert [action["text"] for action in asm["actions"]] == ["Uno.", "Dos."]
    assert {action["details"]["due_date"] for action in asm["actions"]} == {"2009-12-31"}
