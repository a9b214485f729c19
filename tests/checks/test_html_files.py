"""The report as files: one page of few findings, else a summary whose links lead to its parts."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from asm_graph.checks.findings import Finding
from asm_graph.checks.report import Edition
from asm_graph.checks.report.html_files import report_files
from asm_graph.checks.rule_descriptions import RuleDescription
from asm_graph.rdf.vocabulary import ASM, Base
from asm_graph.shacl.shapes import RULE


def finding(number: int, rule: str = "TargetMissing") -> Finding:
    node = Base().id(f"finding/{number:020d}")
    title = {"es": f"Título de {rule}", "en": f"Title of {rule}"}
    messages = {"es": f"mensaje {number}", "en": f"message {number}"}
    return Finding(node, RULE(rule), title, node, ASM("value"), Literal("ND"), "Warning", messages, (), ())


def files(count: int, edition: Edition | None = None) -> dict[str, str]:
    several = [finding(number) for number in range(count)] + [finding(count, "ZeroTarget")]
    made = report_files(several, edition or Edition(), "hallazgos.html")
    return {name: page.decode() for name, page in made}


def test_few_findings_are_one_page() -> None:
    (page,) = files(5).values()
    assert page.count("<article") == 6
    assert '<a href="#TargetMissing">Título de TargetMissing</a>' in page


def test_many_are_a_summary_and_parts_that_lead_to_one_another() -> None:
    made = files(170)
    assert list(made)[-1] == "hallazgos.html", "the summary is written last, so that its links lead"
    summary = made.pop("hallazgos.html")
    assert "<article" not in summary
    assert "171 hallazgos" in summary
    names = ("TargetMissing", "TargetMissing-2", "TargetMissing-3", "ZeroTarget")
    assert set(made) == {f"hallazgos-parts/{name}.html" for name in names}
    assert sum(page.count("<article") for page in made.values()) == 171
    for link in re.findall(r'href="([^"#:]+)"', summary):
        assert link in made
    part = made["hallazgos-parts/TargetMissing-2.html"]
    assert 'href="../hallazgos.html"' in part
    assert 'href="TargetMissing-3.html"' in part
    assert "(parte 2 de 3)" in part


def test_a_page_is_in_one_language_and_says_the_rule_in_words() -> None:
    said = {"es": "Qué quiere decir.", "en": "What it means."}
    limits = {"es": "Sus límites.", "en": "Its limits."}
    rule = RuleDescription(RULE("TargetMissing"), "Warning", "finding", {}, said, limits)
    english = files(3, Edition(language="en", rules=(rule,)))["hallazgos.html"]
    assert "What it means." in english
    assert "Its limits." in english
    assert "message 1" in english
    assert '<html lang="en">' in english
    assert not re.search("mensaje|hallazgos|Título|Sus límites", english)
