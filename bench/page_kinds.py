"""The kinds of pages of a site, each with addresses of a release: all of a kind, or the richest and some."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlencode

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions

from asm_graph.explorer.choice import Choice
from asm_graph.explorer.reading import explorer_of
from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, Base
from asm_graph.releases.findings import findings_of
from asm_graph.web.explore.views.subject import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from asm_graph.explorer.reading import Explorer
    from asm_graph.library import Question
    from asm_graph.releases import Release

_QUESTION = "question "
"""What the names of kinds begin with whose pages are answers to a question of the library."""
_SEARCHES = ("search", "facets")
"""What the names of kinds have that are searches."""
_SOME = 12
"""Addresses of a kind that has many."""
_RICHEST = 4
"""Things of a class that are measured for what is said of them; the others lie evenly among all."""
_VALUES = 2
_REPEATED = 8
"""How often a page is asked for that is the only one of its kind."""
_FIXED = {
    "home": ["/"],
    "explore": ["/explore"],
    "compare": ["/compare"],
    "alignment": ["/alignment"],
    "scoreboard": ["/scoreboard"],
    "ontology": ["/ontology"],
    "ontology: data": ["/ontology.ttl"],
    "browse": ["/browse"],
    "questions": ["/queries"],
    "questions: data": ["/queries.ttl"],
    "catalog": ["/catalog", "/catalog.ttl", "/catalog.jsonld"],
    "VoID": ["/.well-known/void"],
    "feed": ["/audit.atom"],
    "audit": ["/audit", "/audit?page=20", "/audit?severity=Violation", "/audit?sort=-rule"],
    "audit report": ["/audit/report.html"],
    "releases": ["/releases"],
    "sitemap": ["/sitemap.xml"],
    "drawing": ["/overview/findings.svg", "/alignment.svg", "/alignment/matrix.svg", "/ontology/diagram.svg"],
}
_T = TypeVar("_T")
_DATA = ("ttl", "jsonld", "nt", "rdf")
_DRAWN = {
    "Program": """
        PREFIX asm: <https://w3id.org/asm-graph/ontology#>
        SELECT ?thing
        WHERE { ?spending a asm:Spending ; asm:program ?thing ; asm:amount ?amount . FILTER(?amount > 0) }
        GROUP BY ?thing
        HAVING(COUNT(DISTINCT ?spending) > 1)
    """,
    "Indicator": """
        PREFIX asm: <https://w3id.org/asm-graph/ontology#>
        SELECT DISTINCT ?thing
        WHERE {
          SELECT ?thing ?kind
          WHERE { ?value asm:indicator ?thing ; asm:valueKind ?kind ; asm:year ?year ; asm:value ?number }
          GROUP BY ?thing ?kind
          HAVING(COUNT(DISTINCT ?year) > 1)
        }
    """,
    "Asm": """
        PREFIX asm: <https://w3id.org/asm-graph/ontology#>
        SELECT DISTINCT ?thing
        WHERE { ?thing a asm:Asm ; asm:hasAction ?action . ?action asm:dueDate|asm:completionDate ?day }
    """,
}
"""The classes whose things may have a chart, and what finds those that have: amounts, values, dates."""
_PROGRAM = ASM("Program")
_NO_WORDS = ("qzxv", "programa de becaz benito juares", "adultoz mayorez", "apoyo ala vibienda")
"""What has no hit as it is typed, so that something near is suggested."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """Pages of one kind by their addresses, which are asked for in turn.

    Those that are asked for more than once are not to come out of a cache, unless they are answers to a
    question, of which later ones may.
    """

    name: str
    addresses: tuple[str, ...]

    @property
    def needs_no_caches(self) -> bool:
        """Whether it is to be asked of a server that keeps no answers."""
        return len(set(self.addresses)) < len(self.addresses) and not self.is_question

    @property
    def is_question(self) -> bool:
        """Whether its pages are answers to a question of the library."""
        return self.name.startswith(_QUESTION)

    @property
    def is_search(self) -> bool:
        """Whether its pages are found by words or by facets."""
        return any(word in self.name for word in _SEARCHES)

    @classmethod
    def of(cls, name: str, addresses: Iterable[str]) -> PageKind:
        """Make a kind; few addresses are repeated, so that each kind has several measurements."""
        found = tuple(addresses)
        return cls(name, found * max(1, -(-_REPEATED // max(1, len(found)))))


def page_kinds(release: Release) -> Iterator[PageKind]:
    """Yield the kinds of pages that a release has."""
    return filter(lambda kind: kind.addresses, _all_kinds(release))


def _all_kinds(release: Release) -> Iterator[PageKind]:
    """Yield all kinds; those without addresses are of what the release does not have."""
    for name, addresses in _FIXED.items():
        yield PageKind.of(name, addresses)
    yield from _audit(release.path)
    explorer = explorer_of(release.path)
    if explorer is not None:
        yield from _explored(explorer)
    base, things = Base(release.manifest.base), _Things.of(release)
    yield from _found(things)
    yield from _browsed(things, base)
    for question in Library.load(Knowledge.default().sparql):
        yield PageKind.of(f"{_QUESTION}{question.name}", _asked(question))
    yield from _of_things(things, base)


def _audit(folder: Path) -> Iterator[PageKind]:
    findings = findings_of(folder).known
    rules = sorted({one.rule for one in findings})
    programs = sorted({program for one in findings for program in one.programs})
    yield PageKind.of("audit of a rule", (f"/audit?{urlencode({'rule': rule})}" for rule in _some(rules)))
    yield PageKind.of(
        "audit of a program", (f"/audit?{urlencode({'program': each})}" for each in _some(programs))
    )


def _explored(explorer: Explorer) -> Iterator[PageKind]:
    for kind, table in explorer.tables.items():
        place = f"/explore/{kind}"
        yield PageKind.of(f"explore {kind}", (place, *(f"{place}?page={number}" for number in (2, 9, 40))))
        for view in list(VIEWS)[1:]:
            yield PageKind.of(f"explore {kind}: {view}", (f"{place}?view={view}",))
        sorts = [f"{place}?sort={sign}{name}" for name in table.choosable for sign in ("", "-")]
        yield PageKind.of(f"explore {kind}: sorted", _some(sorts))
        yield PageKind.of(f"explore {kind}: facets", _chosen(explorer, kind))


def _chosen(explorer: Explorer, kind: str) -> Iterator[str]:
    """Yield the addresses that choose the first values of each facet, and a word."""
    for name, counted in explorer.facets(Choice(kind), "es", _VALUES).items():
        for count in counted.counts[:_VALUES]:
            yield f"/explore/{kind}?{urlencode({name: count.value}, safe=',/')}"
    yield f"/explore/{kind}?q=programa"


@dataclass(frozen=True, slots=True)
class _Things:
    """Things of a release by class, the richest first, all and those with a chart; names of programs."""

    by_class: Mapping[str, Sequence[NamedNode]]
    drawn: Mapping[str, Sequence[NamedNode]]
    names: Sequence[str]

    @classmethod
    def of(cls, release: Release) -> _Things:
        """Read the statements of a release once."""
        prefix, store = Base(release.manifest.base).id("").value, release.store()
        said: Counter[NamedNode] = Counter()
        classes: defaultdict[str, set[NamedNode]] = defaultdict(set)
        labels: dict[NamedNode, str] = {}
        for subject, prop, value, _ in store.quads_for_pattern(None, None, None, DefaultGraph()):
            if not isinstance(subject, NamedNode) or not subject.value.startswith(prefix):
                continue
            said[subject] += 1
            if isinstance(value, NamedNode):
                said[value] += 1
            if prop == RDF("type") and isinstance(value, NamedNode):
                classes[value.value.rpartition("#")[2]].add(subject)
            elif prop == RDFS("label") and isinstance(value, Literal):
                labels[subject] = value.value
        some = {kind: _richest(found, said) for kind, found in sorted(classes.items())}
        programs = _some(sorted(classes["Program"], key=str))
        drawn = {kind: _richest(_found_by(store, query), said) for kind, query in _DRAWN.items()}
        return cls(some, drawn, [labels[each] for each in programs if each in labels])


def _found_by(store: Store, query: str) -> Iterator[NamedNode]:
    """Yield the things that a query with one column finds."""
    answer = store.query(query)
    if not isinstance(answer, QuerySolutions):
        raise TypeError("A SELECT is expected.")
    return (thing for (thing,) in answer if isinstance(thing, NamedNode))


def _richest(things: Iterable[NamedNode], said: Mapping[NamedNode, int]) -> list[NamedNode]:
    in_order = sorted(things, key=lambda thing: (-said[thing], thing.value))
    rest = sorted(in_order[_RICHEST:], key=str)
    return [*in_order[:_RICHEST], *_some(rest, _SOME - _RICHEST)]


def _some(several: Sequence[_T], most: int = _SOME) -> Sequence[_T]:
    return several[:: max(1, len(several) // most)][:most]


def _found(things: _Things) -> Iterator[PageKind]:
    words = [" ".join(name.split()[:4]) for name in things.names]
    typed = [*(name.split()[-1] for name in things.names), *words]
    yield PageKind.of("search", (_search(text) for text in typed))
    yield PageKind.of("search: narrowed", (f"{_search(text)}&kind={_PROGRAM.value}" for text in words))
    yield PageKind.of("search: suggestions", (_search(text) for text in _NO_WORDS))
    keys = [thing.value.rpartition("/")[2] for thing in things.by_class["Program"]]
    several = (urlencode([("program", key) for key in keys[at : at + 4]]) for at in range(len(keys) - 3))
    yield PageKind.of("compare: programs", (f"/compare?{each}" for each in several))


def _search(text: str) -> str:
    return f"/search?{urlencode({'q': text})}"


def _browsed(things: _Things, base: Base) -> Iterator[PageKind]:
    local = {
        name: [base.local(thing) for thing in things.by_class.get(name, ())]
        for name in ("Plan", "Branch", "Axis", "NationalObjective", "SectoralObjective")
    }
    branches = [branch for branch in local.pop("Branch") if branch.startswith("branch/")]
    yield PageKind.of("browse: branch", (f"/browse/{branch}" for branch in branches))
    for name, places in local.items():
        yield PageKind.of(f"browse: {name}", (f"/browse/{quote(place)}" for place in places))


def _asked(question: Question) -> Iterator[str]:
    """Yield the page of a question: as a link has it, and with later pages of its rows."""
    given = {each.name: each.example for each in question.parameters if each.required and not each.default}
    for page in ("", "2", "100"):
        asked = urlencode(given | ({"page": page} if page else {}))
        yield f"/queries/{question.name}{'?' if asked else ''}{asked}"


def _of_things(things: _Things, base: Base) -> Iterator[PageKind]:
    for name, some in things.by_class.items():
        places = [quote(base.local(thing)) for thing in some]
        yield PageKind.of(name, (f"/doc/{place}" for place in places))
    every = [
        quote(base.local(thing)) for some in things.by_class.values() for thing in some[_RICHEST - 1 :: 4]
    ]
    for form in _DATA:
        yield PageKind.of(f"data: {form}", (f"/doc/{place}.{form}" for place in _some(every)))
    for name in _DRAWN:
        places = [quote(base.local(thing)) for thing in things.drawn[name]]
        yield PageKind.of(f"drawing: {name}", (f"/drawing/{place}.svg" for place in places))
        yield PageKind.of(f"embed: {name}", (f"/embed/drawing/{place}" for place in places))
