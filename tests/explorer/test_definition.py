"""The header of a query file says what a table holds; one that does not hold is named."""

from pathlib import Path

import pytest

from asm_graph.errors import InputError
from asm_graph.explorer.definition import read_explorer_tables
from asm_graph.knowledge import Knowledge

HEADER = """#+ title = { es = "T", en = "T" }
#+ lead = { es = "T", en = "T" }
#+ noun = { es = "uno|varios", en = "one|several" }
#+ order = ["s"]
#+ [columns]
#+ s = { kind = "thing", es = "S", en = "S" }
"""


def test_the_tables_of_the_site_can_be_read() -> None:
    tables = read_explorer_tables(Knowledge.default().sparql / "explore")
    kinds = {"programs", "objectives", "indicators", "asm", "evaluations", "spending", "findings"}
    assert {table.kind for table in tables} == kinds
    for table in tables:
        assert table.columns[table.choosable[0]].kind == "thing"
        assert table.facets
        for words in (table.title, table.lead, table.noun, *table.columns.values()):
            assert words.es
            assert words.en


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT ?s { ?s ?p ?o }", "header of the table"),
        (HEADER.replace("thing", "picture"), "columns.s.kind"),
        (HEADER.replace("#+ s =", '#+ "s; DROP" ='), "columns"),
        (HEADER.replace('es = "S"', 'facet = true, es = "S"'), "columns.s.facet"),
        (HEADER.replace('["s"]', '["-size"]'), "names size, which it does not describe"),
    ],
)
def test_a_header_that_does_not_hold_is_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "t.rq").write_text(text)
    with pytest.raises(InputError, match=rf"t\.rq: .*(?s:.*){reason}"):
        read_explorer_tables(tmp_path)
