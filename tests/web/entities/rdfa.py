"""What a page states in RDFa 1.1, as far as our pages use it."""

from __future__ import annotations

from html.parser import HTMLParser

from pyoxigraph import Literal, NamedNode, Triple

_VOID = {"meta", "link", "input", "br", "img"}


class Statements(HTMLParser):
    """Collects triples: `about`, `rel`, `rev`, `property`, `resource`, `datatype`, `lang`, `content`."""

    def __init__(self) -> None:
        super().__init__()
        self.triples: set[Triple] = set()
        self._subjects: list[NamedNode | None] = [None]
        self._texts: list[tuple[int, NamedNode, NamedNode, dict[str, str | None], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        subject = NamedNode(given["about"]) if given.get("about") else self._subjects[-1]
        inner = subject
        if subject and given.get("resource"):
            inner = NamedNode(given["resource"] or "")
            if rel := given.get("rel"):
                self.triples.add(Triple(subject, NamedNode(rel), inner))
            if rev := given.get("rev"):
                self.triples.add(Triple(inner, NamedNode(rev), subject))
        if tag in _VOID:
            return
        self._subjects.append(inner)
        if subject and (prop := given.get("property")):
            self._texts.append((len(self._subjects), subject, NamedNode(prop), given, []))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._texts and self._texts[-1][0] == len(self._subjects):
            _, subject, prop, given, pieces = self._texts.pop()
            content = given.get("content")
            self.triples.add(Triple(subject, prop, _literal(content or "".join(pieces), given)))
        self._subjects.pop()

    def handle_data(self, data: str) -> None:
        for *_, pieces in self._texts:
            pieces.append(data)


def _literal(text: str, given: dict[str, str | None]) -> Literal:
    if datatype := given.get("datatype"):
        return Literal(text, datatype=NamedNode(datatype))
    return Literal(text, language=given["lang"])


def statements(page: str) -> set[Triple]:
    """The triples of a page."""
    reader = Statements()
    reader.feed(page)
    return reader.triples
