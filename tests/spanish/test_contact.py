"""Contact data is found by label and form; figures, years and amounts are not taken for it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asm_graph.knowledge import Knowledge
from asm_graph.spanish.contact import OMITTED, contact_spans

DIGITS = st.text("0123456789", min_size=2, max_size=11)
PIECES = st.one_of(
    DIGITS,
    st.sampled_from(
        ["Tel.", "Teléfono:", "ext.", "fax", "(55)", "01", "+52", "-", " - ", ",", ".", "y", "obras"]
    ),
    st.sampled_from(["a.b@c.gob.mx", "millones de pesos", "%", "$", "2007-2012", "los", "(", ")"]),
)


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in contact_spans(text)]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Escriba a ana.lopez@sedesol.gob.mx.", ["ana.lopez@sedesol.gob.mx"]),
        ("Tel. 54 81 72 00 ext. 70045", ["Tel. 54 81 72 00 ext. 70045"]),
        ("(55) 54817200 ext. 70045", ["(55) 54817200 ext. 70045"]),
        ("llamar al 01 800 007 3705.", ["01 800 007 3705"]),
        ("a@b.mx 55 51417900", ["a@b.mx", "55 51417900"]),
        ("en el 5123-5678.", ["5123-5678"]),
        ("ext. 70045", ["ext. 70045"]),
    ],
)
def test_what_is_contact_data(text: str, contact: list[str]) -> None:
    assert found(text) == contact


@pytest.mark.parametrize(
    "text",
    [
        "Plan Nacional de Desarrollo 2007-2012",
        "localidades de 2500-5000 habitantes",
        "12 500 000 pesos, 1,045,000,000 litros y 1045000000 litros",
        "se apoyaron 2419 proyectos en 567 municipios",
        "el 31-12-2008 y el 31/12/2008",
        "$82,150.15 (ochenta y dos mil)",
        "las 32 entidades y 2456 municipios",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


@given(st.text())
def test_any_text_has_spans_in_order_that_do_not_overlap(text: str) -> None:
    spans = contact_spans(text)
    assert all(span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def shape_patterns() -> list[re.Pattern[str]]:
    """The patterns of the shape that blocks a release: it must ask for no more than is withheld."""
    turtle = (Knowledge.default().shapes / "integrity" / "evidence.ttl").read_text(encoding="utf-8")
    shape = turtle[turtle.index("rule:NoTelephone") :]
    found = re.findall(r'REGEX\(STR\(\?literal\), "([^"]+)"(, "i")?\)', shape)
    return [re.compile(pattern, re.IGNORECASE if flag else 0) for pattern, flag in found[1:]]


@settings(max_examples=2000, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6))
def test_what_remains_passes_the_shape(pieces: list[str]) -> None:
    text = " ".join(pieces)
    while spans := contact_spans(text):
        for span in reversed(spans):
            text = text[: span.start] + OMITTED + text[span.end :]
    if re.search("[A-Za-z]", text):
        assert [pattern.pattern for pattern in shape_patterns() if pattern.search(text)] == []
