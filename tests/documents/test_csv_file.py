"""CSV as people and programs write it becomes a table, or is refused whole."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asm_graph.documents import TextDocument, load
from asm_graph.documents import csv_file as delimited
from asm_graph.errors import UnreadableDocument

CELL = st.text("aeñÁó 1,;|\t\"'\r\n¿“—😀", max_size=12)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=8)
)
HEADER = ["programa", "nombre del programa presupuestario", "ejercicio fiscal"]


def document(text: str) -> TextDocument:
    return TextDocument(Path("gasto.csv"), text, "utf-8", "0" * 64, len(text))


def written(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue()


@settings(deadline=None)
@given(TABLES, st.sampled_from(["\n", "\r\n"]))
def test_what_was_written_is_read(rows: list[list[str]], end: str) -> None:
    """Line breaks, quotation marks and delimiters inside cells stay where they are."""
    table = delimited.as_table(document(written([HEADER, *rows], end=end)))
    assert [list(row) for row in table.sheets[0].rows] == [HEADER, *rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_of_the_header(delimiter: str) -> None:
    text = f"Informe anual\n{delimiter.join(HEADER)}\n{delimiter.join(['S061', 'Empleo 3 x 1', '2008'])}\n"
    (sheet,) = delimited.as_table(document(text)).sheets
    assert list(map(list, sheet.rows[1:])) == [HEADER, ["S061", "Empleo 3 x 1", "2008"]]
    assert sheet.name == "gasto"


@pytest.mark.parametrize(
    ("text", "row"),
    [('a,b\n1,"sin cerrar\n2,x\n', 1), ('a,b\n1,2\n1,"dos" veces\n', 2), ('a,b\n1,"x', 1)],
)
def test_a_quotation_mark_that_is_not_closed_is_refused(text: str, row: int) -> None:
    with pytest.raises(UnreadableDocument, match=rf"gasto\.csv, after row {row}: is no whole CSV .* export"):
        delimited.as_table(document(text))


def test_a_table_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a,b\n" + "1,2\n" * 10
    assert len(delimited.as_table(document(text)).sheets[0].rows) == 11
    monkeypatch.setattr(delimited, "MAX_ROWS", 10)
    with pytest.raises(UnreadableDocument, match=r"more than 10 rows .* divide it"):
        delimited.as_table(document(text))


def test_a_table_that_is_too_wide_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_CELLS", 100)
    with pytest.raises(UnreadableDocument, match="or 100 cells"):
        delimited.as_table(document("," * 50 + "\n" + "," * 50))


def test_the_head_of_a_broken_table_is_what_can_be_read() -> None:
    (sheet,) = delimited.head(document('a,b\n1,2\n3,"x'), 20).sheets
    assert [tuple(row) for row in sheet.rows] == [("a", "b"), ("1", "2")]


def test_the_head_is_no_longer_than_asked() -> None:
    assert len(delimited.head(document("a,b\n" * 100), 20).sheets[0].rows) == 20


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "cp437", "utf-16", "utf-16-le"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "gasto.csv"
    path.write_text(written([[*HEADER, "Año"], ["S061", "Atención", "2008", "ñ"]]), encoding, newline="")
    text = load(path)
    assert isinstance(text, TextDocument)
    assert delimited.as_table(text).sheets[0].rows[1][1] == "Atención"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (written([HEADER] * 3).encode("utf-16")[:-1], "is no whole UTF-16 .* save it as UTF-8"),
        (written([HEADER, ["S061", "a\x00b", "2008"]]).encode(), "control character"),
        (b"", "is empty"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_the_remedy(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "gasto.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument, match=rf"gasto\.csv: .*{reason}"):
        load(path)


@given(st.text("áéíóúñÁÉÍÓÚÑ", min_size=1, max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_text_that_was_encoded_twice_is_read_as_it_was(tmp_path: Path, letters: str) -> None:
    path = tmp_path / "gasto.csv"
    text = f"Nombre del programa presupuestario y de la unidad responsable: {letters}"
    for data in (text.encode().decode("latin-1").encode(), text.encode()):
        path.write_bytes(data)
        document = load(path)
        assert isinstance(document, TextDocument)
        assert document.text == text


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_most_rows_tell_the_delimiter_not_the_title(sign: str) -> None:
    rows = [["Programa", "Texto"], ["Becas", "uno"], ["Vales", "dos"]]
    lines = ["Gasto, por ramo; modalidad, y | programa, 2019", *(sign.join(row) for row in rows)]
    table = delimited.as_table(document("\n".join(lines)))
    assert [list(row) for row in table.sheets[0].rows[1:]] == rows


def test_a_cell_that_is_too_long_is_refused_with_the_remedy() -> None:
    with pytest.raises(
        UnreadableDocument, match=r"after row 1: has a cell of more than 131,072 characters; close"
    ):
        delimited.as_table(document("a,b\n1," + "x" * 200_000 + "\n"))


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff\ufeffa,b\n1,2\n",
        '\ufeff"a","b"\n"1","2"\n',
        "a,b\n\ufeff1,2\n",
        'a,b\r\n\ufeff"1",2\r\n',
        "a,\ufeffb\n1,2\ufeff\n",
    ],
)
def test_byte_order_marks_of_joined_files_are_no_text(text: str) -> None:
    for table in (delimited.as_table(document(text)), delimited.head(document(text), 5)):
        assert [list(row) for row in table.sheets[0].rows] == [["a", "b"], ["1", "2"]]
