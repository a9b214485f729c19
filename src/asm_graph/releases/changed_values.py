"""What the statements about a thing became from one release to the next: values before and after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from asm_graph.rdf.vocabulary import ASM, PROV, RDF
from asm_graph.results.short_texts import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Value = NamedNode | Literal

UNTOLD = (PROV("wasDerivedFrom"), ASM("evidence"))
"""Where something was read, which a new edition of a document changes for all that it says."""
_MOST_PROPERTIES, _MOST_VALUES, _LONGEST = 12, 4, 300
"""What is kept of one thing: properties, values of each on either side, characters of a value."""
_AROUND = 40
"""Characters shown on either side of what differs."""


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A property of a thing with the values that only one of two releases has."""

    property: NamedNode
    before: tuple[Value, ...]
    after: tuple[Value, ...]

    def as_json(self) -> dict[str, object]:
        """Return an object whose values are terms of N-Triples."""
        return {
            "property": self.property.value,
            "before": [str(value) for value in self.before],
            "after": [str(value) for value in self.after],
        }

    @classmethod
    def of(cls, one: Mapping[str, Any]) -> ChangedValue:
        """Read back what `as_json` returns."""
        return cls(NamedNode(one["property"]), _terms(one["before"]), _terms(one["after"]))


def changed_values(before: Sequence[bytes], after: Sequence[bytes]) -> tuple[ChangedValue, ...]:
    """Compare the N-Quads lines about a subject; English texts beside Spanish ones say the same again."""
    old, new = _by_property(before), _by_property(after)
    found = []
    for prop in sorted({*old, *new}, key=str):
        gone, come = old.get(prop, {}), new.get(prop, {})
        lost = [value for value in gone if value not in come]
        won = [value for value in come if value not in gone]
        if lost or won:
            found.append(ChangedValue(prop, *_shortened(lost[:_MOST_VALUES], won[:_MOST_VALUES])))
    if any(one.property == ASM("value") for one in found):  # it is what was made of the printed one
        found = [one for one in found if one.property != ASM("rawValue")]
    return tuple(found[:_MOST_PROPERTIES])


def _by_property(lines: Sequence[bytes]) -> dict[NamedNode, dict[Value, None]]:
    said: dict[NamedNode, dict[Value, None]] = defaultdict(dict)
    for quad in parse(b"".join(lines), format=RdfFormat.N_QUADS):
        value = quad.object
        is_told = quad.predicate not in UNTOLD and isinstance(value, NamedNode | Literal)
        if is_told and not (isinstance(value, Literal) and value.language == "en"):
            said[quad.predicate][value] = None
    said.pop(RDF("type"), None)
    return said


def differing_parts(before: str, after: str, longest: int) -> tuple[str, str]:
    """Shorten two texts to what differs and a little around it, where one of them is longer than that.

    >>> differing_parts("E016 " * 20 + "60 %", "E016 " * 20 + "80 %", 60)
    ('…E016 E016 E016 E016 E016 E016 E016 E016 60 %', '…E016 E016 E016 E016 E016 E016 E016 E016 80 %')
    """
    if max(len(before), len(after)) <= longest:
        return before, after
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    first, left_out = max(start - _AROUND, 0), max(end - _AROUND, 0)
    old, new = (
        ("…" if first else "") + text[first : len(text) - left_out] + ("…" if left_out else "")
        for text in (before, after)
    )
    return shorten(old, longest), shorten(new, longest)


def _shared(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _shortened(lost: list[Value], won: list[Value]) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Shorten long texts: to what differs where one took the place of another."""
    match lost, won:
        case [Literal() as old], [Literal() as new]:
            before, after = differing_parts(old.value, new.value, _LONGEST)
            return (_said(old, before),), (_said(new, after),)
    return tuple(map(_cut, lost)), tuple(map(_cut, won))


def _cut(value: Value) -> Value:
    return value if isinstance(value, NamedNode) else _said(value, shorten(value.value, _LONGEST))


def _said(value: Literal, text: str) -> Literal:
    """Return a literal with a shorter text, which keeps its language alone."""
    return value if text == value.value else Literal(text, language=value.language)


def _terms(texts: Sequence[str]) -> tuple[Value, ...]:
    """Parse terms of N-Triples."""
    if not texts:
        return ()
    lines = "".join(f"<a:a> <a:a> {text} .\n" for text in texts)
    found = (triple.object for triple in parse(lines, format=RdfFormat.N_TRIPLES))
    return tuple(value for value in found if isinstance(value, NamedNode | Literal))
