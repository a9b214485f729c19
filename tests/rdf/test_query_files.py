"""Query files: the header apart from the query, and what is said of files that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asm_graph.errors import InputError
from asm_graph.rdf.query_files import read_query_file

if TYPE_CHECKING:
    from pathlib import Path

HEADER = '#+ title.es = "Título"\n#+\n#+ [columns]\n#+ a = { es = "A" }\n'


@pytest.mark.parametrize(
    ("content", "header", "text"),
    [
        (f"{HEADER}\nASK {{}}\n", {"title": {"es": "Título"}, "columns": {"a": {"es": "A"}}}, "ASK {}\n"),
        ("\n# a remark\nASK {}\n", {}, "\n# a remark\nASK {}\n"),
        ("\ufeffASK {}", {}, "ASK {}"),
        ("", {}, ""),
    ],
)
def test_header_and_query(tmp_path: Path, content: str, header: dict[str, object], text: str) -> None:
    path = tmp_path / "it.rq"
    path.write_text(content, encoding="utf-8")
    file = read_query_file(path)
    assert (file.header, file.text) == (header, text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"SELECT ('a\xf1o' AS ?x) {}", r"it\.rq: is not UTF-8 \(byte 11\)"), (b"#+ a = \n", "is no TOML")],
)
def test_what_cannot_be_read_is_named_with_its_place(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "it.rq"
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason):
        read_query_file(path)


@pytest.mark.parametrize("name", ["nothing.rq", "."])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_query_file(tmp_path / name)
