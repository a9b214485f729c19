"""The audit: where programs, objectives, matrices and ASM do not fit together, with the evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.checks.cases import Cases
from asm_graph.checks.denominators import Population, Populations, denominators
from asm_graph.checks.evidence import Excerpts, proofs_about
from asm_graph.checks.node_names import Phrases
from asm_graph.checks.rule_descriptions import describe_rules
from asm_graph.checks.rule_results import FindingContext, Found, found_by
from asm_graph.graph.program_paths import ProgramPaths
from asm_graph.knowledge import Knowledge
from asm_graph.rdf import audit_iris, document_iris, iris
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import DCT, RDFS, XSD, Base
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.sparql_constraints import store_of
from asm_graph.shacl.validation import validate_index

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from asm_graph.checks.denominators import Denominator
    from asm_graph.checks.findings import Finding
    from asm_graph.checks.rule_descriptions import RuleDescription
    from asm_graph.rdf.index import Term


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What an audit found, how much it could judge, and the rules in words.

    `withheld` are findings that rest on a value read with low confidence.
    """

    findings: tuple[Finding, ...]
    withheld: tuple[Finding, ...] = ()
    denominators: tuple[Denominator, ...] = ()
    rules: tuple[RuleDescription, ...] = ()


def audit(
    quads: Iterable[Quad],
    base: Base | None = None,
    *,
    knowledge: Knowledge | None = None,
    as_of: dt.date | None = None,
    evidence: Iterable[Quad] = (),
) -> AuditResult:
    """Evaluate all audit shapes over the whole graph; findings are sorted by rule and place.

    The quads must hold the graph `derived` (see `asm_graph.graph.derived`), which the rules read. `evidence`
    has more excerpts, the quads of each together; it is read at the end, and only what proves a finding is
    kept of it.

    An action is late by the cut-off date of its own document, or by `as_of`, a day that the reader gives:
    what one document says is never held against the date of another.
    """
    base, knowledge = base or Base(), knowledge or Knowledge.default()
    rules = Shapes.load(knowledge.shapes / "audit", base)
    index, quotations = _indexed(quads, base, as_of)
    store, phrases = store_of(index), Phrases(index, rules.phrases())
    results = validate_index(index, rules, phrases, store=store)
    populations = Populations(rules, index, store)
    counted = {rule: populations.of(rule) for rule in rules.audited}
    found = [one for one in found_by(results, index) if _is_judged(one, counted)]
    context = FindingContext(rules, index, ProgramPaths.load(knowledge.ontology), base)
    concerned = {node for one in found for node in context.witnesses(one)}
    excerpts = Excerpts(chain(quotations, proofs_about(concerned, evidence)), concerned)
    sure: list[Finding] = []
    withheld: list[Finding] = []
    for one in found:
        properties = rules.evidence_properties(one.result.rule)
        is_doubtful = excerpts.leave_in_doubt(context.witnesses(one), properties)
        (withheld if is_doubtful else sure).append(context.finding(one, excerpts))
    cases = Cases(context, phrases)
    numbers = _denominators(sure, counted, rules)
    return AuditResult(cases.gathered(sure), cases.gathered(withheld), numbers, describe_rules(rules))


def _denominators(
    findings: Iterable[Finding], counted: Mapping[NamedNode, Population], rules: Shapes
) -> tuple[Denominator, ...]:
    """Count what each rule could judge, and in how many places it found what it looks for."""
    hits: dict[NamedNode, list[Term]] = defaultdict(list)
    for finding in findings:
        hits[finding.rule].append(finding.focus)
    numbers = (denominators(rule, population, hits[rule], rules) for rule, population in counted.items())
    return tuple(chain.from_iterable(numbers))


def _is_judged(found: Found, counted: Mapping[NamedNode, Population]) -> bool:
    """Tell whether a rule can judge what it found, by the populations and exclusions that it declares."""
    population = counted.get(found.result.rule)
    return population is None or population.judges(found.about)


def _indexed(quads: Iterable[Quad], base: Base, as_of: dt.date | None) -> tuple[Index, list[Quad]]:
    """Index what the shapes look at, with the day that is given; return the quads of excerpts apart."""
    facts, quotations = _split(quads, base)
    return Index(chain(facts, _as_of(base, as_of))), quotations


def _split(quads: Iterable[Quad], base: Base) -> tuple[list[Quad], list[Quad]]:
    """Split the quads into what the shapes look at and the evidence.

    Of the ontology only its subclasses matter; of earlier audits, the texts that were found to be alike.
    """
    evidence, similarity = (
        base.graph(document_iris.evidence_graph("")).value,
        base.id(audit_iris.similarity("")).value,
    )
    ontology, earlier, catalog = base.graph(iris.ONTOLOGY), base.graph(iris.AUDIT), base.graph(iris.CATALOG)
    subclass = RDFS("subClassOf")
    facts: list[Quad] = []
    excerpts: list[Quad] = []
    for quad in quads:
        graph = quad.graph_name
        if graph == earlier:
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(similarity):
                facts.append(quad)
        elif graph == ontology:
            if quad.predicate == subclass:
                facts.append(quad)
        elif isinstance(graph, NamedNode) and graph.value.startswith(evidence):
            excerpts.append(quad)
        elif graph != catalog:
            facts.append(quad)
    return facts, excerpts


def _as_of(base: Base, as_of: dt.date | None) -> Iterable[Quad]:
    """State the day that the reader gives as a fact about the audit graph, where shapes read it."""
    if as_of is not None:
        day = Literal(as_of.isoformat(), datatype=XSD("date"))
        yield Quad(base.graph(iris.AUDIT), DCT("date"), day)
