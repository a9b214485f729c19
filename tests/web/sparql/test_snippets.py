"""What is pasted asks what was asked, whatever the query has in it."""

from __future__ import annotations

import ast
import subprocess
from urllib.parse import parse_qs, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from asm_graph.web.sparql.completions import address_snippets, query_snippets

ENDPOINT = "http://127.0.0.1:8000/sparql"
QUERIES = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=60)


def texts(query: str) -> dict[str, str]:
    return {snippet.tool: snippet.text for snippet in query_snippets(ENDPOINT, query)}


@given(QUERIES)
@example('"""\'\'\'\\""\\')
def test_python_has_the_query(query: str) -> None:
    (assigned,) = [node for node in ast.parse(texts(query)["Python"]).body if isinstance(node, ast.Assign)][
        :1
    ]
    assert ast.literal_eval(assigned.value) == f"\n{query}\n"


@given(QUERIES)
@example(")---)----")
def test_r_has_the_query_in_a_raw_string(query: str) -> None:
    text = texts(query)["R"].partition("query <- r")[2]
    dashes = text[1:].partition("(")[0]
    assert text[len(dashes) + 2 :].partition(f'){dashes}"')[0] == query


@given(QUERIES)
def test_a_spreadsheet_has_it_in_its_address(query: str) -> None:
    assert parse_qs(urlsplit(texts(query)["spreadsheet"]).query, keep_blank_values=True) == {"query": [query]}


def test_a_shell_gives_it_whole() -> None:
    query = 'SELECT ?a\nWHERE { ?a ?b "it\'s $HOME `x`" }'
    shell = texts(query)["curl"].replace("curl ", "printf '%s\\0' ", 1)
    words = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, check=True, text=True).stdout
    assert words.split("\0")[:-1] == [f"{ENDPOINT}.csv", "--data-urlencode", f"query={query}"]


def test_a_table_at_an_address() -> None:
    snippets = address_snippets("http://e/a?x=1&format=csv", "http://e/a?x=1&format=xlsx")
    assert "curl 'http://e/a?x=1&format=csv'" in {each.text for each in snippets}
    assert snippets[-1].text.endswith("xlsx")
