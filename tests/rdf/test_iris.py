"""Paths of entities: those of the vocabulary contract, there and back; no other module builds one."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asm_graph
from asm_graph.rdf import document_iris, iris
from asm_graph.rdf.iri_parts import last_step, parse, plan_of, program_of
from asm_graph.rdf.vocabulary import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(asm_graph.__file__).parent
OWN = {"rdf/iris.py", "rdf/document_iris.py", "rdf/audit_iris.py", "rdf/iri_parts.py", "rdf/vocabulary.py"}

PROGRAM = iris.federal_program(20, "S", 61)
MATRIX = iris.mir(PROGRAM, 2009)
INDICATOR = iris.indicator(MATRIX, "results-2")
ASM = iris.asm(PROGRAM, "2007-2008", "institutional", 1)
EVALUATION = iris.evaluation(PROGRAM, "eed", "2009-2010")
CONTRACT = {
    "program/20-S061": iris.program(PROGRAM),
    "program/mx-zac/fondo-plata": iris.program(iris.state_program("mx-zac", "fondo-plata")),
    "branch/20": iris.branch(20),
    "agency/sedesol": iris.agency("sedesol"),
    "unit/sedesol/unidad-de-microrregiones": iris.unit("sedesol", "unidad-de-microrregiones"),
    "plan/pnd-2007-2012/axis/5": iris.objective("pnd-2007-2012", "axis", "5"),
    "plan/psds-2007-2012/objective/3": iris.objective("psds-2007-2012", "objective", "3"),
    "mir/20-S061/2009/fin": iris.level(MATRIX, "fin"),
    "mir/20-S061/2009/actividad/3": iris.level(MATRIX, "actividad", 3),
    "mir/11-U080/2022/400": iris.mir(iris.federal_program(11, "U", 80), 2022, "400"),
    "mir/20-S061/2009/indicator/results-2/2009/target": iris.indicator_value(INDICATOR, 2009, "target"),
    "asm/20-S061/2007-2008/institutional/1/action/1": iris.action(ASM, 1),
    "evaluation/20-S061/eed-2009-2010/strength/1": iris.statement(EVALUATION, "strength", 1),
    "evaluation/20-S061/eed-2009-2010/response/1": iris.response(EVALUATION, 1),
    "document/eed-2009-2010-3x1": document_iris.document("eed-2009-2010-3x1"),
    "document/informe/part/foda-1": document_iris.document_part("informe", "foda-1"),
    "code/asm-class/institutional": iris.code("asm-class", "institutional"),
}
"""The examples of the contract."""

STEPS = "|".join(
    (
        "action", "agency", "alignment", "asm", "axis", "branch", "code", "conflict", "contact", "coverage",
        "cross-reference", "dataset", "dataset-series", "document", "evaluation", "evidence", "excerpt",
        "finding", "indicator", "instrument", "mir", "name", "national-objective", "objective", "plan",
        "population", "program", "publisher", "sdg-contribution", "service", "similarity", "source",
        "spending", "unit",
    )
)  # fmt: skip
"""The steps of paths that do not come from the data."""
BEFORE_A_KEY = re.compile(rf"(?:^|/)(?:{STEPS})/$")
ALONE = re.compile(rf"/?(?:{STEPS})/")
IN_A_PATTERN = re.compile(rf"(?:^|[^\w/-])(?:{STEPS})\)?/[\[({{\\]")


@pytest.mark.parametrize("path", CONTRACT)
def test_paths_are_those_of_the_contract(path: str) -> None:
    assert CONTRACT[path] == path


segments = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
programs = st.one_of(
    st.builds(
        iris.federal_program,
        st.integers(1, 60),
        st.sampled_from("BEKPSU"),
        st.integers(0, 999),
    ),
    st.builds(iris.state_program, st.sampled_from(["mx", "mx-zac"]), segments),
)
years = st.integers(1990, 2040)


@given(programs, years, segments, st.integers(1, 99), segments)
def test_what_is_built_is_taken_apart_again(
    program: str, year: int, key: str, number: int, kind: str
) -> None:
    asm = iris.asm(program, f"{year}-{year + 1}", "specific", key)
    evaluation = iris.evaluation(program, kind, year)
    matrix = iris.mir(program, year)
    built = {
        "program": iris.program(program),
        "asm": asm,
        "action": iris.action(asm, number),
        "evaluation": evaluation,
        "statement": iris.statement(evaluation, kind, number),
        "observation": iris.observation(evaluation, "population", year, key),
        "mir": matrix,
        "level": iris.level(matrix, "componente", key),
        "indicator": iris.indicator(matrix, key),
        "indicator-value": iris.indicator_value(iris.indicator(matrix, key), year, "target"),
        "spending": iris.spending(program, year, kind),
        "alignment": iris.alignment(program, document_iris.document(key), iris.plan(kind)),
    }
    for name, path in built.items():
        for given_as in (path, Base().id(path).value, Base("http://here.mx/id/id/").id(path).value):
            found = parse(given_as)
            assert found is not None
            assert (found.kind, found.parts["program"]) == (name, program)
        assert program_of(path) == program
    assert parse(iris.numbered(asm, 2)) is not None


def test_a_matrix_of_a_unit_is_no_level() -> None:
    unit = iris.mir(PROGRAM, 2022, "d00", "71")
    assert parse(unit).parts["unit_code"] == "d00-71"  # type: ignore[union-attr]
    found = parse(iris.level(unit, "fin"))
    assert found is not None
    assert (found.kind, found.parts["level_kind"]) == ("level", "fin")


def test_plans_and_last_steps() -> None:
    axis = iris.objective("pnd-2007-2012", "axis", "5")
    assert plan_of(axis) == plan_of(Base().id(iris.plan("pnd-2007-2012")).value) == "pnd-2007-2012"
    assert program_of(axis) is None
    assert last_step(Base().code("asm-class", "specific").value) == "specific"


@pytest.mark.parametrize("text", ["", "/", "id/", "asm", "nothing/1", "program/", "https://elsewhere.mx/a/b"])
def test_what_is_no_path_of_an_entity_is_not_taken_apart(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=60))
def test_any_text_may_be_tried(text: str) -> None:
    parse(f"program/{text}")
    parse(text)


def templates(source: str) -> Iterator[int]:
    """The lines of what builds or takes apart a path of an entity, or names an IRI by a literal path."""
    tree = ast.parse(source)
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and _text(node.value)
    }
    pieces = {
        id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for piece, following in zip(node.values, node.values[1:], strict=False):
                if BEFORE_A_KEY.search(_text(piece)) and isinstance(following, ast.FormattedValue):
                    yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in {"id", "graph"} and any(
                _text(argument) or isinstance(argument, ast.JoinedStr) for argument in node.args
            ):
                yield node.lineno
        elif (text := _text(node)) and id(node) not in documentation | pieces:
            is_address = text.startswith("/")
            if ALONE.fullmatch(text) or (not is_address and IN_A_PATTERN.search(text)):
                yield node.lineno


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize(
    "line",
    [
        'f"asm/{program}/{cycle}"', 'f"{asm}/action/{number}"', 'path.removeprefix("program/")',
        'base.id(f"x{y}")', 'base.graph("audit")', 'iri.partition("/program/")', '"plan/" + slug',
        're.compile(r"(?:program|mir)/([0-9]+)")', '"plan/{}".format(slug)',
    ],
)  # fmt: skip
def test_a_template_is_seen(line: str) -> None:
    assert list(templates(line)) == [1]


@pytest.mark.parametrize(
    "line",
    [
        '"""A path: asm/{program}."""',
        'Route("/browse/plan/{plan}", page)',
        'f"/browse/{path}"',
        'base.id("")',
    ],
)
def test_an_address_is_no_template(line: str) -> None:
    assert list(templates(line)) == []


def test_no_other_module_builds_a_path() -> None:
    modules = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}
    assert set(modules) > OWN
    found = {
        name: lines
        for name, path in modules.items()
        if name not in OWN and (lines := list(templates(path.read_text(encoding="utf-8"))))
    }
    assert found == {}
