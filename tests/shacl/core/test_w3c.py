"""The W3C's cases of SHACL Core, where they use no constraint that we refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from tests.shacl.core.agreement import ours, streamed, theirs
from tests.w3c import ABSENT, W3C

from asm_graph.errors import InputError
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import SH, Namespace
from asm_graph.shacl.core import refuse_unknown

if TYPE_CHECKING:
    from pathlib import Path

SHT = Namespace("http://www.w3.org/ns/shacl-test#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
REPORTED = frozenset(
    SH(name)
    for name in (
        *("conforms", "result", "resultSeverity", "resultPath", "resultMessage", "focusNode", "value"),
        *("sourceShape", "sourceConstraintComponent", "nodeShape"),
    )
)
"""What the cases say of their results in the same file, and a term that one of them has in its data."""

PEER_DEPARTS = {"property/uniqueLang-002"}
"""Where pySHACL does not give the results that the W3C expects."""

CORE = W3C / "shacl" / "tests" / "core"
CASES = [
    path
    for folder in ("misc", "node", "path", "property", "targets")
    for path in sorted((CORE / folder).glob("*.ttl"))
    if "sht:Validate" in path.read_text(encoding="utf-8")
]

pytestmark = pytest.mark.skipif(not CASES, reason=ABSENT)


def graph(path: Path) -> Index:
    return Index(parse(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri()))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path) -> None:
    case = graph(path)
    (action,) = [action for actions in case.forward(MF("action")).values() for action in actions]
    data, shapes = (graph_named(case, action, SHT(name), path) for name in ("dataGraph", "shapesGraph"))
    try:
        refuse_unknown(Index(quad for quad in shapes if quad.predicate not in REPORTED))
    except InputError as error:
        pytest.skip(str(error).partition(" is not evaluated")[0])
    found, reference = ours(data, shapes), theirs(data, shapes)
    assert without_blank_rules(found) == expected(case)
    assert streamed(data, shapes) == found
    if f"{path.parent.name}/{path.stem}" not in PEER_DEPARTS:
        assert found == reference


def graph_named(case: Index, action: Any, role: NamedNode, path: Path) -> Index:
    (name,) = case.objects(action, role)
    file = path.parent / name.value.rpartition("/")[2]
    return case if file == path else graph(file)


def expected(case: Index) -> set[tuple[Any, ...]]:
    """The results of the case, as `without_blank_rules` has ours."""
    parts = ("sourceShape", "focusNode", "resultPath", "value", "sourceConstraintComponent")
    found = set()
    for result in case.instances(SH("ValidationResult")):
        terms = {part: next(iter(case.objects(result, SH(part))), None) for part in parts}
        (severity,) = case.objects(result, SH("resultSeverity"))
        found.add((*named(terms), severity.value.removeprefix(SH.iri)))
    return found


def named(terms: dict[str, Any]) -> tuple[Any, ...]:
    """Blank rules and paths have no name to compare."""
    compared = ("sourceShape", "resultPath")
    return tuple(
        term if part not in compared or isinstance(term, NamedNode) else None for part, term in terms.items()
    )


def without_blank_rules(found: set[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    return {(rule if isinstance(rule, NamedNode) else None, *rest) for rule, *rest in found}
