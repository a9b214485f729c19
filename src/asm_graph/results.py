"""What a query answers, in the formats that people ask for; the engine itself speaks only standard ones."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]  # annotated, but without the marker that says so
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from asm_graph.errors import EngineFailure, UsageError
from asm_graph.graph.vocabulary import DEFAULT_BASE, PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import BlankNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple | None

JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers: `asks` is the media type to ask an engine for, `suffix` that of a file."""

    name: str
    media_type: str
    asks: str
    suffix: str


def _standard(name: str, media_type: str) -> Format:
    return Format(name, media_type, media_type, f".{name}")


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("table", "text/plain", JSON, ".txt"),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", JSON, ".xlsx"),
        _standard("json", JSON),
        _standard("xml", "application/sparql-results+xml"),
        _standard("csv", "text/csv"),
        _standard("tsv", "text/tab-separated-values"),
        _standard("ttl", "text/turtle"),
        _standard("nt", "application/n-triples"),
        _standard("rdf", "application/rdf+xml"),
        _standard("jsonld", "application/ld+json"),
    )
}
"""Every format by the name that `--format` and `?format=` take."""

_RENDERED = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_NUMBERS = frozenset(XSD(name).value for name in ("integer", "decimal", "double", "float", "gYear"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SHEET_ROWS = 1_048_575
"""The rows of a sheet, without the one of its headings."""
_CELL_LETTERS = 32_000
_EXACT_DIGITS = 15
"""A spreadsheet keeps this many digits of a number."""
_FIRST_YEAR = 1900
"""A spreadsheet knows no earlier date."""
_COLUMN_WIDTH = 12
"""A table whose columns would be narrower than this is written as one block for each row."""


@dataclass(frozen=True, slots=True)
class About:
    """What an answer tells about itself; `columns` maps a column to its meaning."""

    title: str = ""
    query: str = ""
    release: str = ""
    licence: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    base: str = DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class Results:
    """The answer of a SELECT: names of columns and rows of terms, `None` where there is none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]


def read_results(body: bytes) -> Results:
    """Read SPARQL 1.1 Query Results JSON; the answer of an ASK is one row with the column `answer`.

    Raises:
        EngineFailure: the body is cut or is something else.
    """
    answer = _parse(body)
    if isinstance(answer, QueryBoolean):
        return Results(("answer",), ((Literal(bool(answer)),),))
    columns = tuple(variable.value for variable in answer.variables)
    try:
        return Results(columns, tuple(tuple(solution) for solution in answer))
    except SyntaxError as error:
        raise EngineFailure(f"The engine's answer breaks off: {error}; ask again.") from error


def write_results(body: bytes, name: str, about: About, width: int = 120) -> bytes:
    """Write an answer in the format called `name`.

    `body` is SPARQL 1.1 Query Results JSON, or already in the format asked for, which it then stays; `width`
    is that of a table in characters.

    Raises:
        UsageError: there is no such format, or a spreadsheet cannot hold the answer.
        EngineFailure: the body cannot be read.
    """
    if name not in FORMATS:
        raise UsageError(f"No format is called {name!r}; there are {', '.join(FORMATS)}.")
    if name == "table":
        return _table(read_results(body), about, width).encode()
    if name == "xlsx":
        return _workbook(read_results(body), about)
    if name in _RENDERED and body.lstrip()[:1] == b"{":
        return _serialize(_parse(body), _RENDERED[name])
    return body


def _parse(body: bytes) -> QuerySolutions | QueryBoolean:
    try:
        return parse_query_results(body, format=QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise EngineFailure(f"The engine's answer cannot be read: {error}; ask again.") from error


def _serialize(answer: QuerySolutions | QueryBoolean, form: QueryResultsFormat) -> bytes:
    try:
        return answer.serialize(format=form) or b""
    except SyntaxError as error:
        raise EngineFailure(f"The engine's answer breaks off: {error}; ask again.") from error


def _table(results: Results, about: About, width: int) -> str:
    prefixes = {"id": f"{about.base}id/", **PREFIXES}
    rows = [[_shown(term, prefixes) for term in row] for row in results.rows]
    if width < _COLUMN_WIDTH * len(results.columns):
        return "\n".join(_block(results.columns, row) for row in rows)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in results.columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    page = io.StringIO()
    Console(file=page, width=width, color_system=None, force_terminal=False).print(table)
    return page.getvalue()


def _block(columns: tuple[str, ...], row: list[str]) -> str:
    margin = max(map(len, columns))
    return "".join(f"{name:<{margin}}  {shown}\n" for name, shown in zip(columns, row, strict=True) if shown)


def _shown(term: Term, prefixes: Mapping[str, str]) -> str:
    """A term for a terminal: IRIs shortened, numbers with two decimals, nothing that moves the cursor."""
    if isinstance(term, NamedNode):
        return shorten(term.value, prefixes)
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    if (number := _number(term)) is not None and number.as_tuple().exponent not in (0, -1, -2):
        return f"{number:.2f}"
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", term.value)


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """The prefixed name of an IRI by the longest namespace that fits, or the IRI as it is."""
    fitting = [(len(namespace), name) for name, namespace in prefixes.items() if iri.startswith(namespace)]
    length, name = max(fitting, default=(0, ""))
    return f"{name}:{iri[length:]}" if name else iri


def _number(literal: Literal) -> Decimal | None:
    if literal.datatype.value not in _NUMBERS:
        return None
    try:
        number = Decimal(literal.value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _workbook(results: Results, about: About) -> bytes:
    if len(results.rows) > _SHEET_ROWS:
        raise UsageError(f"A sheet holds {_SHEET_ROWS:,} rows, the answer has more; ask for csv.")
    page = io.BytesIO()
    with xlsxwriter.Workbook(page, {"constant_memory": True}) as book:
        book.set_properties({"title": about.title, "created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Resultados")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(results.columns):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(results.rows, 1):
            for column, term in enumerate(row):
                _write_cell(sheet, number, column, term, day)
        _write_about(book.add_worksheet("Acerca de"), about, bold)
    return page.getvalue()


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, term: Term, day: xlsxwriter.format.Format
) -> None:
    """Write a term as what it is: texts never become formulas or links."""
    match _cell(term):
        case bool(truth):
            sheet.write_boolean(row, column, truth)
        case Decimal() as number:
            sheet.write_number(row, column, number)
        case dt.date() as date:
            sheet.write_datetime(row, column, date, day)
        case str(text) if text:
            sheet.write_string(row, column, text)


def _cell(term: Term) -> bool | Decimal | dt.date | str:
    if not isinstance(term, Literal):
        return "" if term is None else term.value if isinstance(term, NamedNode) else str(term)
    if term.datatype == XSD("boolean"):
        return term.value in ("true", "1")
    if (number := _number(term)) is not None and len(number.as_tuple().digits) <= _EXACT_DIGITS:
        return number
    if term.datatype == XSD("date") and (date := _date(term.value)):
        return date
    return _cut(term.value)


def _date(text: str) -> dt.date | None:
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return date if date.year >= _FIRST_YEAR else None


def _cut(text: str) -> str:
    """A text that a cell can hold; what is left out is said, not dropped in silence."""
    if len(text) <= _CELL_LETTERS // 2:
        return text
    return f"{text[: _CELL_LETTERS // 2]}… [+{len(text) - _CELL_LETTERS // 2}]"


def _write_about(sheet: xlsxwriter.worksheet.Worksheet, about: About, bold: xlsxwriter.format.Format) -> None:
    facts = {
        "Título · Title": about.title,
        "Versión de los datos · Release": about.release,
        "Licencia · Licence": about.licence,
        "Consulta · Query": _cut(about.query),
        **about.columns,
    }
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    for row, (name, text) in enumerate(facts.items()):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text)
