"""Each audit rule says in both languages what it means and what its limits are."""

from __future__ import annotations

import json

import pytest

from asm_graph.checks.rule_descriptions import describe_rules, read_rules, rule_objects
from asm_graph.errors import InputError
from asm_graph.knowledge import Knowledge
from asm_graph.shacl.shapes import Shapes


def test_every_rule_is_described_in_both_languages() -> None:
    known = describe_rules(Shapes.load(Knowledge.default().shapes / "audit"))
    assert len(known) > 90
    for rule in known:
        for said in (rule.title, rule.definition, rule.limits):
            assert set(said) == {"es", "en"}, rule.rule
            assert all(text.strip() for text in said.values()), rule.rule
        for said in (rule.definition, rule.limits):
            assert all(text.endswith((".", "»", ")")) for text in said.values()), rule.rule
            assert not said["en"].startswith("As above"), f"{rule.rule}: stands alone on its page"


def test_descriptions_come_back_from_the_report() -> None:
    known = describe_rules(Shapes.load(Knowledge.default().shapes / "audit"))
    assert read_rules(json.dumps({"rules": rule_objects(known)}).encode()) == known
    assert read_rules(b"{}") == ()


def test_what_is_no_description_is_refused() -> None:
    with pytest.raises(InputError, match="build the release again"):
        read_rules(b'{"rules": [{"rule": "x"}]}')
