"""XML that parsers can read."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Store, Triple, serialize

from asm_graph.engine.workers.output import UnwritableProperty, XmlText

HOSTILE = "a\x00\x01\x08\x0b\x0c\x0e\x1f\ufffe\uffff\r\n\t<>&'\"]]>\x7f\x85\u2028\U0001f600 é"
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


def cleaned(data: bytes, size: int) -> bytes:
    pieces: list[bytes] = []
    text = XmlText(pieces.append)
    for start in range(0, len(data), size):
        text.write(data[start : start + size])
    text.finish()
    return b"".join(pieces)


def results(value: str) -> bytes:
    term = Literal(value)
    solutions = Store().query(f"SELECT * {{ VALUES ?x {{ {term} }} }}")
    return solutions.serialize(format=QueryResultsFormat.XML) or b""


@given(
    st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(HOSTILE), max_size=40), st.integers(1, 30)
)
def test_results_are_well_formed_and_say_the_same(value: str, size: int) -> None:
    document = ET.fromstring(cleaned(results(value), size))  # noqa: S314  what we wrote ourselves
    literal = document.find(".//{*}literal")
    assert literal is not None
    assert (literal.text or "") == value.translate(_UNWRITABLE)


@given(
    st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(HOSTILE), max_size=40), st.integers(1, 30)
)
def test_graphs_are_well_formed_and_say_the_same(value: str, size: int) -> None:
    page = BytesIO()
    serialize([Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal(value))], page, RdfFormat.RDF_XML)
    document = ET.fromstring(cleaned(page.getvalue(), size))  # noqa: S314  what we wrote ourselves
    assert (document[0][0].text or "") == value.translate(_UNWRITABLE)


@pytest.mark.parametrize("size", [1, 3, 10, 11, 1000])
def test_a_property_without_an_xml_name_is_told(size: int) -> None:
    page = BytesIO()
    serialize([Triple(NamedNode("urn:s"), NamedNode("urn:p/1"), Literal("x"))], page, RdfFormat.RDF_XML)
    with pytest.raises(UnwritableProperty):
        cleaned(page.getvalue(), size)
    text = BytesIO()
    serialize(
        [Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("<oxprefix: "))], text, RdfFormat.RDF_XML
    )
    assert cleaned(text.getvalue(), size)
