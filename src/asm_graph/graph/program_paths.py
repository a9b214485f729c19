"""Which properties lead from a thing to the program that it belongs to (`asm:pathToProgram`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.turtle import read_turtle
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Quad, Triple

    from asm_graph.rdf.index import Index, Term

_PATH = ASM("pathToProgram")
_FARTHEST = 4
"""Steps from a node to its program: value, indicator, matrix, program."""


@dataclass(frozen=True, slots=True)
class ProgramPaths:
    """The annotated properties, each list sorted.

    `forward` lead from subject to object, `backward` from object to subject; so do `shared`, whose objects
    belong to no single program.
    """

    forward: tuple[NamedNode, ...]
    backward: tuple[NamedNode, ...]
    shared: tuple[NamedNode, ...]

    @classmethod
    def of(cls, statements: Iterable[Quad | Triple]) -> ProgramPaths:
        """Collect the annotations among some statements."""
        found: dict[str, list[NamedNode]] = {"forward": [], "backward": [], "shared": []}
        for statement in statements:
            said = statement.object
            if statement.predicate == _PATH and isinstance(said, Literal) and said.value in found:
                found[said.value] += [statement.subject] if isinstance(statement.subject, NamedNode) else []
        return cls(**{way: tuple(sorted(properties, key=str)) for way, properties in found.items()})

    @classmethod
    def load(cls, ontology: Path) -> ProgramPaths:
        """Read the annotations of an ontology's Turtle files.

        Raises:
            InputError: a file cannot be parsed.
        """
        return cls.of(triple for path in sorted(ontology.glob("*.ttl")) for triple in read_turtle(path))

    def programs_of(self, index: Index, node: Term) -> tuple[NamedNode, ...]:
        """Return the programs that a node belongs to or concerns, found along the shortest paths, sorted."""
        if node in index.instances(ASM("Program")) and isinstance(node, NamedNode):
            return (node,)
        level, seen = [node], {node}
        for _ in range(_FARTHEST):
            programs = {term for one in level for term in index.objects(one, ASM("program"))}
            if programs:
                return tuple(sorted((one for one in programs if isinstance(one, NamedNode)), key=str))
            level = [one for one in self._nearer(index, level) if one not in seen]
            seen.update(level)
        return ()

    def _nearer(self, index: Index, nodes: Sequence[Term]) -> Iterator[Term]:
        for node in nodes:
            for predicate in self.forward:
                yield from index.objects(node, predicate)
            for predicate in (*self.backward, *self.shared):
                yield from index.subjects(predicate, node)
