import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.errors import UsageError
from asm_graph.rdf.vocabulary import ASM, PREFIXES, Base
from asm_graph.spanish.forms import slug


def test_paths_of_entities_graphs_and_codes() -> None:
    base = Base("https://example.org/")
    assert base.id("program/20-S061").value == "https://example.org/id/program/20-S061"
    assert base.graph("source/x").value == "https://example.org/graph/source/x"
    assert base.code("missing", "dash").value == "https://example.org/id/code/missing/dash"
    assert base.local(base.id("asm/1")) == "asm/1"
    assert ASM("Program").value == PREFIXES["asm"] + "Program"


@pytest.mark.parametrize("iri", ["https://example.org/", "http://localhost:8000/datos/año/"])
def test_a_base_is_an_address_that_ends_in_a_slash(iri: str) -> None:
    assert Base(iri).id("x").value == f"{iri}id/x"


@pytest.mark.parametrize(
    "iri",
    ["", "foo bar", "example.org/", "https://example.org", "https://example.org/datos", "https:///datos/",
     "https://example.org/?a=/", "https://example.org/#/", "https://example.org/a b/", "urn:example:/",
     "https://example.org/\n"],
)  # fmt: skip
def test_another_base_is_refused(iri: str) -> None:
    with pytest.raises(UsageError, match="ends in /"):
        Base(iri)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unidad de Planeación", "unidad-de-planeacion"),
        ("  Niñez & Co. ", "ninez-co"),
        ("¿…?", ""),
        ("3x1", "3x1"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_can_stand_in_any_path(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
