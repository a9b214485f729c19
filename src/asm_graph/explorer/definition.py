"""What the tables of the explorer hold: query files in `sparql/explore/`, with a header for their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from asm_graph.rdf.table_queries import load_table

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from asm_graph.rdf.vocabulary import Language

ColumnKind = Literal["text", "number", "amount", "percent", "year", "date", "state", "thing", "link"]
"""What a column holds.

A `thing` is an IRI that is shown by its name, a `state` the code of one (`mx-zac`), a `link` an IRI that is
no column of its own: the cells of another column lead to it.
"""
NUMBERS: frozenset[ColumnKind] = frozenset({"number", "amount", "percent", "year"})
NAMED: frozenset[ColumnKind] = frozenset({"thing", "state"})
"""The kinds whose values have a key, and a name in each language."""


Identifier = Annotated[str, StringConstraints(pattern="^[A-Za-z]+$")]
"""A name that can stand in SQL and in an address."""


class Words(BaseModel):
    """A text in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    es: str
    en: str

    def of(self, language: Language) -> str:
        """Return the text in a language."""
        return self.en if language == "en" else self.es


class ExplorerColumn(Words):
    """A column: its heading, what it holds, and what people can do with it.

    `facet` is its place among those that rows are chosen by, 0 where it is none. `separator` stands between
    the values of one cell; `leads` names the column of kind `link` that its cells lead to; `name` are the
    columns that make a name for things without one; `names` are names by key; `absent` is what the rows
    without a value are called among the values to choose; `keyed` values are known by their keys as well.
    """

    kind: ColumnKind
    unit: Words | None = None
    facet: int = Field(default=0, ge=0, strict=True)
    shown: bool = True
    separator: str | None = None
    leads: str | None = None
    name: tuple[str, ...] = ()
    names: dict[str, Words] = {}
    absent: Words | None = None
    keyed: bool = False

    @property
    def is_named(self) -> bool:
        """Whether its values have keys and names: things, states, texts to choose by, several in a cell."""
        return self.kind in NAMED or self.separator is not None or (self.facet > 0 and self.kind == "text")

    @property
    def sorts_as_text(self) -> bool:
        """Whether it is sorted by the place of its texts in Spanish order."""
        return self.kind == "text" and not self.is_named

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, which stand at the right."""
        return self.kind in NUMBERS


class Chart(BaseModel):
    """A chart that makes sense of the rows: how many of each value, or how the values of columns lie.

    Bars and series count rows `by` a column, or with `of` add up another one; sums of rows that differ in the
    column `apart`, such as approved and spent amounts, are never one. A distribution is `of` a column, a pair
    of the columns `x` and `y`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Literal["bars", "distribution", "series", "pair"]
    by: str = ""
    of: str = ""
    apart: str = ""
    x: str = ""
    y: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it is made from."""
        return tuple(filter(None, (self.by, self.of, self.apart, self.x, self.y)))


class Timeline(BaseModel):
    """The column that dates the rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: str = ""
    year: str = ""


class StateMap(BaseModel):
    """The column that says in which state a row is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: str


class ExplorerTable(BaseModel):
    """One table of the explorer: a query, and the header of its file.

    The first column is what a row is about; its name leads the row. `short` is a shorter title; `order` are
    the columns that rows are sorted by at first, those with a minus sign from the greatest on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Identifier
    query: str = ""
    title: Words
    short: Words | None = None
    lead: Words
    noun: Words
    columns: dict[Identifier, ExplorerColumn]
    order: tuple[str, ...]
    chart: tuple[Chart, ...] = ()
    timeline: Timeline | None = None
    map: StateMap | None = None

    @model_validator(mode="after")
    def _name_known_columns(self) -> Self:
        """Refuse a header that names columns it does not describe."""
        named = {name for column in self.columns.values() for name in (*column.name, column.leads) if name}
        named |= {name for chart in self.chart for name in chart.columns}
        named |= {name.removeprefix("-") for name in self.order}
        if self.timeline:
            named |= {self.timeline.date, self.timeline.year} - {""}
        if self.map:
            named.add(self.map.state)
        if unknown := sorted(named - self.columns.keys()):
            raise ValueError(f"names {', '.join(unknown)}, which it does not describe")
        return self

    @property
    def facets(self) -> tuple[str, ...]:
        """The columns whose values rows are chosen by, in their order."""
        chosen = [name for name, column in self.columns.items() if column.facet]
        return tuple(sorted(chosen, key=lambda name: self.columns[name].facet))

    @property
    def choosable(self) -> tuple[str, ...]:
        """The columns that can be shown."""
        return tuple(name for name, column in self.columns.items() if column.kind != "link")

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that are shown where none are chosen."""
        return tuple(name for name in self.choosable if self.columns[name].shown)


def read_explorer_tables(folder: Path) -> list[ExplorerTable]:
    """Read the tables that the query files of a folder define, by name.

    Raises:
        InputError: a file cannot be read or its header does not hold.
    """
    return [load_table(ExplorerTable, path, "kind") for path in sorted(folder.glob("*.rq"))]
