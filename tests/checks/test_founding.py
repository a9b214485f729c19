"""What the checks say of the two founding documents, as a person who read both would."""

from collections import Counter
from typing import Any

import pytest

from asm_graph.build.pipeline import founding_documents
from asm_graph.commands.audit import audit_release
from asm_graph.commands.check import check_path
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.shacl.shapes import RULE

FOLLOW_UP = "asm/20-S061/2007-2008"
EVALUATION = "evaluation/20-S061/eed-2009-2010"
INDICATOR = "mir/20-S061/2009/indicator"


@pytest.fixture(scope="module")
def release(founding_release: Any) -> Any:
    return founding_release


@pytest.fixture(scope="module")
def findings(release: Any) -> Any:
    return audit_release(release, Knowledge.default(), None).findings


def places(findings: Any, rule: str) -> set[str]:
    return {Base().local(finding.focus) for finding in findings if finding.rule == RULE(rule)}


def test_the_graph_conforms(release: Any) -> None:
    assert check_path(release.path, Knowledge.default()).conforms


def test_each_rule_finds_what_a_reader_finds(findings: Any) -> None:
    assert Counter(finding.rule.value.removeprefix(RULE.iri) for finding in findings) == {
        "ActionWithoutProgress": 1,
        "ActualMissing": 1,
        "AnotherProgramMentioned": 1,
        "AsmWithoutAction": 1,
        "AsmWithoutUnit": 3,
        "CommitmentNotReflected": 1,
        "CompletedAsmDisputed": 1,
        "DocumentsDispute": 5,
        "IndicatorNameStatesDirection": 1,
        "MonetaryScale": 1,
        "RescheduledActionLeftOpen": 1,
        "ServedAndCoveredDiffer": 1,
        "SourceListedDifferently": 1,
        "SourceNotListed": 2,
        "TargetExceeded": 1,
        "TargetMissing": 3,
    }


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("ActionWithoutProgress", {f"{FOLLOW_UP}/institutional/4/action/2"}),
        ("AsmWithoutAction", {f"{FOLLOW_UP}/specific/4"}),
        ("AsmWithoutUnit", {f"{FOLLOW_UP}/specific/{number}" for number in (2, 3, 5)}),
        ("AnotherProgramMentioned", {f"{FOLLOW_UP}/institutional/4/action/1"}),
        ("MonetaryScale", {f"{INDICATOR}/results-2/2009/actual"}),
        ("ServedAndCoveredDiffer", {f"{EVALUATION}/coverage/2009/municipalities"}),
        ("SourceNotListed", {f"{EVALUATION}/source/otr2009", f"{EVALUATION}/source/otr2010"}),
        ("SourceListedDifferently", {f"{EVALUATION}/source/it2009"}),
        (
            "TargetMissing",
            {
                f"{INDICATOR}/{number}/2009/target"
                for number in ("results-1", "services-and-management-1", "services-and-management-3")
            },
        ),
    ],
)
def test_it_finds_it_in_the_right_place(findings: Any, rule: str, expected: set[str]) -> None:
    assert places(findings, rule) == expected


def test_every_finding_is_about_the_program_and_quotes_its_document(findings: Any) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8-sig") for path in founding_documents()}
    assert findings
    for finding in findings:
        assert finding.programs == (Base().id("program/20-S061"),)
        assert finding.evidence
        for excerpt in finding.evidence:
            text = texts[Base().local(excerpt.document).removeprefix("document/")]
            shown = text[excerpt.start : excerpt.end]
            assert shown if excerpt.is_blank else shown == excerpt.quote


def test_the_scale_is_proven_by_figure_unit_and_prose(findings: Any) -> None:
    (finding,) = [finding for finding in findings if finding.rule == RULE("MonetaryScale")]
    quotes = [excerpt.quote for excerpt in finding.evidence]
    assert {"Pesos", "417.7"} < set(quotes)
    assert any("417.7 millones de pesos" in quote for quote in quotes)


def test_the_conflict_of_figures_cites_both(findings: Any) -> None:
    (finding,) = [finding for finding in findings if finding.rule == RULE("ServedAndCoveredDiffer")]
    assert [excerpt.quote for excerpt in finding.evidence] == ["567", "574"]
    assert "567" in finding.messages["es"]
    assert "574" in finding.messages["es"]


def test_a_curated_dispute_cites_the_report_and_the_evaluation(findings: Any) -> None:
    (finding,) = [
        finding
        for finding in findings
        if finding.rule == RULE("DocumentsDispute")
        and "publicación queda pendiente" in finding.messages["es"]
    ]
    quotes = " ".join(excerpt.quote for excerpt in finding.evidence)
    assert "100%" in quotes
    assert "Queda pendiente la publicación del diagnóstico" in quotes
