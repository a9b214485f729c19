"""A JSON list of objects becomes rows that a pointer finds again, or is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import TextDocument
from asm_graph.documents import json_file as json_rows
from asm_graph.documents.text_file import looks_like_json
from asm_graph.errors import UnreadableDocument

NAMES = st.text("abcdef", min_size=1, max_size=4)
FLAT = st.dictionaries(NAMES, st.text('aeñÁó 1:{}[]"\\¿“—😀\n', max_size=8), min_size=1, max_size=4)


def document(text: str) -> TextDocument:
    return TextDocument(Path("eje_1.json"), text, "utf-8", "0" * 64, len(text))


def sheet(value: object) -> tuple[list[list[str]], list[str]]:
    (one,) = json_rows.as_table(document(json.dumps(value))).sheets
    return [list(row) for row in one.rows], list(one.places or ())


@given(st.lists(FLAT, min_size=1, max_size=6))
def test_each_object_is_a_row_at_its_pointer(objects: list[dict[str, str]]) -> None:
    (header, *rows), places = sheet(objects)
    assert places == ["", *(f"/{index}" for index in range(len(objects)))]
    for row, one in zip(rows, objects, strict=True):
        assert {name: cell for name, cell in zip(header, row, strict=True) if name in one} == one


def test_lists_of_objects_are_rows_and_objects_are_columns() -> None:
    value = [
        {"ramo": {"id": 20, "nombre": "Bienestar"}, "anios": [{"anio": 2026}, {"anio": 2027}]},
        {"x": None},
    ]
    rows, places = sheet(value)
    assert rows == [
        ["ramo.id", "ramo.nombre", "anios.anio", "x"],
        ["20", "Bienestar", "2026", ""],
        ["20", "Bienestar", "2027", ""],
        ["", "", "", ""],
    ]
    assert places == ["", "/0/anios/0", "/0/anios/1", "/1"]


def test_numbers_are_as_printed() -> None:
    (one,) = json_rows.as_table(document('[{"a": 1.10, "b": 12345678901234567890, "c": true}]')).sheets
    assert list(one.rows[1]) == ["1.10", "12345678901234567890", "true"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"a": 1}', "is a JSON file that is cut off"),
        ('[{"a": "Programa de', "is a JSON file that is cut off"),
        ('[{"a": 1}, 2]', "is no JSON list of objects"),
        ('[{"a": ' * 20_000, "is no whole JSON"),
        ('[{"a": 1}]]', "is no whole JSON"),
    ],
)
def test_what_is_no_list_of_objects_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"eje_1\.json: {reason}"):
        json_rows.as_table(document(text))


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "MAX_ROWS", 3)
    with pytest.raises(UnreadableDocument, match="more than 3 rows"):
        sheet([{"a": 1}] * 4)


@pytest.mark.parametrize(
    ("text", "looks"),
    [(' \n[ {"a": 1}]', True), ("[]", True), ('{"a": [{}]}', True), ("[1, 2]", False), ("a,b\n", False)],
)
def test_json_is_told_by_its_beginning(text: str, *, looks: bool) -> None:
    assert looks_like_json(text) is looks


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ('[{"a": 1}, {"a": 1, "a": 2}]', "/1", "a"),
        ('[{"a": 1, "a": 1}]', "/0", "a"),
        ('[{"a": {"b": 1, "b": 2}}]', "/0/a", "b"),
        ('[{"c": [{"d": 1}, {"d": 1, "e": 2, "e": 3}]}]', "/0/c/1", "e"),
        ('[{"c": [{"d": 1}], "c": [{"d": 2}]}]', "/0", "c"),
        ('[{"\\u0061": 1, "a": 2}]', "/0", "a"),
        ('[{"a": [[{"b": 1, "b": 2}]]}]', "/0/a/0/0", "b"),
    ],
)
def test_a_name_that_stands_twice_is_refused_with_its_place(text: str, place: str, name: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"eje_1\.json, {place}: has the name '{name}' twice; give"):
        json_rows.as_table(document(text))


@pytest.mark.parametrize(
    ("value", "place"),
    [({"a.b": 1, "a": {"b": 2}}, "/0"), ({"c.d": 1, "c": [{"d": 2}]}, "/0/c/0")],
)
def test_names_that_make_one_column_are_refused(value: object, place: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"eje_1\.json, {place}: has two values for '[ac]\.[bd]'"):
        sheet([value])


def test_two_lists_of_an_object_are_rows_of_their_own() -> None:
    rows, places = sheet([{"a": 1, "b": [{"c": 2}], "d": [{"c": 3}]}])
    assert rows == [["a", "b.c", "d.c"], ["1", "2", ""], ["1", "", "3"]]
    assert places == ["", "/0/b/0", "/0/d/0"]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_json_does_not_know_is_named(value: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"\({value} is no value; a missing one is null\)"):
        json_rows.as_table(document(f'[{{"a": {value}}}]'))


@pytest.mark.parametrize("end", ["\n", "\r\n", "", " "])
def test_json_lines_are_told_to_be_one_list(end: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"one JSON object after another .* one list"):
        json_rows.as_table(document(end.join(['{"a": 1}', '{"a": 2}', '{"a": 3}'])))


@given(st.lists(st.tuples(NAMES, st.integers()), min_size=1, max_size=6))
def test_an_object_is_a_row_or_has_a_name_twice(pairs: list[tuple[str, int]]) -> None:
    text = "[{" + ", ".join(f'"{name}": {number}' for name, number in pairs) + "}]"
    if len(dict(pairs)) == len(pairs):
        (one,) = json_rows.as_table(document(text)).sheets
        assert dict(zip(one.rows[0], one.rows[1], strict=True)) == {name: str(n) for name, n in pairs}
    else:
        with pytest.raises(UnreadableDocument, match="twice"):
            json_rows.as_table(document(text))


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ([{"a": "x"}, {"a": "Servicios \ud83d migratorios"}], "/1: holds U[+]D83D"),
        ([{"a": [{"b": "x\u0000"}]}], "/0/a/0: holds U[+]0000"),
        ([{"a\u0007": "x"}], "the names of the columns: holds U[+]0007"),
        ([{"a": "x", "b": {"c": "Atenci\ufffdn"}}], "/0: the letters of “Atenci\ufffdn” are lost"),
    ],
)
def test_what_no_text_has_is_refused_with_its_place(value: object, place: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"eje_1\.json, sheet 'eje_1', {place}"):
        sheet(value)


def test_cells_and_names_are_normalized() -> None:
    (header, row), _ = sheet([{"poblacio\u0301n": "bene\ufb01\u00adciada\u00a0２"}])
    assert (header, row) == (["población"], ["beneficiada 2"])
