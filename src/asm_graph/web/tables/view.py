"""What an address asks of a table: the column that it is sorted by, the columns to show, the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.web.http.addresses import page_number

if TYPE_CHECKING:
    from starlette.requests import Request

SORT, COLUMNS, PAGE = "sort", "columns", "page"
"""The parameters of a table; `sort=-year` is descending, `columns=a,b` the same as `columns=a&columns=b`."""
DESCENDING = "-"


@dataclass(frozen=True, slots=True)
class TableView:
    """How a table is asked for; `kept` are the other parameters of the address, which every link of it keeps.

    Of several tables on one page those with a `name` have parameters of their own: `cycles-sort=-asms`.
    """

    kept: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    number: int = 1
    name: str = ""

    @classmethod
    def of(cls, request: Request, name: str = "") -> TableView:
        """Read what a request asks of the table of this name."""
        start = f"{name}-" if name else ""
        own = {f"{start}{each}" for each in (SORT, COLUMNS, PAGE)}
        given = request.query_params
        sort = given.get(f"{start}{SORT}", "").strip()
        listed = ",".join(given.getlist(f"{start}{COLUMNS}"))
        return cls(
            tuple((key, value) for key, value in given.multi_items() if key not in own),
            sort.removeprefix(DESCENDING),
            sort.startswith(DESCENDING),
            tuple(dict.fromkeys(filter(None, (each.strip() for each in listed.split(","))))),
            page_number(request, f"{start}{PAGE}"),
            name,
        )

    def sorted_by(self, key: str, *, descending: bool = False) -> str:
        """Return the address of the first page in another order."""
        return replace(self, sort=key, descending=descending, number=1).address

    def page(self, number: int) -> str:
        """Return the address of another page."""
        return replace(self, number=number).address

    @property
    def order(self) -> str:
        """The order as an address has it; empty for that in which the rows come."""
        return f"{DESCENDING if self.descending else ''}{self.sort}" if self.sort else ""

    @property
    def address(self) -> str:
        """The query of the address, after which the page opens where the table is if it has a name."""
        own = {
            SORT: self.order,
            COLUMNS: ",".join(self.columns),
            PAGE: str(self.number) if self.number > 1 else "",
        }
        given = [*self.kept, *((self.parameter(key), value) for key, value in own.items() if value)]
        return f"?{urlencode(given, safe=',')}{f'#{self.name}' if self.name else ''}"

    def parameter(self, key: str) -> str:
        """Return what this table calls one of its parameters."""
        return f"{self.name}-{key}" if self.name else key
