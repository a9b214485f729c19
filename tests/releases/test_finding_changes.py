"""What changed in the things that findings are about is kept with the finding, release after release."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, XSD, Base
from asm_graph.releases import Input, ReleaseContent, write_release
from asm_graph.releases.difference import SUMMARY
from asm_graph.releases.finding_changes import changes_of

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release

BASE = Base()
INDICATOR, VALUE = (
    BASE.id("mir/20-S061/2022/indicator/1"),
    BASE.id("mir/20-S061/2022/indicator/1/2022/target"),
)
GRAPH, AUDIT = BASE.graph("source/d1"), BASE.graph("audit")


def write(folder: Path, progress: str, *, found: bool) -> Release:
    finding = {
        "finding": BASE.id("finding/a").value,
        "rule": "https://w3id.org/asm-graph/shapes#TargetBelowBaseline",
        "title": {"es": "Meta peor", "en": "Worse target"},
        "severity": "Warning",
        "programs": [],
        "focus": INDICATOR.value,
        "path": None,
        "value": None,
        "messages": {"es": "peor", "en": "worse"},
        "evidence": [],
    }
    quads = [
        Quad(INDICATOR, RDF("type"), ASM("Indicator"), GRAPH),
        Quad(VALUE, RDF("type"), ASM("IndicatorValue"), GRAPH),
        Quad(VALUE, ASM("indicator"), INDICATOR, GRAPH),
        Quad(VALUE, ASM("value"), Literal(progress, datatype=XSD("decimal")), GRAPH),
        Quad(BASE.id("finding/b"), ASM("note"), INDICATOR, AUDIT),
    ]
    content = ReleaseContent(
        quads=quads,
        inputs=(Input("d1.txt", "ab" * 32, 12, "d1", "results-matrices", "document"),),
        version="1.0",
        base=BASE,
        knowledge=Knowledge.default(),
        faults=(),
        checks={},
        reports={"audit.json": json.dumps({"findings": [finding] if found else []}).encode()},
    )
    return write_release(folder, content)


def test_values_before_and_after_stay_with_a_solved_finding(tmp_path: Path) -> None:
    write(tmp_path, "60", found=True)
    solved = write(tmp_path, "80", found=False)
    (change,) = changes_of(solved.path, [INDICATOR.value])
    assert (change.release, change.subject) == (solved.name, VALUE.value)
    (value,) = change.values
    assert [term.value for term in (*value.before, *value.after)] == ["60", "80"]
    later = write(tmp_path, "81", found=False)
    assert changes_of(later.path, [INDICATOR.value]) == [change], "nothing became of the finding since"


def test_the_difference_tells_values_too(tmp_path: Path) -> None:
    write(tmp_path, "60", found=True)
    after = write(tmp_path, "80", found=True)
    things = json.loads((after.path / SUMMARY).read_bytes())["things"][ASM("IndicatorValue").value]
    (thing,) = things["changed"]["things"]
    (value,) = thing["values"]
    assert value["property"] == ASM("value").value
    assert ["60" in value["before"][0], "80" in value["after"][0]] == [True, True]
