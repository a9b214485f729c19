"""What a view is of: the chosen rows of a table, how they are called, where they lead, what they are from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from asm_graph.explorer.choice import NONE, Choice
from asm_graph.explorer.counting import label_of
from asm_graph.results.spoken import number_shown
from asm_graph.web.drawing.caption import Caption, source_line, span_of
from asm_graph.web.explore.address import LANGUAGE, parameters_of, written
from asm_graph.web.explore.views.numbers import NumbersTable, in_sentence
from asm_graph.web.rendering.naming import link_to
from asm_graph.web.rendering.pages import words_in
from asm_graph.web.rendering.values import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.explorer.counting import Count
    from asm_graph.explorer.definition import ExplorerColumn, ExplorerTable
    from asm_graph.explorer.reading import Explorer
    from asm_graph.rdf.vocabulary import Base, Language
    from asm_graph.web.explore.address import ResultAddress

TABLE, CHART, MAP, TIMELINE = "table", "chart", "map", "timeline"
VIEWS = {TABLE: "view_table", CHART: "view_chart", MAP: "view_map", TIMELINE: "view_timeline"}
"""What `view=` in an address can be, and the word for it; without it, it is a table."""
YEAR, _DOCUMENTS = "year", "documents"
"""The columns that say of which year a row is, and which documents state it, in the tables that have them."""


_NO_MORE: Mapping[str, str] = MappingProxyType({})
_AS_CHOSEN: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Layout(Protocol):
    """A laid out drawing, with its size in units of its own."""

    @property
    def width(self) -> int:
        """Width of the drawing."""

    @property
    def height(self) -> int:
        """Height of the drawing."""


@dataclass(frozen=True, slots=True)
class View:
    """A drawing by its template, none where there is nothing to draw; what is said of it, and its numbers."""

    caption: Caption
    template: str
    layout: Layout | None
    numbers: NumbersTable


@dataclass(frozen=True, slots=True)
class ViewSubject:
    """The rows that an address chooses, `total` in all; `documents` says what the release is from."""

    explorer: Explorer
    place: ResultAddress
    language: Language
    total: int
    base: Base
    documents: str

    @property
    def choice(self) -> Choice:
        """What the address chooses."""
        return self.place.choice

    @property
    def table(self) -> ExplorerTable:
        """The table that the rows are of."""
        return self.explorer.tables[self.choice.kind]

    @property
    def things(self) -> str:
        """What the rows are called, in the plural."""
        return plural(self.table.noun.of(self.language))

    def column(self, name: str) -> ExplorerColumn:
        """Return a column of the table."""
        return self.table.columns[name]

    def head(self, name: str) -> str:
        """Return the head of a column, as it stands within a sentence."""
        return in_sentence(self.column(name).of(self.language))

    def unit(self, name: str) -> str:
        """Return the unit of a column, empty where it has none."""
        unit = self.column(name).unit
        return unit.of(self.language) if unit else ""

    def said(self, key: str, **values: str | int) -> str:
        """Return a text with its numbers as people read them; it knows `things` and `total`."""
        shown = {name: number_shown(each) if isinstance(each, int) else each for name, each in values.items()}
        given = {"things": self.things, "total": number_shown(self.total), **shown}
        return words_in(self.language)[key].format(**given)

    def narrowed(self, facet: str, value: str) -> ViewSubject:
        """Return those of the rows that have a value; `total` remains that of all."""
        choice = replace(self.choice, facets={**self.choice.facets, facet: (value,)})
        return replace(self, place=replace(self.place, choice=choice))

    def counts(self, by: str) -> list[Count]:
        """Count the values of a column, dates by year; what states none is named so."""
        none = self.said("view_not_stated")
        found = self.explorer.counts(self.choice, by, self.language)
        if self.column(by).kind == "date":  # a quarter that is chosen is counted in its year, too
            found = [count for count in found if count.value == NONE or count.value.isdecimal()]
        return [count if count.label else replace(count, label=none) for count in found if count.number]

    def others(self, by: str) -> list[Count]:
        """Count the values of a column among the rows that all other facets choose."""
        counts = self.explorer.counts(self.choice.without(by), by, self.language)
        asked = self.choice.facets.get(by, ())
        return [replace(count, chosen=count.value in asked) for count in counts]

    def leads(self, iri: str | None) -> str | None:
        """Return where the page of a thing is."""
        return link_to(iri, self.base) if iri else None

    def address(
        self,
        more: Mapping[str, str] = _NO_MORE,
        instead: Mapping[str, tuple[str, ...]] = _AS_CHOSEN,
        end: str = "",
    ) -> str:
        """Return the address of the rows, with other values in some facets; the rest says which view."""
        languages = [each for each in self.place.others if each[0] == LANGUAGE]
        choice = replace(self.choice, facets={**self.choice.facets, **instead})
        if end:  # a drawing is the same in whichever order its rows are
            choice = Choice(choice.kind, choice.facets, choice.text)
        return written(f"{self.place.path}{end}", parameters_of(choice, (*languages, *more.items())))

    def caption(self, title: str, unit: str, *notes: str) -> Caption:
        """Return what is said around a drawing: its title, unit, filters and years; notes and source."""
        columns = self.table.columns
        years = (
            span_of(count.value for count in self.counts(YEAR) if count.value != NONE)
            if YEAR in columns
            else ""
        )
        titles = (
            [count.label for count in self.counts(_DOCUMENTS) if count.value != NONE]
            if _DOCUMENTS in columns
            else []
        )
        source = source_line(titles, self.language) or self.documents
        measured = " · ".join(filter(None, (unit, *self._filters())))
        return Caption(title, measured, years, source, " ".join(filter(None, notes)))

    def _filters(self) -> list[str]:
        """Return the chosen facets and text in words."""
        found = []
        for name, values in self.choice.facets.items():
            counts = self.explorer.counts(self.choice, name, self.language)
            chosen = ", ".join(label_of(value, counts) or self.said("view_not_stated") for value in values)
            found.append(f"{self.column(name).of(self.language)}: {chosen}")
        return [*found, *([self.said("view_words", text=self.choice.text)] if self.choice.text else [])]
