"""The two graphs of a document: what it says (`source/…`), and the excerpts that prove it (`evidence/…`)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from asm_graph.graph.excerpts import Excerpts
from asm_graph.graph.mentions import Mentions
from asm_graph.graph.page_places import UncertainValue
from asm_graph.rdf import document_iris, iris, terms
from asm_graph.rdf.nquads import sorted_by_subject
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, SKOS
from asm_graph.records.texts import Fact, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyoxigraph import Triple

    from asm_graph.documents import Passage
    from asm_graph.graph.page_places import PagePlaces, Proven
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.records import Place
    from asm_graph.records.texts import Stated
    from asm_graph.registers import Program, ProgramMatch, Registers
    from asm_graph.registers.codes import Codes
    from asm_graph.registers.state_programs import StateProgram

T = TypeVar("T")

_LABEL, _TYPE, _DERIVED = RDFS("label"), RDF("type"), PROV("wasDerivedFrom")
TELLING = (_TYPE, *map(ASM, ("year", "cycle", "program")))
"""What is asked for again when a document says what it covers."""


class DocumentQuads:
    """Collects the quads of one document; every value that was read is stated with what proves it.

    They are kept as the lines that a release has in the end, without their subjects, of which each has its
    own: a term each costs several times as much.
    """

    def __init__(self, base: Base, slug: str, places: PagePlaces | None = None) -> None:
        self.base = base
        self.slug = slug
        self.document = base.id(document_iris.document(slug))
        self.identified: list[ProgramMatch] = []
        self.unregistered: list[StateProgram] = []
        self.uncertain: dict[Proven, UncertainValue] = {}
        self.places = places
        self._facts = f" {base.graph(document_iris.source_graph(slug))} .\n"
        self._derived = f"{_DERIVED} {self.document}{self._facts}"
        self._said: defaultdict[str, list[str]] = defaultdict(list)
        self._excerpts = Excerpts(base, slug, self._said)
        self._told: dict[NamedNode, defaultdict[object, set[object]]] = {
            predicate: defaultdict(set) for predicate in TELLING
        }
        self.row = 0  # of a table, while it is stated
        self.mentions = Mentions()
        self._notices: dict[str, int] = {}
        self._claimed: set[NamedNode] = set()
        self._stated: dict[str, list[object]] = {}
        self._labels: dict[NamedNode, str] = {}
        self._recorded: set[NamedNode] = set()

    @property
    def lines(self) -> bytes:
        """What was collected so far as lines of N-Quads, sorted and each once."""
        return sorted_by_subject(self._said)

    @property
    def quads(self) -> tuple[Quad, ...]:
        """What was collected so far, each quad once."""
        return tuple(parse(self.lines, format=RdfFormat.N_QUADS))

    def told(self, predicate: NamedNode) -> Mapping[object, set[object]]:
        """Return the subjects of what was stated with one of the predicates `TELLING`, by its object."""
        return self._told[predicate]

    @property
    def notices(self) -> tuple[str, ...]:
        """What the publisher should look at, each notice once."""
        return tuple(self._notices)

    @property
    def rows_of_notices(self) -> Mapping[str, int]:
        """The notices, each with the row that was stated when it was given."""
        return self._notices

    @property
    def claims(self) -> frozenset[str]:
        """What depends on which of its rows comes first: what is named, numbered or proved by that."""
        return frozenset(
            (*self._stated, *(one.value for one in (*self._labels, *self._recorded, *self._claimed)))
        )

    def claim(self, node: NamedNode) -> None:
        """Say that what is stated of an entity depends on all rows that name it."""
        self._claimed.add(node)

    def notice(self, *texts: str) -> None:
        """Tell the publisher something about the document."""
        for text in texts:
            self._notices.setdefault(text, self.row)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """State what needs no excerpt of its own: a type, a link that follows from the structure."""
        if (told := self._told.get(predicate)) is not None:
            told[value].add(subject)
        self._said[str(subject)].append(f"{predicate} {value}{self._facts}")

    def add_each(self, subject: NamedNode, *said: tuple[NamedNode, NamedNode | Literal]) -> None:
        """State several things of a subject that need no excerpts of their own."""
        lines = self._said[str(subject)]
        for predicate, value in said:
            if (told := self._told.get(predicate)) is not None:
                told[value].add(subject)
            lines.append(f"{predicate} {value}{self._facts}")

    def add_all(self, triples: Iterable[Triple]) -> None:
        """State triples that describe something no register or code list has."""
        for one in triples:
            if (told := self._told.get(one.predicate)) is not None:
                told[one.object].add(one.subject)
            self._said[str(one.subject)].append(f"{one.predicate} {one.object}{self._facts}")

    def entity(self, path: str, *classes: str) -> NamedNode:
        """Describe an entity that was read from this document, with its classes."""
        node = self.base.id(path)
        for local in classes:
            self.add(node, _TYPE, ASM(local))
        self.derive(node)
        return node

    def is_a(self, node: NamedNode, class_: str) -> bool:
        """Tell whether the document describes an entity of a class."""
        return node in self._told[_TYPE].get(ASM(class_), ())

    def numbered(self, path: str, content: object) -> str:
        """Return the path of what a document states under a key such as a year and a kind.

        Where the document states something else under the same key, both stay: the second is numbered
        (`2009/target-2`). What only repeats the first has its path.
        """
        # A list, since contents are records that hold lists of evidence and need not be hashable.
        stated = self._stated.setdefault(path, [])
        if content not in stated:
            stated.append(content)
        return iris.numbered(path, stated.index(content) + 1)

    def derive(self, node: NamedNode) -> None:
        """State that an entity was read from this document."""
        self._said[str(node)].append(self._derived)

    def label(self, node: NamedNode, name: str, property_: NamedNode = _LABEL) -> bool:
        """Name an entity: its first name is its label, every other one another label.

        Return whether the name says more than the label did; what only repeats it is not stated again.
        """
        label = self._labels.get(node)
        if name == label:
            return False
        self._labels.setdefault(node, name)
        self.add(node, property_ if label is None else SKOS("altLabel"), terms.text(name))
        return True

    def label_of(self, node: NamedNode) -> str:
        """Return the label of an entity that has a name."""
        return self._labels[node]

    def name(self, node: NamedNode, name: Stated[str]) -> None:
        """Name an entity, with the passage that does: its first name is its label, others are others."""
        first = self._labels.setdefault(node, value_of(name))
        self.read(node, _LABEL if value_of(name) == first else SKOS("altLabel"), name, terms.text)

    def state(
        self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, passage: Passage
    ) -> None:
        """State a value with the passage that it was read from."""
        self.add(subject, predicate, value)
        proven, source = (subject, predicate, value), passage.source
        # Each piece of a joined value has an excerpt of its own, so that every quotation is verbatim.
        for span in passage.quotes():
            if self.places is None:
                self._excerpts.of_text(proven, source, span)
                continue
            for place in self.places.of(span):
                self._excerpts.of_place(proven, source, place, self.places)
                if place.is_uncertain:
                    read = source[place.span.start : place.span.end]
                    self.uncertain.setdefault(proven, UncertainValue(proven, read, place))

    def read(
        self,
        subject: NamedNode,
        predicate: NamedNode,
        stated: Stated[T] | None,
        term: Callable[[T], NamedNode | Literal],
    ) -> None:
        """State a value of a record, if it has one: a fact with its passage, a plain value by itself.

        What proves a plain value is the row of its entity, see `record`.
        """
        if isinstance(stated, Fact):
            self.state(subject, predicate, term(stated.value), stated.passage)
        elif stated is not None:
            self.add(subject, predicate, term(stated))

    def record(self, subject: NamedNode, place: Place | None) -> None:
        """State that an entity was read from a row of a table, if it was, which one excerpt proves.

        A row proves all that is said of its entity; which column says what is declared by the layout.
        """
        if place is not None:
            entity = str(subject)
            self._said[entity].append(self._derived)
            self._excerpts.of_row(entity, place)

    def record_first(self, subject: NamedNode, place: Place | None) -> None:
        """Record only the first row of an entity that several rows name."""
        if subject not in self._recorded:
            self._recorded.add(subject)
            self.record(subject, place)


@dataclass(frozen=True, slots=True)
class Subject:
    """The program that statements are about, by its part of a path (`20-S061`).

    `owner` is the agency or branch that its units belong to, as their paths name it. `program` is the entry
    of a federal program in the register, None for a program of a state.
    """

    path: str
    node: NamedNode
    owner: str
    agency: NamedNode | None = None
    program: Program | None = None


@dataclass(frozen=True, slots=True)
class MappingContext:
    """What every mapper works with: the quads of its document, and the registers and code lists of the build.

    `layout` is the name of the document's layout, `publisher` whoever published it, if that is known.
    """

    quads: DocumentQuads
    registers: Registers
    codes: Codes
    layout: str = ""
    publisher: str = ""

    @property
    def base(self) -> Base:
        """Where the entities of the build live."""
        return self.quads.base
