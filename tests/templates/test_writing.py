"""The workbooks as they are written: sheets, lists, marks, and the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from asm_graph.documents import TableDocument, load
from asm_graph.templates import TEMPLATES, CellKind, Choices, Template
from asm_graph.templates.definition import EXAMPLE, HELP_SHEET, LISTS_SHEET, MARKER_SHEET
from asm_graph.templates.writing import write_template

if TYPE_CHECKING:
    from pathlib import Path

CHOICES = Choices.default()


@pytest.fixture(params=TEMPLATES.values(), ids=list(TEMPLATES))
def template(request: pytest.FixtureRequest) -> Template:
    found = request.param
    assert isinstance(found, Template)
    return found


@pytest.fixture
def book(template: Template, tmp_path: Path) -> TableDocument:
    path = tmp_path / "book.xlsx"
    path.write_bytes(write_template(template, CHOICES))
    document = load(path)
    assert isinstance(document, TableDocument)
    return document


def test_the_sheets_and_their_headers(template: Template, book: TableDocument) -> None:
    names = [sheet.name for sheet in book.sheets]
    assert names == [HELP_SHEET, *(form.sheet for form in template.forms), LISTS_SHEET, MARKER_SHEET]
    for form in template.forms:
        (rows,) = (sheet.rows for sheet in book.sheets if sheet.name == form.sheet)
        assert [cell.removesuffix(" *") for cell in rows[0][1:]] == [field.header for field in form.fields]
        assert [cell.endswith(" *") for cell in rows[0][1:]] == [field.required for field in form.fields]
        assert rows[1][0] == EXAMPLE
        assert len(rows) == 2


def test_the_hidden_sheets_are_hidden(template: Template) -> None:
    with zipfile.ZipFile(BytesIO(write_template(template, CHOICES))) as archive:
        contents = archive.read("xl/workbook.xml").decode()
    assert dict(re.findall(r'<sheet name="(_\w+)"[^>]* state="(\w+)"', contents)) == {
        LISTS_SHEET: "hidden",
        MARKER_SHEET: "veryHidden",
    }


def test_every_code_has_a_drop_down_of_its_list(template: Template) -> None:
    with zipfile.ZipFile(BytesIO(write_template(template, CHOICES))) as archive:
        sheets = [
            archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(2, 2 + len(template.forms))
        ]
    assert template.forms
    for form, xml in zip(template.forms, sheets, strict=True):
        listed = {CellKind.CODE, CellKind.PROGRAM, CellKind.YES_NO}
        assert xml.count('type="list"') == sum(field.kind in listed for field in form.fields)


def test_the_examples_fill_what_is_required_and_hold_values_of_the_lists(template: Template) -> None:
    assert template.forms
    for form in template.forms:
        assert set(form.example) <= {field.name for field in form.fields}
        assert set(form.key) <= {field.name for field in form.fields}
        for field in form.fields:
            cell = form.example.get(field.name, "")
            if field.required and field.name != "key":
                assert cell, (form.sheet, field.name)
            if field.choices and cell:
                assert CHOICES.find(field.choices, cell), (form.sheet, cell)


def test_the_instructions_explain_every_column_in_spanish(template: Template, book: TableDocument) -> None:
    cells = {cell for row in book.sheets[0].rows for cell in row}
    assert {field.header for form in template.forms for field in form.fields} <= cells
    assert template.title in cells
    assert any("nunca se lee" in cell for cell in cells)


def test_the_same_template_gives_the_same_bytes(template: Template) -> None:
    assert write_template(template, CHOICES) == write_template(template, CHOICES)


def test_choices_are_found_by_label_notation_and_synonym() -> None:
    assert CHOICES.find("frequency", "Trianual") == CHOICES.find("frequency", "triennial") == "triennial"
    assert CHOICES.find("jurisdiction", "zacatecas") == CHOICES.find("jurisdiction", "mx-zac") == "mx-zac"
    assert CHOICES.find("plan", "Plan Nacional de Desarrollo 2019-2024") == "pnd-2019-2024"
    assert CHOICES.find("priority", "urgentísima") is None
