"""The audit: where programs, objectives, matrices and ASM do not fit together, with the evidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.checks.evidence import Excerpts, proofs_about
from asm_graph.checks.node_names import Phrases
from asm_graph.graph.program_paths import ProgramPaths
from asm_graph.knowledge import Knowledge
from asm_graph.rdf import iris
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import ASM, DCT, RDF, RDFS, SH, SKOS, XSD, Base
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.validation import validate_index

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asm_graph.checks.evidence import Excerpt
    from asm_graph.rdf.index import Term
    from asm_graph.shacl.validation import Result


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit rule found at one place; `severity` is `Violation`, `Warning` or `Info`.

    `title` (of the rule) and `messages` are by language, `evidence` is in reading order. `names` has the
    label and the key of each program, `branches` those of their budget branches, sorted by number. `blank` is
    what the columns of a table state whose blank cells prove that something is absent (`asm:value (target)`).
    """

    node: NamedNode
    rule: NamedNode
    title: Mapping[str, str]
    focus: Term
    path: NamedNode | None
    value: Term | None
    severity: str
    messages: Mapping[str, str]
    programs: tuple[NamedNode, ...]
    evidence: tuple[Excerpt, ...]
    names: Mapping[NamedNode, str] = field(default_factory=dict)
    branches: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What an audit found; `withheld` are findings that rest on a value read with low confidence."""

    findings: tuple[Finding, ...]
    withheld: tuple[Finding, ...] = ()


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

    An action is late when it was due before `as_of`; without it, before the end of the latest year that
    an evaluation in the graph covers; without an evaluation nothing is late.
    """
    base, knowledge = base or Base(), knowledge or Knowledge.default()
    rules = Shapes.load(knowledge.shapes / "audit", base)
    index, quotations = _indexed(quads, base, as_of)
    results = validate_index(index, rules, Phrases(index, rules.phrases()))
    context = _FindingContext(rules, index, ProgramPaths.load(knowledge.ontology), base)
    witnesses = [context.witnesses(result) for result in results]
    concerned = {node for nodes in witnesses for node in nodes}
    excerpts = Excerpts(chain(quotations, proofs_about(concerned, evidence)), concerned)
    found: dict[bool, list[Finding]] = {False: [], True: []}
    for result, nodes in zip(results, witnesses, strict=True):
        properties = rules.evidence_properties(result.rule)
        finding = context.finding(result, excerpts.proving(nodes, properties))
        found[excerpts.leave_in_doubt(nodes, properties)].append(finding)
    return AuditResult(tuple(found[False]), tuple(found[True]))


def findings_quads(findings: Iterable[Finding], base: Base | None = None) -> Iterator[Quad]:
    """State the findings and the titles of their rules as quads of the graph `audit`."""
    graph = (base or Base()).graph(iris.AUDIT)
    for finding in findings:
        for predicate, term in _description(finding):
            yield Quad(finding.node, predicate, term, graph)
    for rule, title in {finding.rule: finding.title for finding in findings}.items():
        for language, text in title.items():
            yield Quad(rule, RDFS("label"), Literal(text, language=language), graph)


def _description(finding: Finding) -> Iterator[tuple[NamedNode, Term]]:
    yield RDF("type"), ASM("Finding")
    yield ASM("rule"), finding.rule
    yield SH("focusNode"), finding.focus
    yield SH("resultSeverity"), SH(finding.severity)
    if finding.path is not None:
        yield SH("resultPath"), finding.path
    if finding.value is not None:
        yield SH("value"), finding.value
    for language, text in finding.messages.items():
        yield SH("resultMessage"), Literal(text, language=language)
    for program in finding.programs:
        yield ASM("program"), program
    for excerpt in finding.evidence:
        yield ASM("evidence"), excerpt.node


def _indexed(quads: Iterable[Quad], base: Base, as_of: dt.date | None) -> tuple[Index, list[Quad]]:
    """Index what the shapes look at, with the date of the audit; return the quads of excerpts apart."""
    facts, quotations = _split(quads, base)
    return Index(chain(facts, _as_of(facts, base, as_of))), quotations


def _split(quads: Iterable[Quad], base: Base) -> tuple[list[Quad], list[Quad]]:
    """Split the quads into what the shapes look at and the evidence.

    Of the ontology only its subclasses matter; of earlier audits, the texts that were found to be alike.
    """
    evidence, similarity = base.graph(iris.evidence_graph("")).value, base.id(iris.similarity("")).value
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


def _as_of(facts: Iterable[Quad], base: Base, as_of: dt.date | None) -> Sequence[Quad]:
    """State the date of the audit as a fact about the audit graph, where shapes read it."""
    if as_of is not None:
        text = as_of.isoformat()
    else:
        period = ASM("period")
        periods = [
            quad.object.value
            for quad in facts
            if quad.predicate == period and isinstance(quad.object, Literal)
        ]
        years = [period[-4:] for period in periods if period[-4:].isdecimal()]
        if not years:
            return ()
        text = f"{max(years)}-12-31"
    return (Quad(base.graph(iris.AUDIT), DCT("date"), Literal(text, datatype=XSD("date"))),)


@dataclass(frozen=True, slots=True)
class _FindingContext:
    """What findings are made from besides the results of validation."""

    rules: Shapes
    index: Index
    paths: ProgramPaths
    base: Base

    def finding(self, result: Result, evidence: tuple[Excerpt, ...]) -> Finding:
        """Describe a result; its IRI depends on rule, place and value alone."""
        digest = hashlib.sha256("\n".join(result.key).encode()).hexdigest()[:20]
        programs = self.paths.programs_of(self.index, result.focus)
        if not programs and result.value is not None:
            programs = self.paths.programs_of(self.index, result.value)
        return Finding(
            self.base.id(iris.finding(digest)),
            result.rule,
            self.rules.title(result.rule),
            result.focus,
            result.path,
            result.value,
            result.severity,
            result.messages,
            programs,
            evidence,
            {program: _named(self.index, program, ASM("programKey")) for program in programs},
            _branches(self.index, programs),
            self.rules.blank_columns(result.rule),
        )

    def witnesses(self, result: Result) -> tuple[Term, ...]:
        """List the nodes whose excerpts can prove a result: what it found, and where its rule leads."""
        found = [result.focus, *([result.value] if isinstance(result.value, NamedNode) else [])]
        for predicate in self.rules.evidence_to(result.rule):
            found += self.index.subjects(predicate, result.focus)
        witnesses = dict.fromkeys(found)
        while found:
            node = found.pop()
            for predicate in self.rules.evidence_from(result.rule):
                new = [term for term in self.index.objects(node, predicate) if term not in witnesses]
                witnesses |= dict.fromkeys(new)
                found += new
        return tuple(witnesses)


def _named(index: Index, node: NamedNode, key: NamedNode) -> str:
    """Return the label of a node, with its key in brackets if it has one."""
    label = index.text(node, RDFS("label"), "es") or node.value
    printed = index.text(node, key, "es")
    return f"{label} ({printed})" if printed else label


def _branches(index: Index, programs: Iterable[NamedNode]) -> tuple[str, ...]:
    """Name the branches of programs by number: `11 Educación Pública`; `Ramo 56` where it has no name."""
    branches = {branch for program in programs for branch in index.objects(program, ASM("branch"))}
    known = [
        (index.text(branch, SKOS("notation"), "es") or "", index.text(branch, RDFS("label"), "es") or "")
        for branch in branches
    ]
    ordered = sorted(known, key=lambda named: (named[0].zfill(3), named[1]))
    return tuple(label if number in label else f"{number} {label}" for number, label in ordered)
