"""The address of a result: what it asks for, and the one way in which it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.documents.normalization import normalized
from asm_graph.explorer.choice import Choice
from asm_graph.web.tables.view import COLUMNS, DESCENDING, PAGE, SORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.datastructures import QueryParams

    from asm_graph.explorer.definition import ExplorerTable

WORDS, VIEW, LANGUAGE = "q", "view", "lang"
_LONGEST = 300
"""Characters of the words to look for."""
_MOST_VALUES = 100
"""Values of a facet that an address can ask for."""

Parameters = tuple[tuple[str, str], ...]


def read_choice(table: ExplorerTable, given: QueryParams) -> Choice:
    """Read what an address asks of a table; what the table does not have is left out."""
    facets = {
        name: tuple(sorted(set(filter(None, given.getlist(name)))))[:_MOST_VALUES] for name in table.facets
    }
    sort = given.get(SORT, "").strip()
    column = sort.removeprefix(DESCENDING)
    asked = {name.strip() for value in given.getlist(COLUMNS) for name in value.split(",")}
    columns = tuple(name for name in table.choosable if name in asked)
    return Choice(
        table.kind,
        {name: values for name, values in facets.items() if values},
        normalized(given.get(WORDS, "")[: 4 * _LONGEST]).strip()[:_LONGEST],
        column if column in table.choosable else "",
        sort.startswith(DESCENDING) and column in table.choosable,
        () if columns == table.shown else columns,
    )


def parameters_of(choice: Choice, others: Parameters = ()) -> Parameters:
    """Return the parameters of the address of a choice, in their one order; `others` are neither."""
    facets = [(name, value) for name, values in choice.facets.items() for value in values]
    sort = f"{DESCENDING if choice.descending else ''}{choice.sort}" if choice.sort else ""
    words, shown = {WORDS: choice.text}, {SORT: sort, COLUMNS: ",".join(choice.columns)}
    given = (*facets, *words.items(), *others, *shown.items())
    return tuple((name, value) for name, value in given if value)


@dataclass(frozen=True, slots=True)
class ResultAddress:
    """Where a result is: the path of its table below `root`, what is chosen, and how it is looked at.

    `others` are the view, what belongs to it, and the language: every other address of the page keeps them.
    """

    root: str
    choice: Choice
    others: Parameters = ()

    @classmethod
    def of(cls, root: str, table: ExplorerTable, given: QueryParams) -> ResultAddress:
        """Read the parameters of an address."""
        own = {*table.facets, WORDS, SORT, COLUMNS, PAGE}
        others = tuple((name, value) for name, value in given.multi_items() if name not in own and value)
        return cls(root, read_choice(table, given), others)

    @property
    def path(self) -> str:
        """The path of the table."""
        return f"{self.root}/explore/{self.choice.kind}"

    def query(self, page: int = 1) -> Parameters:
        """Return the parameters of a page of the result, in their one order."""
        number: Sequence[tuple[str, str]] = [(PAGE, str(page))] if page > 1 else ()
        return (*parameters_of(self.choice, self.others), *number)

    def to(self, choice: Choice) -> str:
        """Return the address of another choice of the same table, looked at in the same way."""
        return written(self.path, parameters_of(choice, self.others))

    def file(self, extension: str) -> str:
        """Return the address of the whole result as a file."""
        kept = tuple((name, value) for name, value in self.others if name == LANGUAGE)
        return written(f"{self.path}.{extension}", parameters_of(self.choice, kept))


def written(path: str, parameters: Sequence[tuple[str, str]]) -> str:
    """Write an address."""
    return f"{path}?{urlencode(parameters, safe=',/')}" if parameters else path
