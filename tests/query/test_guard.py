"""What reaches an engine and what does not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asm_graph.errors import QueryRefused
from asm_graph.query.guard import FORMS, Guard, _examined, without_constants

GUARD = Guard(max_bytes=100_000, max_depth=100, max_prefixes=50, max_clauses=40, max_operators=60)
PROLOGUE = "PREFIX a: <http://e/>\nPREFIX service: <http://e/>\n"


def refusal(text: str) -> str | None:
    try:
        GUARD.examine(text)
    except QueryRefused as error:
        return error.code
    return None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("select*{}", "SELECT"),
        ("BASE <http://e/> PREFIX select: <x> # ASK\nASK {}", "ASK"),
        ("PREFIX ask:<x>CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("DESCRIBE <http://e/select>", "DESCRIBE"),
        ("ASKWHERE{}", "ASK"),
    ],
)
def test_finds_the_form(text: str, form: str) -> None:
    assert GUARD.examine(text).form == form


@pytest.mark.parametrize(
    "pattern",
    [
        '{ ?s ?p "SERVICE <http://e/> {}" }',
        "{ ?s ?p 'service' , '''SERVICE\n{''' }",
        "{ ?s ?p <http://e/SERVICE> . <http://e/a(b)service> ?p ?o }",
        "{ ?service ?p $SERVICE } # SERVICE <http://e/> {}",
        "{ ?s a:SERVICE ?o ; service:x service:y . a:service ?p 1 }",
        "{ GRAPH service:g { ?s ?p ?o } }",
        "FROM service:g { ?s ?p ?o }",
        '{ ?s ?p "x"@service }',
        "{ ?s a <http://e/Service> ; ?p 'M\\u00e9xico' }",
        "{ ?s ?p _:service }",
        "{ ?s ?load ?insert . ?s a:LOAD a:delete }",
        '{ FILTER(?x < 3 && "LOAD" > ?y) }',
        "FROM <http://e/g> FROM NAMED <urn:g> { ?s ?p ?o }",
    ],
)
def test_lets_harmless_text_through(pattern: str) -> None:
    assert refusal(f"{PROLOGUE}SELECT * {pattern}") is None


@pytest.mark.parametrize(
    "pattern",
    [
        "{ SERVICE <http://e/> {} }",
        "{ service silent ?x {} }",
        "{ SERVICE# \n<http://e/> {} }",
        "{ SERVICEa:b {} }",
        "{ SERVICE:b {} }",
        "{ SERVICESILENT<http://e/>{} }",
        "{ ?s ?p 1SERVICE<http://e/>{} }",
        "{ ?s ?p true.SERVICE:b{} }",
        '{ ?s ?p "SERVICE" SERVICE<http://e/>{} }',
        "{ ?s ?p ?o # comment\rSERVICE<http://e/>{} }",
        "{ FILTER(?s<3)SERVICE:a#>\n{} }",
        "{ FILTER(1<(2>1) && 5<3)SERVICE:a#>\n{} }",
        "{ ?s ?p 'x\\u0027 SERVICE <http://e/> {} # ' }",
        "{ ?s ?p ?o . # \\u000aSERVICE <http://e/> {}\n }",
        "{ ?s ?p <a\\u003e\\u002eSERVICE\\u003chttp://e/>{} }",
        '{ ?s ?p """x\\U00000022\\u0022" . \\u0053ERVICE <http://e/> {} # """ }',
        "{ OPTIONAL { LATERAL { SERVICE <http://e/> {} } } }",
    ],
)
def test_refuses_calls_to_other_hosts_however_they_are_written(pattern: str) -> None:
    assert refusal(f"{PROLOGUE}SELECT * {pattern}") == "service"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("INSERT DATA { <a> <b> <c> }", "update"),
        ("PREFIX a: <b> DELETE WHERE { ?s ?p ?o }", "update"),
        ("LOAD <http://e/>", "update"),
        ("WITH <g> DELETE {} WHERE {}", "update"),
        ("ASK {} ; CLEAR ALL", "update"),
        ("SELECT * FROM <file:///etc/passwd> {}", "graph"),
        ("SELECT * FROM NAMED <ftp://e/> {}", "graph"),
        ("PREFIX f: <file:///etc/> SELECT * FROM f:passwd {}", "graph"),
        ("BASE <file:///etc/> SELECT * FROM <passwd> {}", "graph"),
        ("SELECT * FROM <\\u0066ile:///etc/passwd> {}", "graph"),
        ("ASK { \\u0053ERVICE <http://e/> {} }", "service"),
        ("ASK { ?\\u00e9 ?p ?o }", "syntax"),
        ("DEFINE get:soft 'soft' ASK {}", "form"),
        ("EXPLAIN SELECT * {}", "form"),
        ("", "form"),
        ("# SELECT", "form"),
        ("{ ?s ?p ?o }", "form"),
        ("ASK { ?s ?p 'x }", "string"),
        ('ASK { ?s ?p """x" }', "string"),
        ("ASK {\x00}", "nul"),
        ("ASK { '\ud800' }", "surrogate"),
        ("ASK {} #" + "x" * 100_000, "length"),
        ("ASK {} #" + "ñ" * 60_000, "length"),
        ("ASK " + "{" * 101, "depth"),
        ("SELECT (" + "!" * 51 + "1 AS ?x) {}", "prefixes"),
        ("SELECT (" + "- " * 51 + "1 AS ?x) {}", "prefixes"),
        ("ASK {" + "{} UNION " * 41 + "{}}", "clauses"),
        ("ASK {" + "OPTIONAL {}" * 41 + "}", "clauses"),
        ("SELECT " + "(1 AS ?x)" * 41 + " {}", "clauses"),
        ("SELECT (1" + " || 1" * 61 + " AS ?x) {}", "operators"),
        ("ASK { ?s <a>" + "/<a>" * 61 + " ?o }", "operators"),
        ("SELECT (1<" + "(" * 101 + "1>2 AS ?x) {}", "depth"),
    ],
)
def test_refuses_each_for_its_own_reason(text: str, code: str) -> None:
    assert refusal(text) == code


def test_tells_the_place() -> None:
    with pytest.raises(QueryRefused) as caught:
        GUARD.examine("SELECT *\nWHERE { SERVICE <http://e/> {} }")
    assert (caught.value.line, caught.value.column) == (2, 9)


@pytest.mark.parametrize(
    "text",
    [
        "ASK " + "{" * 100 + "}" * 100,
        "SELECT (" + "!" * 50 + "1 AS ?x) {}",
        "ASK {" + "{} UNION " * 40 + "{}}",
        "SELECT (1" + " || 1" * 60 + " AS ?x) {}",
    ],
)
def test_what_is_at_a_limit_is_allowed(text: str) -> None:
    assert refusal(text) is None


@pytest.mark.parametrize(
    ("text", "volatile"),
    [
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT * { ?s ?p 'rand and now' }", False),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", False),
        ("SELECT (NOW() AS ?x) {}", True),
        ("SELECT (rand ( ) AS ?x) {}", True),
        ("ASK { FILTER(?x<NOW()&&1>0) }", True),
        ("ASK { BIND(struuid#\n() AS ?x) }", True),
        ("CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { _:a ?p ?o } WHERE { ?s ?p ?o }", True),
    ],
)
def test_tells_queries_whose_answer_may_change(text: str, volatile: bool) -> None:  # noqa: FBT001
    assert GUARD.examine(text).volatile is volatile


@given(st.text(alphabet=st.characters(codec=None)))
def test_never_raises_anything_but_a_refusal(text: str) -> None:
    refusal(text)
    refusal("SELECT * { " + text)


_PIECES = st.sampled_from(
    [
        "SELECT",
        "{",
        "}",
        "(",
        ")",
        "<",
        ">",
        '"',
        "'",
        '"""',
        "#",
        "\n",
        "SERVICE",
        "a:b",
        "?x",
        "\\",
        "1",
        ".",
        "FROM",
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_never_raises_anything_but_a_refusal_on_likely_text(text: str) -> None:
    refusal(text)


_CONTENT = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\"'\\\n\r\x00"), max_size=20)


@given(_CONTENT, _CONTENT, st.sampled_from(['"', "'", '"""', "'''"]))
def test_a_quoted_word_is_never_refused(before: str, after: str, quote: str) -> None:
    assert refusal(f"SELECT * {{ ?s ?p {quote}{before}SERVICE{after}{quote} }}") is None


@given(_CONTENT, st.sampled_from(["SERVICE", "INSERT", "LOAD"]))
def test_a_comment_is_never_refused(text: str, word: str) -> None:
    assert refusal(f"ASK {{}} #{text} {word} <http://e/> {{") is None


@given(
    st.sampled_from(FORMS), st.sampled_from(["SERVICE", "service", "SeRvIcE"]), st.text(" \t\n", max_size=3)
)
def test_a_real_call_is_always_refused(form: str, word: str, space: str) -> None:
    assert refusal(f"{form} {{ {word}{space}<http://e/>{space}{{ ?s ?p ?o }} }}") == "service"


_WITH_CONSTANTS = st.sampled_from(
    [
        *("<http://e/x#y>", "<https://e/1>", "<file:///x>", "<http://e/(service>", " 1", " 23 ", "4.5"),
        *("PREFIX a: ", "BASE ", "FROM ", "FROM NAMED ", "GRAPH ", "a:b", "SELECT * ", "CONSTRUCT "),
        *("{", "}", "(", ")", "[", '"', "'", '"""', "#", "\n", "<", ">", "\\", "\\u0041", "?x", "-"),
        *("SERVICE", "now", ";", "6e7"),
    ]
)


def verdict(text: str) -> object:
    """What the guard thinks of the words of a text."""
    try:
        return _examined(text, GUARD)
    except QueryRefused as error:
        return error.code


@given(st.lists(_WITH_CONSTANTS, max_size=30).map("".join))
@example("SELECT * {} #<http://e/'>'")
def test_plain_constants_make_no_difference(text: str) -> None:
    """What is known of a text must hold for every other that differs in plain IRIs and numbers alone."""
    assert verdict(without_constants(text)) == verdict(text)


def test_a_refusal_tells_the_place_in_the_text_as_it_is() -> None:
    for _ in range(2):
        with pytest.raises(QueryRefused) as caught:
            GUARD.examine("ASK { <http://example.org/a/long/one> ?p 12345 .\nSERVICE ?x {} }")
        assert (caught.value.line, caught.value.column) == (2, 1)
