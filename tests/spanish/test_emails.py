"""An address is found whole, and nothing beside it; signs that look like one are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.spanish.emails import email_spans
from asm_graph.spanish.plain_text import PlainText

NAMES = st.from_regex(r"[a-z]{2,8}[._][a-z]{2,8}", fullmatch=True)
HOSTS = st.from_regex(r"[a-z]{3,10}\.(?:gob\.mx|com|org\.mx|edu\.mx)", fullmatch=True)
SIGNS = st.sampled_from(
    [
        "@",
        " @",
        "@ ",
        " @ ",
        "\n@",
        "@\n",
        "＠",
        "﹫",
        "(at)",
        " [at] ",
        "[arroba]",
        " arroba ",
        "%40",
        "\N{SOFT HYPHEN}@",
    ]
)


def found(text: str) -> list[str]:
    plain = PlainText.of(text)
    return [text[span.start : span.end] for span in (plain.span(*one) for one in email_spans(plain))]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Escriba a ana@dep.gob.mx. El programa", ["ana@dep.gob.mx"]),
        ("ana@dep.gob.mx, luis@dep.gob.mx", ["ana@dep.gob.mx", "luis@dep.gob.mx"]),
        ("(ana@dep.gob.mx)", ["ana@dep.gob.mx"]),
        ("ana@dep.edu.mxNombre: Ana", ["ana@dep.edu.mx"]),
        ("ana@dep.gob.mx.https://www.gob.mx", ["ana@dep.gob.mx"]),
        ("ana.ruiz@dep\n.gob.mx Luis", ["ana.ruiz@dep\n.gob.mx"]),
        ("ana.ruiz@dep.gob mx y", ["ana.ruiz@dep.gob mx"]),
        ("ana.ru\niz@dep.gob.mx", ["ana.ru\niz@dep.gob.mx"]),
        ("del programa.\nana@dep.gob.mx", ["ana@dep.gob.mx"]),
        ("- ana@dep.gob.mx", ["ana@dep.gob.mx"]),
        ("https://ana@dep.gob.mx/x", ["ana@dep.gob.mx"]),
    ],
)
def test_where_an_address_begins_and_ends(text: str, addresses: list[str]) -> None:
    assert found(text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        "niñ@s",
        "l@s ciudadan@s y tod@s",
        "@sedesol_mx",
        "General @prende.mx",
        "3 @ 2.5",
        "maps/@19.43,-99.13",
        "@",
        "a@",
        "@b.mx",
        "10 arrobas de maíz",
        "look at this.page",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


@given(NAMES, SIGNS, HOSTS)
def test_whatever_stands_for_the_sign(name: str, sign: str, host: str) -> None:
    text = f"Informes con {name}{sign}{host}, de lunes a viernes"
    assert found(text) == [f"{name}{sign}{host}"]
