"""The results of validation as findings: what each is about, whom it concerns, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.checks.evidence import blank_excerpts, first_excerpts
from asm_graph.checks.findings import Finding, finding_node
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS, Base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from asm_graph.checks.evidence import Excerpts
    from asm_graph.graph.program_paths import ProgramPaths
    from asm_graph.rdf.index import Index, Term
    from asm_graph.shacl.shapes import Shapes
    from asm_graph.shacl.validation import Result

_ABOUT = "about"
"""The variable by which a query says what its finding is about, where that is not its focus node."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found about one thing: the first of its results, and the blank cells that show it."""

    result: Result
    about: Term
    blanks: tuple[Term, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What tells the finding from others: rule, place, path and value; blank cells are no part of it."""
        rule, focus, path, value = self.result.key
        return (rule, str(self.about), "", "") if self.blanks else (rule, focus, path, value)


def found_by(results: Iterable[Result], index: Index) -> tuple[Found, ...]:
    """Gather the results, those about blank cells of one thing as one."""
    blank = index.below(ASM("Blank"))
    found: dict[tuple[str, ...], Found] = {}
    for result in results:
        about = result.bindings.get(_ABOUT, result.focus)
        if not blank.isdisjoint(index.objects(result.focus, RDF("type"))):
            subjects = index.objects(result.focus, ASM("subject"))
            about = result.bindings.get(_ABOUT) or (subjects[0] if subjects else result.focus)
            one = Found(result, about, (result.focus,))
        else:
            one = Found(result, about)
        known = found.get(one.key)
        found[one.key] = Found(known.result, about, known.blanks + one.blanks) if known else one
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class FindingContext:
    """What findings are made from besides the results of validation."""

    rules: Shapes
    index: Index
    paths: ProgramPaths
    base: Base
    programs_of: Callable[[Term], tuple[NamedNode, ...]] = field(init=False)
    """The programs that a node belongs to or concerns."""

    def __post_init__(self) -> None:
        """Look up the programs of each node once."""
        programs_of = self.index.remembered(lambda node: self.paths.programs_of(self.index, node))
        object.__setattr__(self, "programs_of", programs_of)

    def finding(self, found: Found, excerpts: Excerpts) -> Finding:
        """Describe what was found, with what proves it."""
        result = found.result
        programs = self.programs_of(found.about)
        if not programs and result.value is not None:
            programs = self.programs_of(result.value)
        properties = self.rules.evidence_properties(result.rule)
        proven = excerpts.proving(self.witnesses(found), properties)
        return Finding(
            finding_node(self.base, found.key),
            result.rule,
            self.rules.title(result.rule),
            found.about,
            result.path,
            None if found.blanks else result.value,
            result.severity,
            result.messages,
            programs,
            first_excerpts((*blank_excerpts(self.index, found.blanks), *proven)),
            self.names(programs),
            branch_labels(self.index, programs),
            self.rules.blank_columns(result.rule),
            self.rules.finding_kind(result.rule),
        )

    def names(self, programs: Iterable[NamedNode]) -> Mapping[NamedNode, str]:
        """Return the label of each program with its key."""
        return {program: _named(self.index, program, ASM("programKey")) for program in programs}

    def witnesses(self, found: Found) -> tuple[Term, ...]:
        """List the nodes whose excerpts can prove a finding: what it is about, and where its rule leads."""
        result = found.result
        nodes = [found.about, *([result.value] if isinstance(result.value, NamedNode) else [])]
        if not found.blanks and result.focus != found.about:
            nodes.append(result.focus)
        for predicate in self.rules.evidence_to(result.rule):
            nodes += self.index.subjects(predicate, found.about)
        witnesses = dict.fromkeys(node for node in nodes if node not in found.blanks)
        while nodes:
            node = nodes.pop()
            for predicate in self.rules.evidence_from(result.rule):
                new = [term for term in self.index.objects(node, predicate) if term not in witnesses]
                witnesses |= dict.fromkeys(new)
                nodes += new
        return tuple(witnesses)


def _named(index: Index, node: NamedNode, key: NamedNode) -> str:
    """Return the label of a node, with its key in brackets if it has one."""
    label = index.text(node, RDFS("label"), "es") or node.value
    printed = index.text(node, key, "es")
    return f"{label} ({printed})" if printed else label


def branch_labels(index: Index, programs: Iterable[NamedNode]) -> tuple[str, ...]:
    """Name the branches of programs by number: `11 Educación Pública`; `Ramo 56` where it has no name."""
    branches = {branch for program in programs for branch in index.objects(program, ASM("branch"))}
    known = [
        (index.text(branch, SKOS("notation"), "es") or "", index.text(branch, RDFS("label"), "es") or "")
        for branch in branches
    ]
    ordered = sorted(known, key=lambda named: (named[0].zfill(3), named[1]))
    return tuple(label if number in label else f"{number} {label}" for number, label in ordered)
