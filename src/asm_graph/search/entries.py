"""What can be found in a release: its things with all that they are called, each program once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode

from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM, DCT, FOAF, RDF, RDFS, SKOS
from asm_graph.search.facets import links
from asm_graph.search.kinds import OTHERS, kinds
from asm_graph.search.writing import initials, printed_acronym
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import Store

LABEL, ENGLISH, SHORT, OTHER, FORMER, MADE, INITIALS, KEY, CONTEXT = (
    "label",
    "english",
    "short",
    "other",
    "former",
    "made",
    "initials",
    "key",
    "context",
)
"""The sorts of names; `context` is what a thing is looked for with, but is not its name."""

_NAMES = (SKOS("prefLabel"), RDFS("label"), DCT("title"), FOAF("name"))
_KEYS = (ASM("programKey"), SKOS("notation"))
_TEXTS = (ASM("text"), ASM("narrative"), ASM("recommendation"), SKOS("definition"))
_FIELDS = {
    prop: name
    for name, props in (
        ("name", _NAMES),
        ("other", (SKOS("altLabel"),)),
        ("keys", _KEYS),
        ("text", _TEXTS),
    )
    for prop in props
}
_TITLE_LENGTH = 300
_LONGEST_SHORT_NAME = 12
_NO_KIND, _NAME_OF_PROGRAM = RDFS("Resource").value, ASM("ProgramName").value
_PERIOD = re.compile(r"\d{4}-\d{4}")
_RECENT, _KNOWN = 0.5, 0.5
_LEAST = 0.6
"""The weight of a thing of which little is known, as a part of that of its class."""

Fields = dict[str, list[Literal]]


class Name(NamedTuple):
    """A name that a thing is found by; `years` are those of a name that it had, such as `2007–2018`."""

    text: str
    sort: str
    years: str = ""


@dataclass(slots=True)
class Entry:
    """A thing that can be found.

    `address` is where the site says something of what has no page of its own; `text` is looked through too.
    """

    iri: str
    kind: str
    title: str
    english: str = ""
    names: list[Name] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    text: str = ""
    address: str = ""
    weight: float = OTHERS


def entries_of(store: Store, search_names: Mapping[str, Sequence[str]]) -> Iterator[Entry]:
    """Yield an entry for each thing in the default graph that has a name, a key or a text, sorted by IRI.

    `search_names` are further names by IRI, of a register.
    """
    fields, classes = _literals(store), _classes(store)
    folded = _names_of_programs(store, fields, classes)
    wholes = {
        part: whole for part, whole in links(store, SKOS("inScheme")) if "name" in fields.get(whole, {})
    }
    weights = _weights(store, classes, folded)
    context = _contexts(store, fields, search_names)
    for iri in sorted(fields):
        kind = classes.get(iri, _NO_KIND)
        if kind in kinds().left_out:
            continue
        entry = _entry(iri, kind, fields[iri])
        dated = folded.get(iri, [])
        known = {compact(name.text) for name in dated}
        entry.names = [
            *(one for one in entry.names if one.sort != OTHER or compact(one.text) not in known),
            *dated,
        ]
        entry.names += [Name(name, _sort(name)) for name in search_names.get(iri, ())]
        entry.names += _made_names(entry, fields[iri], fields.get(wholes.get(iri, ""), {}))
        entry.names += [
            Name(text, CONTEXT) for text in (*context.get(iri, ()), *_values(fields.get(kind, {}), "name"))
        ]
        entry.address = _address(entry, fields[iri])
        entry.weight = weights.get(iri, kinds().weight(kind) * _LEAST)
        yield entry


def _literals(store: Store) -> dict[str, Fields]:
    """Return the literals of each thing by field."""
    things: dict[str, Fields] = defaultdict(lambda: defaultdict(list))
    for prop, name in _FIELDS.items():
        for quad in store.quads_for_pattern(None, prop, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                things[quad.subject.value][name].append(quad.object)
    _name_evaluations(store, things)
    return things


def _name_evaluations(store: Store, things: dict[str, Fields]) -> None:
    """Name evaluations without a title as their pages do: by their kind, their period and their program."""
    for evaluation, kind in links(store, ASM("evaluationType")):
        if "name" in things.get(evaluation, {}):
            continue
        period = " ".join(_objects(store, evaluation, ASM("period")))
        for program in _objects(store, evaluation, ASM("program")):
            of = next(iter(_values(things.get(program, {}), "name")), "")
            for name in things.get(kind, {}).get("name", ()):
                text = Literal(f"{name.value} {period}: {of}", language=name.language or "es")
                things[evaluation]["name"].append(text)


def _classes(store: Store) -> dict[str, str]:
    """Return the class of each thing: the most specific of ours."""
    stated: dict[str, list[str]] = defaultdict(list)
    for thing, kind in links(store, RDF("type")):
        stated[thing].append(kind)
    broader = {kind for _, kind in links(store, RDFS("subClassOf"))}
    return {
        iri: min(of, key=lambda kind: (kind in broader, not kind.startswith(ASM.iri), kind))
        for iri, of in stated.items()
    }


def _names_of_programs(
    store: Store, fields: Mapping[str, Fields], classes: Mapping[str, str]
) -> dict[str, list[Name]]:
    """Return the names that each program had, the latest first; those of its last year are other names."""
    dated: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for name in (thing for thing, kind in classes.items() if kind == _NAME_OF_PROGRAM):
        years = [int(year) for year in _objects(store, name, ASM("year")) if year.isdecimal()]
        for program in _objects(store, name, ASM("program")) if years else ():
            for text in _values(fields[name], "name") + _values(fields[name], "other"):
                dated[program].append((max(years), min(years), text))
    found: dict[str, list[Name]] = {}
    for program, names in dated.items():
        latest = max(last for last, _, _ in names)
        found[program] = [
            Name(text, OTHER if last == latest else FORMER, f"{first}–{last}" if first != last else str(last))
            for last, first, text in sorted(names, reverse=True)
        ]
    return found


def _weights(store: Store, classes: Mapping[str, str], dated: Mapping[str, list[Name]]) -> dict[str, float]:
    """Weigh things by their class, by how much refers to them and, of programs, by how recent they are."""
    counts: Counter[str] = Counter()
    for prop in kinds().counted:
        counts.update(value for _, value in links(store, prop))
    most: Counter[str] = Counter()
    for iri, count in counts.items():
        kind = classes.get(iri, "")
        most[kind] = max(most[kind], count)
    last = {iri: max(int(name.years[-4:]) for name in names) for iri, names in dated.items()}
    first, latest = min(last.values(), default=0), max(last.values(), default=0)
    weights = {}
    for iri, count in counts.items():
        kind = classes.get(iri, "")
        known = log1p(count) / log1p(most[kind])
        if iri in last and latest > first:
            known = _KNOWN * known + _RECENT * (last[iri] - first) / (latest - first)
        weights[iri] = kinds().weight(kind) * (_LEAST + (1 - _LEAST) * known)
    return weights


def _contexts(
    store: Store, fields: Mapping[str, Fields], search_names: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Return the names of the branch and the agency of each program or unit."""
    found: dict[str, list[str]] = defaultdict(list)
    for prop in (ASM("branch"), ASM("agency")):
        for thing, whole in links(store, prop):
            of = fields.get(whole, {})
            found[thing] += [*_values(of, "name"), *_values(of, "other"), *search_names.get(whole, ())]
    return found


def _entry(iri: str, kind: str, fields: Fields) -> Entry:
    names = sorted(fields.get("name", ()), key=lambda name: (name.language != "es", name.value))
    english = [name.value for name in names if name.language == "en"]
    own = [name.value for name in names if name.language != "en"] or english
    texts = _values(fields, "text")
    title = own[0] if own else " ".join(texts[:1])[:_TITLE_LENGTH]
    keys = _values(fields, "keys")
    entry = Entry(iri, kind, title, " ".join(english), keys=keys, text="\n".join(texts))
    entry.names = [Name(title, LABEL)] + [Name(text, ENGLISH) for text in english]
    others = [*own[1:], *_values(fields, "other")]
    entry.names += [Name(text, _sort(text)) for text in others]
    named_as = [name.text for name in entry.names if name.sort in {LABEL, OTHER}]
    entry.names += [Name(short, SHORT) for text in named_as if (short := printed_acronym(text))]
    if kind in kinds().with_initials:
        entry.names += [Name(made, INITIALS) for text in named_as for made in sorted(initials(text))]
    entry.names += [Name(key, KEY) for key in dict.fromkeys((*keys, last_step(iri)))]
    return entry


def _made_names(entry: Entry, fields: Fields, whole: Fields) -> list[Name]:
    """Make the names that things of a class have by their number, their plan or their period."""
    values = {
        "notation": _values(fields, "keys"),
        "name": [entry.title],
        "whole": [*_values(whole, "name"), *_values(whole, "other")],
        "short": [name.text for name in entry.names if name.sort == SHORT],
        "period": _PERIOD.findall(entry.title),
        "code": [last_step(entry.iri).partition("-")[2]] if fields.get("keys") else [],
    }
    return [Name(name, MADE) for name in kinds().made_names(entry.kind, values)]


def _address(entry: Entry, fields: Fields) -> str:
    """Return where the site says something of a thing without a page of its own; empty for others."""
    pattern = kinds().addresses.get(entry.kind, "")
    return pattern.format(notation=next(iter(_values(fields, "keys")), ""))


def _sort(name: str) -> str:
    """Tell a short name, one word in capitals, from another name."""
    return SHORT if len(name) <= _LONGEST_SHORT_NAME and " " not in name and name.isupper() else OTHER


def _objects(store: Store, thing: str, prop: NamedNode) -> list[str]:
    said = store.quads_for_pattern(NamedNode(thing), prop, None, DefaultGraph())
    return sorted({str(getattr(quad.object, "value", "")) for quad in said})


def _values(fields: Mapping[str, list[Literal]], name: str) -> list[str]:
    return sorted({literal.value for literal in fields.get(name, ())})
