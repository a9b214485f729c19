"""The rules that hold a program against itself over the years, at their boundaries."""

from __future__ import annotations

from typing import Any

import pytest

from asm_graph.checks.audit import audit
from asm_graph.shacl.shapes import RULE

TABLES = """
id:plan a asm:NationalDevelopmentPlan .
id:one a asm:Axis ; skos:inScheme id:plan ; skos:notation "1" .
id:two a asm:Axis ; skos:inScheme id:plan ; skos:notation "2" .
id:cross a asm:Axis ; skos:inScheme id:plan ; skos:notation "t1" .
id:of-other-plan a asm:Axis ; skos:inScheme id:later-plan ; skos:notation "2" .
id:program a asm:Program ; rdfs:label "Programa de Prueba"@es .
id:table a asm:SourceDocument ; asm:carries asm:alignedTo .
"""
ROW = """id:in-{year}-{axis} a asm:Alignment ; asm:program id:program ; asm:year "{year}"^^xsd:gYear ;
    asm:alignedTo id:{axis} ; asm:rowCount 1 ; prov:wasDerivedFrom id:table .
"""


@pytest.fixture
def rules(trig: Any, with_derived: Any) -> Any:
    def found(text: str) -> set[str]:
        findings = audit(with_derived(trig(f"source:one {{ {text} }}"))).findings
        return {finding.rule.value.removeprefix(RULE.iri) for finding in findings}

    return found


def _tables(*rows: tuple[int, str]) -> str:
    return TABLES + "".join(ROW.format(year=year, axis=axis) for year, axis in rows)


@pytest.mark.parametrize(
    ("rows", "changed"),
    [
        (((2014, "one"), (2015, "two")), True),
        (((2014, "one"), (2015, "one")), False),
        (((2014, "one"), (2015, "one"), (2015, "two")), False),
        (((2014, "one"), (2015, "cross")), False),
        (((2014, "one"), (2015, "of-other-plan")), False),
    ],
)
def test_an_axis_changes_where_successive_tables_of_a_plan_share_none(
    rules: Any,
    rows: tuple[tuple[int, str], ...],
    changed: bool,  # noqa: FBT001  a parameter
) -> None:
    assert ("AlignmentChangedWithinPlan" in rules(_tables(*rows))) == changed


MATRIX = """id:mir a asm:ResultsMatrix ; asm:program id:program ; asm:year "2016"^^xsd:gYear ;
    prov:wasDerivedFrom id:matrices .
id:stated a asm:Alignment ; asm:program id:program ; asm:year "2016"^^xsd:gYear ; asm:alignedTo id:one ;
    asm:statedIn id:matrices ; prov:wasDerivedFrom id:table .
"""


@pytest.mark.parametrize(
    ("rows", "differs"),
    [
        (((2015, "two"),), True),
        (((2014, "two"), (2015, "one")), False),
        (((2014, "one"), (2015, "two")), True),
        (((2015, "of-other-plan"),), False),
        (((2015, "one"), (2015, "two")), False),
    ],
)
def test_a_matrix_is_held_against_the_table_of_the_nearest_year_of_its_plan(
    rules: Any,
    rows: tuple[tuple[int, str], ...],
    differs: bool,  # noqa: FBT001  a parameter
) -> None:
    assert ("MatrixAxisOffTable" in rules(_tables(*rows) + MATRIX)) == differs


BLANK = """id:program asm:branch id:branch . id:branch asm:alignmentDuty %s .
id:later asm:coverage id:covers . id:covers asm:onClass asm:Alignment ; asm:year "2015"^^xsd:gYear .
id:blank a asm:Blank ; asm:subject id:program ; asm:property asm:alignedTo ; asm:document id:later ;
    asm:columnName "Meta Nacional" ; asm:blankKind <https://w3id.org/asm-graph/id/code/blank-kind/blank> .
"""


@pytest.mark.parametrize(
    ("duty", "year", "found"), [("true", 2014, True), ("false", 2014, False), ("true", 2017, False)]
)
def test_a_blank_counts_after_a_table_that_aligned_a_program_with_the_duty(
    rules: Any,
    duty: str,
    year: int,
    found: bool,  # noqa: FBT001  a parameter
) -> None:
    assert ("AlignmentLeftBlank" in rules(_tables((year, "one")) + BLANK % duty)) == found
