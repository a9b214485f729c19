"""`/scoreboard`: what became of ASM by branch, agency and cycle, as page, picture and table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.web.answers.page_queries import ReleaseReader, page_query, read_release
from asm_graph.web.browse.overview import titles_of
from asm_graph.web.drawing.caption import Caption, source_line
from asm_graph.web.drawing.download import CSV, Drawing, drawing_alone, table_alone
from asm_graph.web.drawing.figure import figure_of
from asm_graph.web.drawing.stacked_bars import StackedBar, StackedChart, stacked_chart
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.pages import page, words_in
from asm_graph.web.scoreboard.tables import owner_cell, share_table, tally_table
from asm_graph.web.scoreboard.tallies import (
    QUESTION,
    STATES,
    Owner,
    Tally,
    grouped,
    read_tallies,
    total,
)
from asm_graph.web.services.site import site_of
from asm_graph.web.tables.table import TableCell
from asm_graph.web.tables.view import TableView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.scoreboard.tallies import TallyRow
    from asm_graph.web.tables.table import DataTable

_BRANCH, _AGENCY = "branch", "agency"
_TITLES = {_BRANCH: "asms_by_branch", _AGENCY: "asms_by_agency"}
_UNKNOWN = {_BRANCH: "branch_unknown", _AGENCY: "agency_unknown"}
_FIGURES = {
    "asms": "asms_all",
    "completed": "asms_completed",
    "open": "asms_open",
    "merged": "asms_merged",
    "canceled": "asms_canceled",
    "verified": "asms_verified",
    "disputed": "asms_disputed",
}
"""The keys of words: of the titles, of what is not known, and of the figures of a tally."""
_DRAWN = 40
"""Bars that a picture has; the tables have all."""
_SHADES = 4


@dataclass(frozen=True, slots=True)
class ScoreboardRequest:
    """The parameters of an address; empty where it has none. `by` is `branch` or `agency`."""

    by: str
    branch: str
    cycle: str

    @classmethod
    def of(cls, request: Request) -> ScoreboardRequest:
        """Read the parameters of a request; a branch is shown by its agencies."""
        given = request.query_params
        branch, cycle = (given.get(name, "").strip() for name in ("branch", "cycle"))
        return cls(_AGENCY if branch or given.get("by") == _AGENCY else _BRANCH, branch, cycle)

    def address(self, form: str = "", **instead: str) -> str:
        """Return the same address in another format, or with other values."""
        values = {name: getattr(self, name) for name in self.__slots__} | instead
        given = {name: value for name, value in values.items() if value and (name, value) != ("by", _BRANCH)}
        return f"/scoreboard{form}{'?' if given else ''}{urlencode(given)}"


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """The rows that fit what was asked, and the branches and cycles to choose from."""

    asked: ScoreboardRequest
    rows: tuple[TallyRow, ...]
    branches: tuple[Owner, ...]
    cycles: tuple[str, ...]
    documents: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, asked: ScoreboardRequest, rows: Sequence[TallyRow], documents: tuple[str, ...] = ()
    ) -> Scoreboard:
        """Choose the rows; `documents` are the titles of those that state them.

        Raises:
            ProblemError: no ASM are of the branch or the cycle.
        """
        branches = sorted({row.branch for row in rows if row.branch.iri}, key=lambda each: each.order)
        cycles = sorted({row.cycle for row in rows})
        if asked.branch not in {"", *(each.number for each in branches)} or asked.cycle not in {"", *cycles}:
            raise ProblemError("not-found")
        chosen = (row for row in rows if asked.branch in {"", row.branch.number})
        return cls(asked, tuple(chosen), tuple(branches), tuple(cycles), documents)

    @property
    def shown(self) -> tuple[TallyRow, ...]:
        """The rows of the cycle, or of all of them."""
        return tuple(row for row in self.rows if self.asked.cycle in {"", row.cycle})

    @property
    def by_owner(self) -> Mapping[Owner, Tally]:
        """The ASM of each branch or agency, those with most first."""
        found = grouped(self.shown, lambda row: getattr(row, self.asked.by))
        return dict(sorted(found.items(), key=lambda item: (-item[1].asms, item[0].order)))

    @property
    def by_cycle(self) -> Mapping[str, Tally]:
        """The ASM of each cycle, the oldest first."""
        return dict(sorted(grouped(self.rows, lambda row: row.cycle).items()))

    def shares(self) -> list[tuple[Owner, list[tuple[Tally, int]]]]:
        """Each branch or agency with its ASM of every cycle and the shade of what is reported complete."""
        found = grouped(self.rows, lambda row: (getattr(row, self.asked.by), row.cycle))
        owners = dict.fromkeys(owner for owner, _ in sorted(found, key=lambda each: each[0].order))
        cycles = tuple(self.by_cycle)
        return [(owner, [_shaded(found.get((owner, each), Tally())) for each in cycles]) for owner in owners]

    def opens(self, owner: Owner) -> str | None:
        """Where a branch or an agency leads: its agencies, or its page."""
        if not owner.iri:
            return None
        return self.asked.address(branch=owner.number) if self.asked.by == _BRANCH else owner.address


def _shaded(tally: Tally) -> tuple[Tally, int]:
    return tally, -(-_SHADES * (tally.share or 0) // 100)


async def scoreboard_page(request: Request) -> Response:
    """Respond with the page."""
    board, language = await _read(request), language_of(request)
    context = {
        "board": board,
        "embeds": True,
        "asked": board.asked,
        "subject": _subject(board),
        "total": total(board.shown),
        "figures": _FIGURES,
        "owner": _TITLES[board.asked.by],
        **_tables(request, board, language),
        "owners_figure": figure_of(request, owners) if (owners := _owners(board, language)) else None,
        "cycles_figure": figure_of(request, cycles) if (cycles := _cycles(board, language)) else None,
    }
    return page(request, "scoreboard.html", context)


def _tables(request: Request, board: Scoreboard, language: Language) -> dict[str, DataTable]:
    """Return the tables of the page by name."""
    asked = board.asked
    unknown = words_in(language)[_UNKNOWN[asked.by]]
    files = {"csv": asked.address(".csv"), "xlsx": f"/api/queries/{QUESTION}?format=xlsx"}
    owners = ((owner_cell(each, board.opens, unknown), tally) for each, tally in board.by_owner.items())
    cycles = ((TableCell(each, asked.address(cycle=each)), tally) for each, tally in board.by_cycle.items())
    shares = ((owner_cell(each, board.opens, unknown), cells) for each, cells in board.shares())
    views = {name: TableView.of(request, name) for name in ("owners", "cycles", "shares")}
    return {
        "owners_table": tally_table(owners, (asked.by, _FIGURES), views["owners"], language, files),
        "cycles_table": tally_table(cycles, ("cycle", _FIGURES), views["cycles"], language),
        "shares_table": share_table(shares, asked.by, board.by_cycle, views["shares"], language),
    }


async def scoreboard_file(request: Request) -> Response:
    """Respond with the chart by branch or agency as SVG or PNG, or with the table as CSV."""
    form, language = request.path_params["form"], language_of(request)
    if form == CSV:
        board = await _read(request)
        return table_alone("scoreboard", _columns(language), _table(board.shown))
    return await drawing_alone(request, draw_owners, form)


async def cycles_file(request: Request) -> Response:
    """Respond with the chart by cycle as SVG or PNG."""
    return await drawing_alone(request, draw_cycles, request.path_params["form"])


async def draw_owners(request: Request) -> Drawing:
    """Draw the ASM by branch or agency.

    Raises:
        ProblemError: there are none.
        QueryError: the engine does not answer.
    """
    return _there(_owners(await _read(request), language_of(request)))


async def draw_cycles(request: Request) -> Drawing:
    """Draw the ASM by cycle.

    Raises:
        ProblemError: there are none.
        QueryError: the engine does not answer.
    """
    return _there(_cycles(await _read(request), language_of(request)))


def _there(drawing: Drawing | None) -> Drawing:
    if drawing is None:
        raise ProblemError("not-found")
    return drawing


async def _read(request: Request) -> Scoreboard:
    async def read(reading: ReleaseReader) -> tuple[tuple[TallyRow, ...], tuple[str, ...]]:
        documents = titles_of((await reading.shared_rows(page_query("browse/asm-documents"))).rows)
        return await read_tallies(reading), documents

    rows, documents = await read_release(request, site_of(request), read)
    return Scoreboard.of(ScoreboardRequest.of(request), rows, documents)


def _subject(board: Scoreboard) -> str:
    """Name the branch and the cycle that were asked for."""
    names = (each.name.text for each in board.branches if each.number == board.asked.branch)
    return " · ".join(filter(None, (next(names, ""), board.asked.cycle)))


def _owners(board: Scoreboard, language: Language) -> Drawing | None:
    words, unknown = words_in(language), words_in(language)[_UNKNOWN[board.asked.by]]
    bars = [
        StackedBar(owner.name.text or unknown, tally.states, board.opens(owner), owner.name.language)
        for owner, tally in board.by_owner.items()
    ]
    note = words["bars_left_out"].format(number=len(bars) - _DRAWN) if len(bars) > _DRAWN else ""
    cycles = [board.asked.cycle] if board.asked.cycle else list(board.by_cycle)
    caption = _caption(board, _TITLES[board.asked.by], cycles, language)
    return _drawing(board, stacked_chart(bars[:_DRAWN], _kinds(language)), replace(caption, note=note), "")


def _cycles(board: Scoreboard, language: Language) -> Drawing | None:
    bars = [
        StackedBar(cycle, tally.states, board.asked.address(cycle=cycle))
        for cycle, tally in board.by_cycle.items()
    ]
    caption = _caption(board, "asms_by_cycle", list(board.by_cycle), language)
    return _drawing(board, stacked_chart(bars, _kinds(language)), caption, "/cycles")


def _caption(board: Scoreboard, key: str, cycles: Sequence[str], language: Language) -> Caption:
    words = words_in(language)
    title = ": ".join(filter(None, (words[key], _subject(board))))
    several = "cycles_from_to" if len(cycles) > 1 else "one_cycle"
    years = words[several].format(first=cycles[0], last=cycles[-1]) if cycles else ""
    return Caption(title, words["number_of_asms"], years, source_line(board.documents, language))


def _drawing(board: Scoreboard, chart: StackedChart | None, caption: Caption, part: str) -> Drawing | None:
    if chart is None:
        return None
    address = board.asked.address(part), board.asked.address()
    return Drawing("stacked_bars.svg", caption, {"chart": chart}, chart.width, chart.height, *address)


def _kinds(language: Language) -> list[str]:
    return [words_in(language)[_FIGURES[name]] for name in STATES]


def _columns(language: Language) -> list[str]:
    words = words_in(language)
    owners = [text for name in (_BRANCH, _AGENCY) for text in (f"{words[name]} (IRI)", words[name])]
    return [*owners, words["cycle"], *(words[key] for key in _FIGURES.values())]


def _table(rows: Iterable[TallyRow]) -> Iterable[Sequence[str]]:
    """One row for each agency of a branch in a cycle."""
    for row in rows:
        owners = [text for each in (row.branch, row.agency) for text in (each.iri, each.name.text)]
        yield [*owners, row.cycle, *(str(getattr(row.tally, name)) for name in _FIGURES)]
