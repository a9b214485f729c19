from dataclasses import replace
from pathlib import Path

import pytest

from asm_graph.errors import RegisterError
from asm_graph.registers.csv_register import Problems, Row, read_table

COLUMNS = ("key", "name")


def table(folder: Path, content: str | bytes) -> Path:
    file = folder / "table.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.mark.parametrize(
    "content",
    [
        "key,name\n1, Uno \n",
        "\ufeffkey,name\r\n1,Uno\r\n",
        "key;name\n1;Uno\n",
        "note,name,key\n,Uno,1\n",
        "key,name\n,\n1,Uno\n\n",
    ],
)
def test_what_a_spreadsheet_writes_is_read(tmp_path: Path, content: str) -> None:
    rows = read_table(table(tmp_path, content), COLUMNS)
    assert [dict(row.cells) for row in rows] == [{"key": "1", "name": "Uno"}]


def test_short_rows_have_blank_cells_and_lines_are_counted(tmp_path: Path) -> None:
    rows = read_table(table(tmp_path, 'key,name\n1,"a; b ;"\n2\n'), COLUMNS)
    assert [row.line for row in rows] == [2, 3]
    assert rows[0].items("name") == ("a", "b")
    assert rows[1]["name"] == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "line 1: no column key, name"),
        ("key,label\n", "line 1: no column name"),
        ("key,name\n1,Migración\n".encode("cp1252"), "not UTF-8"),
    ],
)
def test_what_is_no_register_is_refused(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(RegisterError, match=words):
        read_table(table(tmp_path, content), COLUMNS)


def test_a_missing_register_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"gone\.csv: the register is missing"):
        read_table(tmp_path / "gone.csv", COLUMNS)


def test_all_problems_are_reported_at_once() -> None:
    row = Row("t.csv", 4, {"n": "x", "d": "2007-13-01", "kind": "other", "blank": ""})
    problems = Problems()
    assert problems.number(row, "n") is None
    assert problems.number(row, "blank") is None
    assert problems.date(row, "d") is None
    problems.choice(row, "kind", ("a", "b"))
    problems.required(row, "blank")
    problems.unique((row, replace(row)), "n")
    with pytest.raises(RegisterError) as raised:
        problems.raise_any()
    lines = str(raised.value).splitlines()
    assert len(lines) == 5
    assert all(line.startswith("t.csv, line 4, column ") and "; " in line for line in lines)


def test_no_problem_raises_nothing() -> None:
    problems = Problems()
    problems.unless("anything", Row("t.csv", 1, {}), "n", "", "")
    problems.raise_any()
