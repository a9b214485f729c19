"""Names of programs through the years: what a change of name changes, and which go on under another key."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz, process

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDFS
from asm_graph.spanish.forms import FUNCTION_WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.rdf.index import Index
    from asm_graph.rdf.vocabulary import Base

_ONE_WRITING = 95.0
"""From this likeness on, two names of one key differ in a letter or a sign (of 760 changes in the federal
accounts 49, all of them typing errors, plurals and prepositions)."""
_ONE_NAME = 90.0
"""From this likeness on, names of two keys in successive years are taken for one name."""
_LEAST_SHARED = 0.2
"""Up to this share of the content words of the shorter name, a key was given to another program."""
_STEM = 5
"""Letters by which two forms of one word are told to be of it (*administrar*, *administración*)."""
_WORD = re.compile(r"\w+")
_FUNCTION_WORD = re.compile(FUNCTION_WORD)


@dataclass(frozen=True)
class ProgramName:
    """A name of a program, and the years in which sources have it."""

    node: NamedNode
    program: NamedNode
    text: str
    first: int
    last: int
    years: tuple[int, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words, sorted."""
        return tuple(sorted(_WORD.findall(fold(self.text))))

    @cached_property
    def form(self) -> str:
        """The form that is compared letter by letter."""
        return " ".join(self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its content words."""
        return frozenset(word[:_STEM] for word in self.words if not _FUNCTION_WORD.fullmatch(word))


def name_triples(index: Index, base: Base) -> Iterator[Triple]:
    """Derive the former name of each name and what changed, and the keys under which names go on."""
    by_program: defaultdict[NamedNode, list[ProgramName]] = defaultdict(list)
    for name in _names(index):
        by_program[name.program].append(name)
    for names in by_program.values():
        for name in names:
            if former := _former(name, names):
                yield Triple(name.node, ASM("formerName"), terms.text(former.text))
                yield Triple(name.node, ASM("nameChange"), base.code("name-change", change(former, name)))
    yield from _continued(by_program.values())


def change(former: ProgramName, name: ProgramName) -> str:
    """Tell what changed: only the `typography`, the `wording`, or the program (`reassigned`)."""
    if fuzz.ratio(former.form, name.form) >= _ONE_WRITING:
        return "typography"
    shorter = min(len(former.stems), len(name.stems))
    shared = len(former.stems & name.stems)
    return "reassigned" if shared <= _LEAST_SHARED * shorter else "wording"


def _names(index: Index) -> Iterator[ProgramName]:
    for node in sorted(index.instances(ASM("ProgramName")), key=str):
        text = index.text(node, RDFS("label"), "es")
        terms = (term for term in index.objects(node, ASM("year")) if isinstance(term, Literal))
        years = tuple(sorted(int(term.value) for term in terms if term.value.isdecimal()))
        for program in index.objects(node, ASM("program")):
            if text and years and isinstance(node, NamedNode) and isinstance(program, NamedNode):
                yield ProgramName(node, program, text, years[0], years[-1], years)


def _former(name: ProgramName, names: Iterable[ProgramName]) -> ProgramName | None:
    """Return the name that the program had last before it first bears this one."""
    earlier = [
        (max(year for year in other.years if year < name.first), str(other.node), other)
        for other in names
        if other is not name and other.first < name.first
    ]
    return max(earlier, key=lambda found: found[:2])[2] if earlier else None


def _continued(all_names: Iterable[Sequence[ProgramName]]) -> Iterator[Triple]:
    """State, of each program, others that bear its last name from its last year or the one after on."""
    last_names = [max(names, key=lambda name: (name.last, name.node.value)) for names in all_names]
    beginning: defaultdict[int, list[ProgramName]] = defaultdict(list)
    for names in all_names:
        for name in names:
            beginning[name.first].append(name)
    for name in last_names:
        others = [other for year in (name.last, name.last + 1) for other in beginning[year]]
        forms = [other.form for other in others]
        for _, _, position in process.extract_iter(
            name.form, forms, scorer=fuzz.ratio, score_cutoff=_ONE_NAME
        ):
            if others[position].program != name.program and name.first < others[position].first:
                yield Triple(name.program, ASM("nameGoesOnUnder"), others[position].program)
