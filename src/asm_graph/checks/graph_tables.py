"""What the graphs of a build state of one another's nodes, in files that the check of each graph looks up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.checks.query_candidates import NARROWED, PROPERTY, SUBJECT
from asm_graph.rdf import iris
from asm_graph.rdf.sorted_files import LineSorter, SortedFile, facts_by_subject, lines_of
from asm_graph.rdf.vocabulary import RDF, SKOS, VOID
from asm_graph.rdf.written_terms import written
from asm_graph.shacl.core.targets import class_targets
from asm_graph.shacl.streaming.graph_lines import SUBCLASS, GraphFiles, inverse_line
from asm_graph.shacl.streaming.reach import Reach
from asm_graph.shacl.streaming.survey import Followed, Survey, reference_marks, standings, survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import NamedNode

    from asm_graph.rdf.vocabulary import Base
    from asm_graph.shacl.shapes import Shapes
    from asm_graph.shacl.streaming.graph_lines import Fact, Standing

IDENTITY = frozenset({RDF("type"), SKOS("inScheme")})
"""What a node of another graph must say for a reference to it to hold."""

_ANCHOR = written(VOID("Dataset"))
"""Rules about a whole graph are anchored at its name, so that their query runs once."""


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """A graph to be checked: its name, and a file of its sorted quads with those of its evidence."""

    name: NamedNode
    path: Path


@dataclass(frozen=True, slots=True)
class CheckedGraph:
    """A graph with the files of what is around it.

    `proofs` are lines of `inverse_line`: what an excerpt is about, the property that it proves, the excerpt.
    `is_whole` where queries must see the graph as a whole: they are not known, it describes datasets, or it
    describes excerpts that the registers describe too.
    """

    name: NamedNode
    files: GraphFiles
    proofs: Path
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Surveyed:
    survey: Survey
    proofs: Path


def prepare(
    graphs: Iterable[SourceGraph],
    others: Mapping[NamedNode, Path],
    rules: Shapes,
    base: Base,
    scratch: Path,
) -> tuple[CheckedGraph, ...]:
    """Read all graphs once; return those to be checked with the files that their check looks into.

    `others` are graphs that are only referred to, such as the ontology. Files are written below `scratch`.
    """
    own = {graph.name: graph.path for graph in graphs}
    every = {**own, **others}
    registers, ontology = (every.get(base.graph(name)) for name in (iris.REFERENCE, iris.ONTOLOGY))
    followed = _followed(rules, registers)
    surveyed = [_survey(path, scratch / str(number), followed) for number, path in enumerate(every.values())]
    identities = [one.survey.identities for one in surveyed]
    if registers:
        identities.append(reference_marks(registers, scratch / "marks"))
    around = _Around(
        scratch / "nodes",
        standings(identities, scratch / "nodes"),
        followed.identity,
        _subclasses(ontology) if ontology else frozenset(),
        registers,
    )
    datasets = around.instances(_ANCHOR)
    excerpts = {node for node, facts in followed.elsewhere.items() if any(SUBJECT in fact for fact in facts)}
    is_whole = _needs_whole(rules, followed)
    return tuple(
        CheckedGraph(
            name,
            around.files(name, path, one),
            one.proofs,
            is_whole
            or _describes(path, {*datasets, written(name), *(excerpts if path != registers else ())}),
        )
        for (name, path), one in zip(own.items(), surveyed, strict=False)
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What all graphs have around them."""

    nodes: Path
    standings: tuple[Standing, ...]
    identity: frozenset[bytes]
    subclasses: frozenset[Fact]
    registers: Path | None

    def files(self, name: NamedNode, path: Path, one: _Surveyed) -> GraphFiles:
        """Return the files of one graph."""
        return GraphFiles(
            written(name),
            path,
            one.survey.inverse,
            self.identity,
            self.nodes,
            self.standings,
            self.subclasses | one.survey.subclasses,
            self.registers,
            _ANCHOR,
        )

    def instances(self, class_: bytes) -> set[bytes]:
        """Return the nodes of a class, whichever graph says so."""
        numbers = {
            b"%d" % number for number, standing in enumerate(self.standings) if class_ in standing.kinds
        }
        lines = (line.split(b" ") for line in lines_of(self.nodes)) if numbers else ()
        return {node for node, number in lines if number in numbers}


def _followed(rules: Shapes, registers: Path | None) -> Followed:
    reach = Reach.of(rules.graph)
    links = {*reach.backward, SUBCLASS, SUBJECT}
    elsewhere: dict[bytes, list[Fact]] = {}
    for subject, predicates, objects in facts_by_subject(registers) if registers else ():
        facts = [fact for fact in zip(predicates, objects, strict=True) if fact[0] in links]
        if facts:
            elsewhere[subject] = facts
    return Followed(
        frozenset(map(written, IDENTITY)),
        frozenset(reach.backward),
        frozenset({SUBJECT, PROPERTY}),
        elsewhere,
    )


def _survey(path: Path, folder: Path, followed: Followed) -> _Surveyed:
    """Read one graph; collect what its excerpts prove besides."""
    folder.mkdir()
    proofs = LineSorter(folder, "proofs")

    def visit(subject: bytes, facts: Sequence[Fact]) -> None:
        nodes = [term for predicate, term in facts if predicate == SUBJECT]
        proved = [term for predicate, term in facts if predicate == PROPERTY and term[:1] == b"<"]
        for node in nodes:
            for term in proved:
                proofs.add(inverse_line(subject, term, node))

    return _Surveyed(survey(path, folder, followed, visit), proofs.write())


def _subclasses(ontology: Path) -> frozenset[Fact]:
    return frozenset(
        (subject, term)
        for subject, predicates, objects in facts_by_subject(ontology)
        for predicate, term in zip(predicates, objects, strict=True)
        if predicate == SUBCLASS
    )


def _needs_whole(rules: Shapes, followed: Followed) -> bool:
    """Tell whether there are queries that cannot be narrowed, or paths that lead back over who nodes are."""
    anchored = (VOID("Dataset"),)
    return any(
        query.rule not in NARROWED or class_targets(query.rule, rules.graph) != anchored
        for query in rules.queries
    ) or not followed.backward.isdisjoint({*followed.identity, SUBCLASS})


def _describes(path: Path, nodes: Iterable[bytes]) -> bool:
    """Tell whether a graph says something of one of some nodes."""
    own = SortedFile(path)
    try:
        return any(own.lines(node) for node in nodes)
    finally:
        own.close()
