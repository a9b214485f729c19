"""The columns of an answer: a thing and its label are one, and what only machines read has to be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import XSD
from asm_graph.results.rows import number_of
from asm_graph.web.rendering.pages import words_in
from asm_graph.web.tables.table import TableColumn

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from asm_graph.library import Question, ResultColumn
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.results.rows import Rows, Term

_LABELS = ("Label", "Title", "Text")
"""How the variable of a label ends that begins with the one of its thing."""
_IRI = "-iri"
_RARE = 0.1
"""The share of rows with a value below which a column says how many have one."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of the table: the places of its term and of its label in a row of the answer.

    `codes` is the code list of its values, `words` are those for others of them; `currency` and `scale` are
    the places of what makes its numbers amounts of money. With `is_iri` it has the IRI of the thing itself.
    """

    name: str
    column: TableColumn
    place: int
    label: int | None = None
    codes: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    currency: int | None = None
    scale: int | None = None
    is_iri: bool = False

    @property
    def first(self) -> int:
        """The place of its term or its label, whichever is first."""
        return self.place if self.label is None else min(self.place, self.label)


def columns_of(
    question: Question, answer: Rows, language: Language, given: Container[str] = ()
) -> tuple[AnswerColumn, ...]:
    """Return the columns of an answer: a named thing first, last those that have to be chosen.

    These are the columns that are empty, those for machines, and what the reader has `given`, which is the
    same in every row.
    """
    described = {column.name: column for column in question.columns}
    things = {name for place, name in enumerate(answer.columns) if _has(answer, place, NamedNode)}
    labels = dict(_labels(described.values(), things))
    places = {name: place for place, name in enumerate(answer.columns) if name not in labels.values()}
    found = []
    for name, place in places.items():
        label = answer.columns.index(labels[name]) if name in labels else None
        column = _column(described[name], answer, place, language)
        shown = column.shown and name not in given
        found.append(_placed(described[name], replace(column, shown=shown), answer, place, label))
    found.sort(key=lambda each: (not each.column.shown, each.first))
    if named := next((each for each in found if each.name in things and each.column.shown), None):
        found.remove(named)
        found.insert(0, named)
    return (*found, *(_iri_column(each) for each in found if each.name in things))


def _labels(described: Iterable[ResultColumn], things: Container[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a thing and the variable that names it: the one that says so, else the one named after it."""
    columns = {column.name: column for column in described}
    for name, column in columns.items():
        stems = (name.removesuffix(end) for end in _LABELS if name.endswith(end))
        for thing in (column.names, *stems):
            if thing in things:
                yield thing, name


def _placed(
    described: ResultColumn, column: TableColumn, answer: Rows, place: int, label: int | None
) -> AnswerColumn:
    def other(name: str) -> int | None:
        return answer.columns.index(name) if name else None

    return AnswerColumn(
        described.name,
        column,
        place,
        label,
        described.codes,
        described.words,
        other(described.currency),
        other(described.scale),
    )


def _column(described: ResultColumn, answer: Rows, place: int, language: Language) -> TableColumn:
    filled = sum(row[place] is not None for row in answer.rows)
    notes = [described.note(language)]
    if 0 < filled < _RARE * len(answer.rows):
        notes.append(words_in(language)["column_filled"].format(filled=filled, rows=len(answer.rows)))
    is_empty = not filled and bool(answer.rows)
    return TableColumn(
        described.name,
        described.head(language),
        described.unit.get(language, ""),
        "; ".join(filter(None, notes)),
        is_number=_has_numbers(answer, place),
        shown=described.shown and not is_empty,
        is_empty=is_empty,
    )


def _iri_column(named: AnswerColumn) -> AnswerColumn:
    column = TableColumn(f"{named.name}{_IRI}", f"{named.column.label} (IRI)", shown=False, for_machines=True)
    return AnswerColumn(named.name, column, named.place, is_iri=True)


def _has(answer: Rows, place: int, kind: type[Term]) -> bool:
    return any(isinstance(row[place], kind) for row in answer.rows)


def _has_numbers(answer: Rows, place: int) -> bool:
    """Whether all that stands in a column are numbers; years are none."""
    terms = [row[place] for row in answer.rows if row[place] is not None]
    return bool(terms) and all(
        isinstance(term, Literal) and term.datatype != XSD("gYear") and number_of(term) is not None
        for term in terms
    )
