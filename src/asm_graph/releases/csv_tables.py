"""CSV tables of a release, each the answer to a query in `sparql/tables/`, and their CSVW description.

They are made for spreadsheets; programs that want the terms as they are ask `/sparql` for CSV, or take the
quads.
"""

from __future__ import annotations

import json
import shutil
from operator import itemgetter
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict
from pyoxigraph import BlankNode, Triple

from asm_graph.errors import ReleaseError
from asm_graph.messages import Message
from asm_graph.rdf.table_queries import load_table, select_columns
from asm_graph.results.spreadsheets import guarded, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import QuerySolution, QuerySolutions, Store

    from asm_graph.rdf.kept_results import KeptResults

METADATA = "tables.csv-metadata.json"
"""The description of all tables of a folder, as CSV on the Web: each table's answer links to it."""

Texts = dict[str, str]
_TEXT = "string"
_GUARD = {
    "es": "Tablas para hojas de cálculo: UTF-8 con marca de orden de bytes. Un texto que la hoja ejecutaría "
    "como fórmula o cambiaría por otro número lleva delante un apóstrofo, que no es parte de él.",
    "en": "Tables for spreadsheets: UTF-8 with a byte order mark. A text that a spreadsheet would run as a "
    "formula or change into another number begins with an apostrophe, which is no part of it.",
}


class TableColumn(BaseModel):
    """What a column holds, in both languages; `separator` stands between the values of one cell."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    es: str
    en: str
    datatype: str = _TEXT
    separator: str | None = None


class CsvTable(BaseModel):
    """A query and the header of its file; its rows are sorted by the first column."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    query: str
    title: dict[str, str]
    columns: dict[str, TableColumn]


def read_tables(queries: Path) -> list[CsvTable]:
    """Read the tables that query files define, by name.

    Raises:
        InputError: a file cannot be read or its header does not hold.
    """
    return [load_table(CsvTable, path, "name") for path in sorted(queries.glob("*.rq"))]


def written_titles(release: Path) -> dict[str, Texts]:
    """Read the titles of a release's tables, by name.

    Raises:
        ReleaseError: their description is missing or damaged.
    """
    path = release / "dumps" / METADATA
    try:
        tables = json.loads(path.read_bytes())["tables"]
        return {
            one["url"].removesuffix(".csv"): {
                title["@language"]: title["@value"] for title in one["dc:title"]
            }
            for one in tables
        }
    except (OSError, ValueError, KeyError) as error:
        raise ReleaseError(
            Message("{path}: cannot be read ({error}); build the release again.", path=path, error=error)
        ) from error


def write_tables(store: Store, results: KeptResults, queries: Path, folder: Path, license_iri: str) -> None:
    """Write one CSV file (RFC 4180, UTF-8) for each query, and the description of all of them.

    A text that a spreadsheet would run or take for another number begins with an apostrophe, as the
    description says.

    Raises:
        RegisterError: a query cannot be parsed or its header does not describe its columns.
    """
    tables = read_tables(queries)
    for table in tables:
        shutil.copyfile(_csv_file(store, results, table, queries), folder / f"{table.name}.csv")
    metadata = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:license": {"@id": license_iri},
        "dc:description": _texts(_GUARD),
        "tables": [_describe(table) for table in tables],
    }
    text = json.dumps(metadata, ensure_ascii=False, indent=2)
    (folder / METADATA).write_text(text + "\n", encoding="utf-8")


def _csv_file(store: Store, results: KeptResults, table: CsvTable, queries: Path) -> Path:
    """Return the file of a table; it is written if there is none of the same triples."""

    def write(store: Store, path: Path) -> None:
        answer = select_columns(store, table.query, table.columns, queries / f"{table.name}.rq")
        _write_csv(answer, table, path)

    return results.made(store, (table.query, table.model_dump_json()), ".csv", write)


def _write_csv(answer: QuerySolutions, table: CsvTable, path: Path) -> None:
    texts = [column.datatype == _TEXT for column in table.columns.values()]
    with path.open("w", encoding="utf-8", newline="") as file:
        # The engine takes several times as long to sort, since it looks up both terms for each comparison.
        rows = sorted((list(_cells(solution, texts)) for solution in answer), key=itemgetter(0))
        write_csv(file, list(table.columns), rows)


def _cells(solution: QuerySolution, texts: Sequence[bool]) -> Iterator[str]:
    """Write the cells of a row; what is no text is what a spreadsheet takes it for."""
    for term, is_text in zip(solution, texts, strict=True):
        value = "" if term is None else str(term) if isinstance(term, BlankNode | Triple) else term.value
        yield guarded(value) if is_text else value


def _describe(table: CsvTable) -> dict[str, object]:
    key = next(iter(table.columns))
    return {
        "url": f"{table.name}.csv",
        "dc:title": _texts(table.title),
        "tableSchema": {
            "columns": [_describe_column(name, column) for name, column in table.columns.items()],
            "aboutUrl": f"{{+{key}}}",
        },
    }


def _describe_column(name: str, column: TableColumn) -> dict[str, object]:
    described: dict[str, object] = {
        "name": name,
        "titles": name,
        "dc:description": _texts({"es": column.es, "en": column.en}),
        "datatype": column.datatype,
    }
    return described | ({"separator": column.separator} if column.separator else {})


def _texts(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]
