from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from asm_graph.errors import UsageError
from asm_graph.rdf.vocabulary import XSD
from asm_graph.results import About, Rows
from asm_graph.results.xlsx import workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(body: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read(f"xl/worksheets/{name}.xml").decode()


def cells(body: bytes, name: str = "sheet1") -> dict[str, tuple[str, str]]:
    """Each cell's type and content by its place."""
    sheet = ET.fromstring(part(body, name))  # noqa: S314  our own file
    return {
        cell.get("r", ""): (cell.get("t", "n"), "".join(cell.itertext())) for cell in sheet.iter(f"{MAIN}c")
    }


def row_of(*terms: Any) -> dict[str, tuple[str, str]]:
    names = tuple("abcdefghij"[: len(terms)])
    return cells(workbook(Rows(names, (terms,)), About()))


def test_numbers_years_and_dates_are_what_they_are() -> None:
    row = row_of(
        Literal("417.7", datatype=XSD("decimal")),
        Literal("2009", datatype=XSD("gYear")),
        Literal("2010-12-31", datatype=XSD("date")),
        Literal("true", datatype=XSD("boolean")),
        Literal("100.650602409638554216", datatype=XSD("decimal")),
    )
    assert row["A2"] == ("n", "417.7")
    assert row["B2"] == ("n", "2009")
    assert row["C2"] == ("n", "40543")  # days since 1900, as spreadsheets count
    assert row["D2"] == ("b", "1")
    assert row["E2"] == ("n", "100.6506024096386")


def test_what_a_cell_would_spoil_stays_text() -> None:
    row = row_of(
        Literal("20100000000000000001", datatype=XSD("integer")),
        Literal("2009-12", datatype=XSD("gYearMonth")),
        Literal("1810-09-16", datatype=XSD("date")),
        Literal("INF", datatype=XSD("double")),
        Literal("00123"),
        BlankNode("b"),
        Literal("1E999999999", datatype=XSD("decimal")),
        None,
    )
    texts = [row[place] for place in ("A2", "B2", "C2", "D2", "E2", "F2", "G2")]
    expected = ["20100000000000000001", "2009-12", "1810-09-16", "INF", "00123", "_:b", "1E999999999"]
    assert texts == [("inlineStr", text) for text in expected]
    assert "H2" not in row


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("https://a.example")', "+1", "-1", "@A1", "{=1}", "mailto:a@b.example"]
)
def test_text_is_never_a_formula_or_a_link(text: str) -> None:
    body = workbook(
        Rows(("a", "b"), ((Literal(text), NamedNode("https://a.example/")),)),
        About(title=text, query=text),
    )
    assert cells(body)["A2"] == ("inlineStr", text)
    for sheet in ("sheet1", "sheet2"):
        assert "<f>" not in part(body, sheet)
        assert "hyperlink" not in part(body, sheet)


def test_a_text_longer_than_a_cell_says_what_is_left_out() -> None:
    assert row_of(Literal("𝔸" * 20_000))["A2"][1].endswith("𝔸… [+4000]")


def test_the_second_sheet_says_what_the_first_one_is() -> None:
    about = About("Evaluaciones", "SELECT *", "20100101-abc", "2010-01-01", "CC BY 4.0", {"cost": "Costo"})
    texts = [text for _, text in cells(workbook(Rows(("cost",), ()), about), "sheet2").values()]
    assert {about.title, about.query, about.release, about.date, about.license, "cost", "Costo"} <= set(texts)


def test_the_same_answer_gives_the_same_bytes() -> None:
    results = Rows(("a",), ((Literal("uno"),),))
    assert workbook(results, About()) == workbook(results, About())


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    with pytest.raises(UsageError, match="ask for csv"):
        workbook(Rows(("a",), ((None,),) * 1_048_576), About())
