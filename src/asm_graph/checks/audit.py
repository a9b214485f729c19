"""The audit: where programs, objectives, matrices and ASM do not fit together, with the evidence.

Each rule queries a read-only store and is independent of the others, so that several processes can evaluate
them in parallel.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from asm_graph.checks.cases import Cases
from asm_graph.checks.denominators import Populations, denominators
from asm_graph.checks.evidence import Excerpts
from asm_graph.checks.node_names import Phrases
from asm_graph.checks.rule_descriptions import describe_rules
from asm_graph.checks.rule_results import FindingContext, found_by
from asm_graph.graph.program_paths import ProgramPaths
from asm_graph.knowledge import Knowledge
from asm_graph.rdf import audit_iris, document_iris, iris
from asm_graph.rdf.store_index import StoreIndex
from asm_graph.rdf.vocabulary import DCT, RDFS, XSD, Base
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.validation import validate_rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.checks.denominators import Denominator
    from asm_graph.checks.findings import Finding
    from asm_graph.checks.rule_descriptions import RuleDescription


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What an audit found, how much it could judge, and the rules in words.

    `withheld` are findings that rest on a value read with low confidence.
    """

    findings: tuple[Finding, ...]
    withheld: tuple[Finding, ...] = ()
    denominators: tuple[Denominator, ...] = ()
    rules: tuple[RuleDescription, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule found, sorted by place, and how much it could judge."""

    rule: NamedNode
    findings: tuple[Finding, ...]
    withheld: tuple[Finding, ...]
    denominators: tuple[Denominator, ...]

    def written(self) -> bytes:
        """Return it for a file that is kept for later builds."""
        return pickle.dumps(self, protocol=pickle.HIGHEST_PROTOCOL)


def read_result(data: bytes) -> RuleResult:
    """Read a result that a build has kept in its own folder."""
    return cast("RuleResult", pickle.loads(data))  # noqa: S301  (this software alone writes there)


def audit(
    quads: Iterable[Quad],
    base: Base | None = None,
    *,
    knowledge: Knowledge | None = None,
    as_of: dt.date | None = None,
) -> AuditResult:
    """Evaluate all audit shapes over quads; findings are sorted by rule and place.

    The quads must hold the graph `derived` (see `asm_graph.graph.derived`), which the rules read, and the
    evidence. They are loaded into a store in memory; `audit_rules` asks one on the disk.

    An action is late by the cut-off date of its own document, or by `as_of`, a day that the reader gives:
    what one document says is never held against the date of another.
    """
    base, knowledge = base or Base(), knowledge or Knowledge.default()
    store = Store()
    store.bulk_extend(chain(_judged(quads, base), _as_of(base, as_of)))
    rules = Shapes.load(knowledge.shapes / "audit", base)
    return combined(audit_rules(store, rules.audited, knowledge, base), rules)


def combined(results: Iterable[RuleResult], rules: Shapes) -> AuditResult:
    """Put the results of all rules together."""
    ordered = sorted(results, key=lambda result: result.rule.value)
    return AuditResult(
        tuple(chain.from_iterable(one.findings for one in ordered)),
        tuple(chain.from_iterable(one.withheld for one in ordered)),
        tuple(chain.from_iterable(one.denominators for one in ordered)),
        describe_rules(rules),
    )


def audit_rules(
    store: Store, chosen: Sequence[NamedNode], knowledge: Knowledge, base: Base
) -> list[RuleResult]:
    """Evaluate some of the audit rules over the default graph of a store.

    Raises:
        InputError: a query of a rule is no SELECT.
    """
    auditor = Auditor.load(store, knowledge, base)
    return [auditor.result(rule) for rule in chosen]


@dataclass(frozen=True, slots=True)
class Auditor:
    """Evaluates rules, each of which looks at nothing but a store; what several look up is looked up once."""

    rules: Shapes
    context: FindingContext
    store: Store
    populations: Populations
    phrases: Phrases
    excerpts: Excerpts

    @classmethod
    def load(cls, store: Store, knowledge: Knowledge, base: Base) -> Auditor:
        """Read the rules of the knowledge, to be evaluated over the default graph of a store."""
        rules = Shapes.load(knowledge.shapes / "audit", base)
        index, paths = StoreIndex(store), ProgramPaths.load(knowledge.ontology)
        return cls(
            rules,
            FindingContext(rules, index, paths, base),
            store,
            Populations(rules, index, store),
            Phrases(index, rules.phrases()),
            Excerpts(store, base),
        )

    def result(self, rule: NamedNode) -> RuleResult:
        """Evaluate one rule."""
        context, rules, index = self.context, self.rules, self.context.index
        population = self.populations.of(rule)
        sure: list[Finding] = []
        withheld: list[Finding] = []
        for one in found_by(validate_rule(rule, index, rules, self.phrases, self.store), index):
            if population.judges(one.about):
                properties = rules.evidence_properties(one.result.rule)
                is_doubtful = self.excerpts.leave_in_doubt(context.witnesses(one), properties)
                (withheld if is_doubtful else sure).append(context.finding(one, self.excerpts))
        cases = Cases(context, self.phrases)
        numbers = denominators(rule, population, (finding.focus for finding in sure), rules)
        return RuleResult(rule, cases.gathered(sure), cases.gathered(withheld), tuple(numbers))


def _judged(quads: Iterable[Quad], base: Base) -> Iterator[Quad]:
    """Yield what the shapes look at as quads of the default graph, and the evidence as it is.

    Of the ontology only its subclasses matter; of earlier audits, the texts that were found to be alike.
    """
    evidence, similarity = (
        base.graph(document_iris.evidence_graph("")).value,
        base.id(audit_iris.similarity("")).value,
    )
    ontology, earlier, catalog = base.graph(iris.ONTOLOGY), base.graph(iris.AUDIT), base.graph(iris.CATALOG)
    subclass = RDFS("subClassOf")
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value.startswith(evidence):
            yield quad
        elif graph == earlier:
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(similarity):
                yield _merged(quad)
        elif graph != catalog and (graph != ontology or quad.predicate == subclass):
            yield _merged(quad)


def _merged(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())


def _as_of(base: Base, as_of: dt.date | None) -> Iterable[Quad]:
    """State the day that the reader gives as a fact about the audit graph, where shapes read it."""
    if as_of is not None:
        day = Literal(as_of.isoformat(), datatype=XSD("date"))
        yield Quad(base.graph(iris.AUDIT), DCT("date"), day)
