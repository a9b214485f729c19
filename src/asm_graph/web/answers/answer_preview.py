"""An answer for people: a preview on a page, or a self-contained workbook."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, parse_query_results

from asm_graph.conversion.converter import Conversion
from asm_graph.engine.workers.output import row_counter
from asm_graph.errors import EngineFailure
from asm_graph.rdf.vocabulary import PREFIXES, XSD
from asm_graph.results import FORMATS, JSON, About, prefixed_name
from asm_graph.results.rows import number_of
from asm_graph.web.rendering.naming import link_to

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from pyoxigraph import QuerySolutions

    from asm_graph.engine.interface import Answer
    from asm_graph.library import ResultColumn
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases import Release
    from asm_graph.results.rows import Term
    from asm_graph.web.services.site import Site

    Convert = Callable[[Release], Conversion]


def to_workbook(title: str, query: str, license_iri: str, columns: Sequence[ResultColumn] = ()) -> Convert:
    """Return what makes a workbook of a JSON answer, from the release that gave it."""

    def convert(release: Release) -> Conversion:
        about = About(
            title,
            query,
            release.name,
            release.manifest.created.date().isoformat(),
            license_iri,
            {column.name: " · ".join(column.meaning.values()) for column in columns},
            release.manifest.base,
        )
        return Conversion("workbook", asdict(about))

    return convert


_READ_BYTES, _COUNTED_BYTES = 1_000_000, 5_000_000
"""So much of an answer is read for a page, whose rows are far fewer; so much of it is counted."""
_GRAPH_CHARACTERS = 20_000
_DECIMALS = 2
_TURTLE = FORMATS["ttl"].media_type


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A term as text, with its link, language, and number if it states one."""

    text: str
    address: str | None = None
    language: str | None = None
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The first rows of an answer; `total` counts all, `None` where the page did not read to the end."""

    columns: tuple[str, ...]
    rows: tuple[tuple[PreviewCell, ...], ...]
    total: int | None

    @property
    def is_cut(self) -> bool:
        """Whether the answer has more rows."""
        return self.total != len(self.rows)


@dataclass(frozen=True, slots=True)
class ShownGraph:
    """The start of a graph in Turtle."""

    text: str
    is_cut: bool


async def shown_table(site: Site, answer: Answer, base: Base) -> ShownTable:
    """Read the first rows of a SELECT or ASK answer in JSON (ASK: one row, column `answer`).

    Raises:
        QueryError: the engine does not answer, or not with what it should.
    """
    beginning = await _beginning(answer, _READ_BYTES, _COUNTED_BYTES)
    return await asyncio.to_thread(_read_table, beginning, site.settings.page_rows, base)


async def shown_graph(answer: Answer) -> ShownGraph:
    """Read the start of a CONSTRUCT or DESCRIBE answer in Turtle.

    Raises:
        QueryError: the engine does not answer.
    """
    beginning = await _beginning(answer, 4 * _GRAPH_CHARACTERS)
    text = beginning.body.decode(errors="ignore")
    return ShownGraph(text[:_GRAPH_CHARACTERS], not beginning.is_whole or len(text) > _GRAPH_CHARACTERS)


def asks_for(form: str) -> str:
    """Return the media type to request from an engine for the form of the query."""
    return JSON if form in {"SELECT", "ASK"} else _TURTLE


class _Beginning(NamedTuple):
    """The first pieces of an answer, whether they are all, and how many rows it has as JSON, if known."""

    body: bytes
    is_whole: bool
    rows: int | None


async def _beginning(answer: Answer, kept_bytes: int, counted_bytes: int = 0) -> _Beginning:
    """Read an answer up to a size; what goes beyond the bytes to keep is counted, and not kept."""
    pieces: list[bytes] = []
    size, count, rows = 0, row_counter(JSON), 0
    try:
        async for piece in answer.body:
            if size > max(kept_bytes, counted_bytes):
                return _Beginning(b"".join(pieces), is_whole=False, rows=None)
            if size <= kept_bytes:
                pieces.append(piece)
            size += len(piece)
            rows = count(piece)
    finally:
        await answer.body.aclose()
    body = b"".join(pieces)
    return _Beginning(body, is_whole=len(body) == size, rows=rows + 1)


def _read_table(beginning: _Beginning, limit: int, base: Base) -> ShownTable:
    """Read the table in a thread of its own, where the engine's terms are made and dropped."""
    try:
        answer = parse_query_results(beginning.body, format=QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise EngineFailure(f"The engine's answer cannot be read: {error}; ask again.") from error
    if isinstance(answer, QueryBoolean):
        return ShownTable(("answer",), ((_cell(Literal(bool(answer)), {}, base),),), 1)
    rows, total = _rows(answer, limit, base, beginning)
    return ShownTable(tuple(each.value for each in answer.variables), rows, total)


def _rows(
    answer: QuerySolutions, limit: int, base: Base, beginning: _Beginning
) -> tuple[tuple[tuple[PreviewCell, ...], ...], int | None]:
    """Return the first rows and the number of rows; a body that is not whole is read no further."""
    prefixes = {"id": base.id("").value, **PREFIXES}
    rows: list[tuple[PreviewCell, ...]] = []
    total = 0
    try:
        for solution in answer:
            total += 1
            if len(rows) < limit:
                rows.append(tuple(_cell(term, prefixes, base) for term in solution))
            elif not beginning.is_whole:
                break
    except SyntaxError as error:
        if beginning.is_whole:
            raise EngineFailure(f"The engine's answer breaks off: {error}; ask again.") from error
    return tuple(rows), total if beginning.is_whole else beginning.rows


def _cell(term: Term, prefixes: dict[str, str], base: Base) -> PreviewCell:
    if isinstance(term, NamedNode):
        return PreviewCell(prefixed_name(term.value, prefixes), link_to(term.value, base))
    if not isinstance(term, Literal):
        return PreviewCell("" if term is None else str(term))
    number = number_of(term)
    return PreviewCell(_printed(term, number), None, term.language, number)


def _printed(literal: Literal, number: Decimal | None) -> str:
    """Numbers with separators, long fractions to two decimals; years and everything else as they are."""
    if number is None or literal.datatype == XSD("gYear"):
        return literal.value
    return printed_number(number)


def printed_number(number: Decimal) -> str:
    """Format a number with separators, and a long fraction to two decimals.

    >>> from decimal import Decimal
    >>> printed_number(Decimal("5318")), printed_number(Decimal("66.6667"))
    ('5,318', '66.67')
    """
    exponent = number.as_tuple().exponent
    is_long = isinstance(exponent, int) and exponent < -_DECIMALS
    return f"{number:,.{_DECIMALS}f}" if is_long else f"{number:,f}"
