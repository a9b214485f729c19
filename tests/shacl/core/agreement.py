"""The same shapes over the same data, by our two evaluations and by pySHACL."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad

from asm_graph.rdf.nquads import write_run
from asm_graph.rdf.vocabulary import SH
from asm_graph.shacl.core import Validator
from asm_graph.shacl.core.literals import comparison
from asm_graph.shacl.pyshacl_reference import judged
from asm_graph.shacl.streaming.validation import core_violations

if TYPE_CHECKING:
    from asm_graph.rdf.index import Index
    from asm_graph.shacl.core.shape import Violation

BOUNDS = {f"{kind}clusive" for kind in ("minIn", "minEx", "maxIn", "maxEx")}
ORDERS = {"lessThan", "lessThanOrEquals"}

Found = tuple[Any, ...]
"""Rule, focus, path, value, component and severity of a violation."""


def ours(data: Index, shapes: Index) -> set[Found]:
    return {_found(each, _severity(each, shapes)) for each in Validator(shapes, data).violations()}


def streamed(data: Index, shapes: Index) -> set[Found]:
    """Return what is found by reading the data as sorted lines."""
    with TemporaryDirectory() as folder:
        quads = (Quad(*triple, NamedNode("urn:graph")) for *triple, _ in data)
        path = write_run(quads, Path(folder) / "own.nq")
        return {_found(each, _severity(each, shapes)) for each in core_violations(path, shapes, Path(folder))}


def theirs(data: Index, shapes: Index) -> set[Found]:
    return {_found(each, severity) for each, severity in judged(data, shapes)}


def ordered(found: set[Found], data: Index, shapes: Index) -> set[Found]:
    """Without comparisons of literals that SPARQL does not order.

    There pySHACL departs from the recommendation, which refers to SPARQL's operators: it orders any two
    literals, where what has no order breaks a bound. The W3C's cases hold us to the recommendation.
    """
    return {each for each in found if _ordered(each, data, shapes)}


def _ordered(found: Found, data: Index, shapes: Index) -> bool:
    rule, focus, _, value, component, _ = found
    name = component.value.removeprefix(SH.iri).removesuffix("ConstraintComponent")
    parameter = name[0].lower() + name[1:]
    if parameter not in BOUNDS | ORDERS:
        return True
    limits = shapes.objects(rule, SH(parameter))
    if parameter in ORDERS:
        limits = tuple(term for other in limits for term in data.objects(focus, other))
    return all(comparison(value, limit) is not None for limit in limits)


def _found(violation: Violation, severity: str) -> Found:
    return (
        violation.rule, violation.focus, violation.path, violation.value, violation.component, severity
    )  # fmt: skip


def _severity(violation: Violation, shapes: Index) -> str:
    stated = [term.value for term in shapes.objects(violation.rule, SH("severity"))]
    return stated[0].removeprefix(SH.iri) if stated else "Violation"
