from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from asm_graph.errors import UsageError
from asm_graph.library import Parameter
from asm_graph.library.parameters import EXPECTED
from asm_graph.rdf.vocabulary import ASM, XSD, Base

BASE = Base("https://datos.example/")


def parameter(kind: str) -> Parameter:
    scheme, choices = ("asm-class", ("specific", "institutional")) if kind == "code" else (None, ())
    return Parameter(
        "it",
        kind,
        required=False,
        default=None,
        example="such",
        description={},
        scheme=scheme,
        choices=choices,
    )


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("program", "20-S061", BASE.id("program/20-S061")),
        ("program", "20S061", BASE.id("program/20-S061")),
        ("program", "mx-zac/fondo-plata", BASE.id("program/mx-zac/fondo-plata")),
        ("program", "https://other.example/p", NamedNode("https://other.example/p")),
        ("branch", "20", BASE.id("branch/20")),
        ("branch", "09", BASE.id("branch/9")),
        ("branch", "id:branch/9", BASE.id("branch/9")),
        ("plan", "pnd-2007-2012", BASE.id("plan/pnd-2007-2012")),
        ("plan", "https://other.example/plan", NamedNode("https://other.example/plan")),
        ("program", "20–S061\u200b", BASE.id("program/20-S061")),
        ("program", "２０S061", BASE.id("program/20-S061")),
        ("plan", "pnd-2007\u20112012", BASE.id("plan/pnd-2007-2012")),
        ("plan", "pnd−2007–2012", BASE.id("plan/pnd-2007-2012")),
        ("date", "2010–12–31", Literal("2010-12-31", datatype=XSD("date"))),
        ("string", "poblacio\u0301n bene\ufb01\u00adciada\u00a0— x", Literal("población beneficiada — x")),
        ("iri", "asm:text", ASM("text")),
        ("iri", "id:asm/20-S061/2007-2008/specific/1", BASE.id("asm/20-S061/2007-2008/specific/1")),
        ("year", "2009", Literal("2009", datatype=XSD("gYear"))),
        ("date", "2010-12-31", Literal("2010-12-31", datatype=XSD("date"))),
        ("string", 'any "text" }', Literal('any "text" }')),
        ("code", "institutional", BASE.code("asm-class", "institutional")),
        ("code", "https://datos.example/id/code/asm-class/specific", BASE.code("asm-class", "specific")),
    ],
)
def test_what_a_person_writes_becomes_a_term(kind: str, value: str, term: NamedNode | Literal) -> None:
    assert parameter(kind).term(value, BASE) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("program", "S061"),  # without its branch a key may be that of several programs
        ("program", "20-S061 "),
        ("program", "20-s061"),
        ("program", "020-S061"),
        ("program", "../20-S061"),
        ("branch", "200"),
        ("branch", "Bienestar"),
        ("plan", "PND 2007"),
        ("plan", "pnd/2007"),
        ("iri", "urn:x"),
        ("iri", "nothing:text"),
        ("iri", "https://a.example/> } #"),
        ("iri", "asm:text> ?x"),
        ("iri", "no iri"),
        ("year", "09"),
        ("year", "20090"),
        ("year", "٢٠٠٩"),
        ("date", "31/12/2010"),
        ("date", "2010-02-30"),
        ("date", "20101231"),
        ("code", "institucional"),
        ("string", "half \ud800 a character"),
    ],
)
def test_a_value_of_another_type_is_refused_with_an_example(kind: str, value: str) -> None:
    with pytest.raises(UsageError, match=r"^it: expected .*for example such"):
        parameter(kind).term(value, BASE)


@given(st.sampled_from([*EXPECTED, "code"]), st.text())
def test_any_text_is_a_term_or_a_usage_error(kind: str, value: str) -> None:
    try:
        term = parameter(kind).term(value, BASE)
    except UsageError:
        return
    assert isinstance(term, NamedNode | Literal)
